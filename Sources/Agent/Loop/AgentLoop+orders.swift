// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Foundation
import Logging

extension AgentLoop {
    /// What a check-in brought.
    struct Answer: Sendable {
        /// How many orders were new and genuine.
        var acceptedCount = 0
        /// Whether the server wanted the inventory and got it.
        var isUploaded = false
    }

    /// Tells the server how the machine is, journals the orders that come, hands in the inventory.
    func checkIn(waitSeconds: Int) async throws -> Answer {
        // The verb `scan` may have scanned beside this process.
        scan = try state.lastScan()
        let message = CheckIn(
            inventoryDigest: scan?.digest,
            scannedAt: scan?.scannedAt,
            facts: facts.read(now: clock.now, reboot: scan?.reboot ?? .unknown),
            waitSeconds: min(waitSeconds, AgentProtocol.waitSecondsMax)
        )
        let reply = try await session.checkIn(message)
        await note(error: nil)
        var answer = Answer()
        for signed in reply.orders where try await isAccepted(signed) {
            answer.acceptedCount += 1
        }
        if reply.needsInventory, let bytes = try state.inventoryBytes() {
            let digest = SHA256.hash(data: bytes).hexadecimal
            try await session.upload(bytes, digest: digest)
            logger.info("inventory uploaded", metadata: ["digest": "\(digest)"])
            answer.isUploaded = true
        }
        return answer
    }

    /// Decides about an order that has arrived; `true` when it is new and now in the journal.
    private func isAccepted(_ signed: SignedOrder) async throws -> Bool {
        let now = await clock.now + session.clockOffset
        switch gate.verdict(on: signed, now: now, journal: { journal.lookup($0) }) {
        case .accept(let order):
            guard try journal.accept(order, signed: signed) else { return false }
            logger.info(
                "order accepted",
                metadata: ["order": "\(order.id.text)", "kind": "\(order.kind.rawValue)"]
            )
            return true
        case .pending(let id):
            logger.debug("order is known and not finished", metadata: ["order": "\(id.text)"])
        case .report(let report):
            logger.info("report is sent again", metadata: ["order": "\(report.order.text)"])
            try await send(report)
        case .refuse(let refusal):
            await refuse(refusal)
        }
        return false
    }

    /// Acts on every order of the journal that is not finished; `true` when there was one.
    func actOnOrders() async throws -> Bool {
        let (entries, unreadable) = try journal.entries()
        for problem in unreadable {
            logger.error("a journal entry cannot be read: \(problem)")
        }
        var hasActed = false
        var hasInstalled = false
        for entry in entries where entry.isOpen {
            try Task.checkCancellation()
            guard let report = try await act(on: entry) else { continue }
            try journal.record(.finished(report), for: report.order)
            hasActed = true
            guard entry.order.kind == .install else { continue }
            hasInstalled = true
            // Told at once; when that fails, it is told with the next check-in.
            do {
                try await send(report)
            } catch let error as ServerError {
                logger.warning("the report of \(report.order.text) is kept: \(error)")
            }
        }
        if hasInstalled { try await scanIfPossible() }
        return hasActed
    }

    /// Carries out one order; `nil` when it came too late to be begun.
    private func act(on entry: JournalEntry) async throws -> OrderReport? {
        var progress = InstallProgress(startedAt: clock.now)
        switch entry.state {
        case .acting(let earlier):
            progress = earlier
            progress.wasResumed = true
            logger.info("order is taken up again", metadata: ["order": "\(entry.order.id.text)"])
        default:
            let now = await clock.now + session.clockOffset
            guard now < entry.order.expiresAt else {
                let id = entry.order.id
                let detail = "it expired \(now - entry.order.expiresAt) ms ago"
                await refuse(OrderRefusal(order: id, reason: .expired, detail: detail))
                try journal.remove(id)
                return nil
            }
        }
        try journal.record(.acting(progress), for: entry.order.id)
        switch entry.order.kind {
        case .scan:
            return try await scanReport(entry.order, progress)
        case .install:
            var work = InstallWork(
                order: entry.order,
                manager: manager,
                journal: journal,
                clock: clock,
                logger: logger,
                progress: progress
            )
            return try await work.finish()
        }
    }

    private func scanReport(
        _ order: Order,
        _ progress: InstallProgress
    ) async throws -> OrderReport {
        var failure: Failure?
        do {
            try await scanNow()
        } catch let problem as PackageManagerFailure {
            failure = Failure(exitCode: problem.exitCode, text: problem.text)
        } catch let problem as AgentFailure {
            failure = Failure(exitCode: nil, text: "\(problem)")
        }
        return OrderReport(
            order: order.id,
            startedAt: progress.startedAt,
            finishedAt: clock.now,
            results: [],
            failure: failure,
            reboot: scan?.reboot ?? .unknown,
            wasResumed: progress.wasResumed
        )
    }
}

extension JournalEntry {
    /// Whether there is something to be done for the order.
    var isOpen: Bool {
        switch state {
        case .accepted, .acting: true
        case .finished, .acknowledged: false
        }
    }
}
