// SPDX-License-Identifier: Apache-2.0
import Logging
import ServiceLifecycle
import Services

/// Writes the reports that people asked for, one after the other.
///
/// It is a service of its own, so that a large report keeps nothing else from its time.
struct ReportingService: Service {
    /// How often it looks for a report.
    private static let interval: Duration = .seconds(1)

    let services: Services
    let renderers: [any ReportRenderer]
    let logger: Logger

    func run() async throws {
        var failures = 0
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            var isBusy = false
            do {
                isBusy = try await cancelWhenGracefulShutdown {
                    try await services.reports.generateNext(with: renderers)
                }
                if failures > 0 { logger.notice("reports are written again") }
                failures = 0
            } catch is CancellationError {
                continue
            } catch {
                failures += 1
                // Each doubling is told, not each attempt: a full log helps nobody.
                if failures.nonzeroBitCount == 1 {
                    logger.error(
                        "reports cannot be written",
                        metadata: ["error": "\(error)", "attempts": "\(failures)"]
                    )
                }
            }
            if !isBusy { try await pause(for: Self.interval) }
        }
    }
}
