// SPDX-License-Identifier: Apache-2.0
import Domain
import Logging
import ServiceLifecycle
import Services
import Storage

/// Lets the index follow what other processes commit to the same database.
struct FollowService: Service {
    /// How long a change by another process may go unnoticed.
    private static let interval: Duration = .milliseconds(200)
    /// How long it waits when it failed again and again.
    private static let intervalOfFailures: Duration = .seconds(5)

    let store: SQLStore
    let index: FleetIndex
    let logger: Logger

    func run() async throws {
        var known: Int64?
        var failures = 0
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                let signal = try await store.changeSignal()
                if signal != known { try await index.refresh() }
                known = signal
                if failures > 0 { logger.notice("the index follows again") }
                failures = 0
            } catch {
                failures += 1
                // Each doubling is told, not each attempt: a full log helps nobody.
                if failures.nonzeroBitCount == 1 {
                    logger.error(
                        "the index cannot follow",
                        metadata: ["error": "\(error)", "attempts": "\(failures)"]
                    )
                }
            }
            try await pause(for: failures < 10 ? Self.interval : Self.intervalOfFailures)
        }
    }
}

/// Removes what nobody needs any more.
struct HousekeepingService: Service {
    private static let interval: Duration = .seconds(30)
    /// How long an inventory that no device has is kept.
    private static let inventoryRetention: Duration = .seconds(86_400)
    /// How many changes are kept for those who follow them; who is farther behind reads everything.
    private static let changesKept: Int64 = 100_000

    let store: SQLStore
    let clock: any WallClock
    let logger: Logger

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                let limit = clock.now - Self.inventoryRetention
                try await store.write { transaction in
                    try transaction.deleteUnusedInventories(madeBefore: limit)
                    try transaction.deleteChanges(keeping: Self.changesKept)
                }
            } catch {
                logger.error("housekeeping failed", metadata: ["error": "\(error)"])
            }
            try await pause(for: Self.interval)
        }
    }
}

/// Waits; returns at once when the program is told to stop.
func pause(for duration: Duration) async throws {
    _ = try? await cancelWhenGracefulShutdown {
        try await SystemClock.sleep(for: duration)
    }
    try Task.checkCancellation()
}
