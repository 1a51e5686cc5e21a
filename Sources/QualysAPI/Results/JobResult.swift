// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet

/// What came of one run of a job on one asset.
struct JobResult: Sendable {
    /// The run.
    let run: Run
    /// The asset in the run.
    let execution: Execution
    /// The asset; `nil` where it is gone by now.
    let asset: IndexedDevice?
    /// The stage of each of its patches, in the order of the job.
    let patches: [(patch: OrderPatch, stage: PatchStage)]

    /// Makes a result.
    init(_ execution: Execution, of run: Run, asset: IndexedDevice?) {
        self.run = run
        self.execution = execution
        self.asset = asset
        let results = Dictionary(
            execution.results.map { ($0.patch, $0.outcome) },
            uniquingKeysWith: { _, last in last }
        )
        patches = execution.patches.map { patch in
            (patch, PatchStage(results[patch.patch], of: execution))
        }
    }

    /// The status.
    var status: ResultStatus { ResultStatus(execution) }

    /// The patches that are at a stage.
    func patches(at stage: PatchStage) -> [OrderPatch] {
        patches.filter { $0.stage == stage }.map(\.patch)
    }

    /// How many patches are at a stage.
    func count(at stage: PatchStage) -> Int { patches.count { $0.stage == stage } }

    /// How much of the work is at a stage: so many patches, or 1 for a job without any.
    func work(at stage: PatchStage) -> Int {
        guard patches.isEmpty else { return count(at: stage) }
        return PatchStage(nil, of: execution) == stage ? 1 : 0
    }

    /// When the asset began, by its own clock; `nil` before it reported.
    var startedAt: Timestamp? {
        execution.report.map { Timestamp(milliseconds: $0.startedAt) }
    }

    /// When the server had the last word about it; `nil` before.
    ///
    /// The results of its actions are asked for by this very time.
    var endedAt: Timestamp? { execution.state.isFinal ? execution.since : nil }

    /// When the present order was handed to the asset last; `nil` where it was not.
    var sentAt: Timestamp? { execution.leasedUntil.map { $0 - Execution.lease } }

    /// How many actions ended how; `nil` before the asset reported.
    func actionCount(_ outcomes: Set<MitigationOutcome>) -> Int? {
        execution.report.map { report in
            (report.actions ?? []).count { outcomes.contains(MitigationOutcome($0)) }
        }
    }

    /// What went wrong with each patch, in the words of the asset's package manager.
    var failures: [(patch: OrderPatch, failure: Failure)] {
        let failures = Dictionary(
            execution.results.compactMap { result in
                result.failure.map { (result.patch, $0) }
            },
            uniquingKeysWith: { _, last in last }
        )
        return execution.patches.compactMap { patch in
            failures[patch.patch].map { (patch, $0) }
        }
    }
}

extension OrderPatch {
    /// The patch's identity as rows show it.
    var id: String { Patch.Identity(patch).description }
}
