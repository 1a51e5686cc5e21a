// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import Glibc
import Logging

/// Brings the packages of one order, step by step, so that it can be stopped after any step.
///
/// Each decision is in the journal before it is acted on. After a kill the same calls go on from
/// there: a package manager that still runs is waited for, one that ended is asked for its exit
/// status, one that was killed is repaired and, if the ordered versions are not there, run once
/// more. What is there already is never installed again, and nothing is begun after ``endsAt``.
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
    /// After what time nothing is begun any more, by this machine's clock; `nil` for no limit.
    var endsAt: Int64?

    /// What the order wants of its packages.
    var goal: PackageGoal { order.kind == .rollback ? .rollback : .install }

    /// Takes the order to its end and returns the report, which is not journaled yet.
    ///
    /// Throws `CancellationError` when the agent is to stop; a running package manager goes on, and
    /// the next call takes over. Throws ``FileFailure`` when the journal cannot be written.
    mutating func finish() async throws -> OrderReport {
        let failure = try await settlingOnFailure { work in
            try await work.prepare()
            try await work.carryOut()
        }
        var report = OrderReport(
            order: order.id,
            startedAt: progress.startedAt,
            finishedAt: clock.now,
            results: results,
            failure: failure,
            reboot: .unknown,
            wasResumed: progress.wasResumed
        )
        report.reboot = try await rebootNeed()
        return report
    }

    /// Plans the order, unless that is done.
    mutating func prepare() async throws {
        guard progress.batches == nil else { return }
        try await plan()
        try save()
    }

    /// Brings one batch after the other until none is left.
    mutating func carryOut() async throws {
        while let batch = progress.batches?.first {
            if try await advance(batch) { continue }
            skipTheRest()
        }
    }

    /// Does some of the work; a failure of the package manager as a whole settles every open patch.
    mutating func settlingOnFailure(
        _ body: (inout InstallWork) async throws -> Void
    ) async throws -> Failure? {
        do {
            try await body(&self)
            return nil
        } catch let problem as PackageManagerFailure {
            let failure = Failure(exitCode: problem.exitCode, text: problem.text)
            settleTheRest(.failed, failure)
            return failure
        } catch let problem as AgentFailure {
            let failure = Failure(exitCode: nil, text: "\(problem)")
            settleTheRest(.failed, failure)
            return failure
        }
    }

    /// Brings the progress to disk.
    func save() throws {
        try journal.record(.acting(progress), for: order.id)
    }

    /// The results in the order's sequence.
    var results: [PatchResult] {
        order.patches.compactMap { patch in
            progress.results.first { $0.patch == patch.patch }
        }
    }

    /// Settles a patch and takes it out of the current batch.
    mutating func settle(
        _ patch: OrderPatch,
        _ outcome: PatchResult.Outcome,
        _ failure: Failure?,
        _ standings: [PackageStanding]
    ) {
        let present = standings.compactMap(\.present)
        let result = PatchResult(
            patch: patch.patch,
            outcome: outcome,
            failure: failure,
            packages: present,
            previous: previous(of: patch, now: present)
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

    /// Settles every patch that is open.
    mutating func settleTheRest(_ outcome: PatchResult.Outcome, _ failure: Failure?) {
        let settled = Set(progress.results.map(\.patch))
        for patch in order.patches where !settled.contains(patch.patch) {
            settle(patch, outcome, failure, [])
        }
        progress.batches = []
    }

    /// The packages of a patch as they were before, if that is not how they are now.
    private func previous(of patch: OrderPatch, now: [TargetPackage]) -> [TargetPackage]? {
        let before = progress.previous.filter { old in
            patch.packages.contains { $0.isInstance(of: old) }
        }
        let hasChanged = before.contains { old in
            now.contains { $0.isInstance(of: old) && $0.version != old.version }
        }
        return hasChanged ? before : nil
    }

    /// A restart is advice: that it cannot be computed must not lose the report.
    func rebootNeed() async throws -> RebootNeed {
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
