// SPDX-License-Identifier: Apache-2.0
import Domain
import Logging
import ServiceLifecycle
import Services

/// Lets time pass for the services: deployments, approvals, contacts, history.
struct SchedulerService: Service {
    /// How often deployments are looked at.
    private static let interval: Duration = .seconds(1)
    /// How long runs that have ended are kept.
    static let historyRetention: Duration = .seconds(365 * 86_400)

    let services: Services
    let clock: any WallClock
    let logger: Logger

    /// One thing that is done again and again.
    private struct Chore {
        let name: String
        let everySeconds: Int64
        let work: @Sendable () async throws -> Void
        var due = Timestamp(milliseconds: .min)
        var failures = 0
    }

    func run() async throws {
        var chores = chores
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let now = clock.now
            for place in chores.indices where chores[place].due <= now {
                chores[place].due = now + .seconds(chores[place].everySeconds)
                await perform(&chores[place])
            }
            try await pause(for: Self.interval)
        }
        // What is only in memory is written before the database closes.
        _ = try? await services.agents.writeContacts()
    }

    private var chores: [Chore] {
        [
            Chore(name: "deployments", everySeconds: 1) {
                try await services.deployments.tick()
            },
            Chore(name: "contacts", everySeconds: 15) {
                _ = try await services.agents.writeContacts()
            },
            Chore(name: "approvals", everySeconds: 60) {
                _ = try await services.approvals.advance(by: .engine)
            },
            Chore(name: "reports", everySeconds: 600) {
                _ = try await services.reports.deleteExpired()
            },
            Chore(name: "history", everySeconds: 3_600) {
                let limit = clock.now - Self.historyRetention
                let count = try await services.deployments.deleteRuns(endedBefore: limit)
                if count > 0 { logger.notice("old runs removed", metadata: ["count": "\(count)"]) }
            },
        ]
    }

    private func perform(_ chore: inout Chore) async {
        do {
            try await chore.work()
            if chore.failures > 0 { logger.notice("\(chore.name): it works again") }
            chore.failures = 0
        } catch is CancellationError {
            return
        } catch {
            chore.failures += 1
            // Each doubling is told, not each attempt: a full log helps nobody.
            guard chore.failures.nonzeroBitCount == 1 else { return }
            logger.error(
                "\(chore.name) cannot go on",
                metadata: ["error": "\(error)", "attempts": "\(chore.failures)"]
            )
        }
    }
}
