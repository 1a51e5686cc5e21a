// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import Glibc
import Logging

/// Carries out one install order, step by step, so that it can be stopped after any step.
///
/// Each decision is in the journal before it is acted on. After a kill the same calls go on from
/// there: a package manager that still runs is waited for, one that ended is asked for its exit
/// status, one that was killed is repaired and, if the ordered versions are not there, run once
/// more. What is there already is never installed again.
struct InstallWork {
    /// How often the installation of a batch, and the repair after it, may be started.
    static let attemptsMax = 2
    /// How often the package manager is looked at while it runs.
    static let pollInterval = Duration.milliseconds(200)
    /// How long somebody else may hold the package database after an interruption, in polls.
    static let busyPollsMax = 3_000

    let order: Order
    let manager: any PackageManager
    let journal: Journal
    let clock: any AgentClock
    let logger: Logger
    var progress: InstallProgress
    /// The wrapper that this process started, to be reaped by it.
    var child: pid_t?

    /// Takes the order to its end and returns the report, which is not journaled yet.
    ///
    /// Throws `CancellationError` when the agent is to stop; a running package manager goes on, and
    /// the next call takes over. Throws ``FileFailure`` when the journal cannot be written.
    mutating func finish() async throws -> OrderReport {
        var failure: Failure?
        do {
            if progress.batches == nil {
                try await plan()
                try save()
            }
            while let batch = progress.batches?.first {
                try await advance(batch)
            }
        } catch let problem as PackageManagerFailure {
            failure = Failure(exitCode: problem.exitCode, text: problem.text)
            settleTheRest(failure)
        }
        return OrderReport(
            order: order.id,
            startedAt: progress.startedAt,
            finishedAt: clock.now,
            results: order.patches.compactMap { patch in
                progress.results.first { $0.patch == patch.patch }
            },
            failure: failure,
            reboot: try await rebootNeed(),
            wasResumed: progress.wasResumed
        )
    }

    /// Brings the progress to disk.
    func save() throws {
        try journal.record(.acting(progress), for: order.id)
    }

    /// Settles a patch and takes it out of the current batch.
    mutating func settle(
        _ patch: OrderPatch,
        _ outcome: PatchResult.Outcome,
        _ failure: Failure?,
        _ standings: [PackageStanding]
    ) {
        let result = PatchResult(
            patch: patch.patch,
            outcome: outcome,
            failure: failure,
            packages: standings.compactMap(\.present)
        )
        progress.results.removeAll { $0.patch == patch.patch }
        progress.results.append(result)
        progress.batches = progress.batches?.compactMap { batch in
            var rest = batch
            rest.patches.removeAll { $0 == patch.patch }
            return rest.patches.isEmpty ? nil : rest
        }
        var metadata: Logger.Metadata = [
            "order": "\(order.id.text)", "patch": "\(patch.patch.text)",
        ]
        if let cause = failure?.text.split(separator: "\n").last { metadata["cause"] = "\(cause)" }
        logger.info("patch \(patch.label) \(outcome.rawValue)", metadata: metadata)
    }

    /// The patches of the order with these ids, in the order's sequence.
    func patches(_ ids: [UUID]) -> [OrderPatch] {
        order.patches.filter { ids.contains($0.patch) }
    }

    private mutating func settleTheRest(_ failure: Failure?) {
        let settled = Set(progress.results.map(\.patch))
        for patch in order.patches where !settled.contains(patch.patch) {
            settle(patch, .failed, failure, [])
        }
    }

    /// A restart is advice: that it cannot be computed must not lose the report.
    private func rebootNeed() async throws -> RebootNeed {
        do {
            return try await manager.rebootNeed()
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            logger.warning("cannot tell whether a restart is needed: \(error)")
            return .unknown
        }
    }
}
