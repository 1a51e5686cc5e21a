// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
import Foundation
import Logging

extension AgentLoop {
    /// How often orders that came while others were carried out are looked after.
    private static let roundsMax = 10

    /// What was done in one go.
    package struct Once: Sendable {
        /// Why it ended.
        package var ending = Ending.stopped
        /// The reports on the orders that were finished.
        package var reports: [OrderReport] = []
        /// How many orders are begun, or wait to be.
        package var openCount = 0
    }

    /// Works through everything that there is to do now, and returns.
    ///
    /// What waits for people, for a random delay or for a restart stays in the journal. The first
    /// check-in waits up to `waitSeconds` for an order.
    ///
    /// - Throws: the first failure: ``ServerError``, ``AgentFailure`` or the package manager's.
    package func runOnce(waitSeconds: Int = 0) async throws -> Once {
        let lock = try state.lock()
        defer { withExtendedLifetime(lock) {} }
        let known = Set(try journal.entries().readable.filter { !$0.isOpen }.map(\.order.id))
        var once = Once()
        if let ending = try await leaveIfOrdered() {
            once.ending = ending
            return once
        }
        var acted = try await actOnOrders()
        if !acted.isReplaced { try await scanNow() }
        var wait = waitSeconds
        for _ in 0..<Self.roundsMax where !acted.isReplaced {
            let answer = try await checkIn(waitSeconds: wait)
            wait = 0
            acted = try await actOnOrders()
            if acted.hasActed { _ = try await checkIn(waitSeconds: 0) }
            try await sendReports()
            // Orders about packages wait until the server has the inventory.
            if answer.isUploaded { continue }
            if !acted.hasActed, answer.acceptedCount == 0 { break }
            if try !hasWork() { break }
        }
        for entry in try journal.entries().readable where !known.contains(entry.order.id) {
            switch entry.state {
            case .finished(let report), .acknowledged(let report, at: _):
                once.reports.append(report)
            case .accepted, .acting, .restarting:
                once.openCount += 1
            }
        }
        if let ending = try await leaveIfOrdered() {
            once.ending = ending
            return once
        }
        if acted.isReplaced { once.ending = .replaced }
        try journal.prune(now: await clock.now + session.clockOffset)
        return once
    }

    /// What the people at this machine may install themselves.
    package func available() async throws -> [AvailablePatch] {
        try await session.available().patches
    }

    /// Asks for a patch of that list, by its name or identity; the order comes with a check-in.
    ///
    /// - Throws: ``AgentFailure/notAvailable(patch:)``, ``ServerError``.
    package func request(_ word: String) async throws -> AvailablePatch {
        let patches = try await available()
        let found = patches.first {
            $0.patch.text == word.lowercased() || $0.name.lowercased() == word.lowercased()
        }
        guard let found else { throw AgentFailure.notAvailable(patch: word) }
        try await session.request(found.patch)
        return found
    }
}
