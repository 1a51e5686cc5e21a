// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

extension DeploymentEngine {
    /// Looks at each patch again just before the order goes out; whether anything is left to do.
    ///
    /// What the device has by now counts as done. What lost its approval, or was overtaken by a
    /// newer patch where nobody named it, is not ordered. An execution with nothing left is settled.
    func narrow(
        _ execution: inout Execution,
        of run: Run,
        on device: TargetDevice,
        at now: Timestamp
    ) throws -> Bool {
        guard execution.kind.hasPatches else { return true }
        let plan = run.course.plan
        try reopen(&execution, on: device, at: now)
        var standings: [PatchStanding] = []
        var withheld: [PatchResult] = []
        for patch in execution.openPatches {
            var standing = try fleet.standing(
                of: patch,
                kind: execution.kind,
                on: device,
                approval: plan.approvalNeed,
                now: now
            )
            // Who names a patch wants that one.
            if standing == .superseded, case .listed = plan.patches { standing = .open }
            standings.append(standing)
            switch standing {
            case .open: continue
            case .reached: execution.take(patch.result(.alreadyInstalled, nil))
            case .notApplicable: execution.take(patch.result(.notApplicable, "it is not installed"))
            case .superseded:
                withheld.append(patch.result(.superseded, "a newer patch takes its place"))
            case .notApproved(let reason):
                withheld.append(patch.result(.blocked, reason))
            }
        }
        guard standings.contains(.open) else {
            try settle(execution, by: standings, at: now)
            return false
        }
        for result in withheld {
            execution.patches.removeAll { $0.patch == result.patch }
            execution.take(result)
        }
        return true
    }

    /// Takes up again what an earlier attempt brought and somebody has taken away since.
    private func reopen(
        _ execution: inout Execution,
        on device: TargetDevice,
        at now: Timestamp
    ) throws {
        for place in execution.results.indices where execution.results[place].outcome.settles {
            let result = execution.results[place]
            guard let patch = execution.patches.first(where: { $0.patch == result.patch }) else {
                continue
            }
            let standing = try fleet.standing(
                of: patch,
                kind: execution.kind,
                on: device,
                approval: ApprovalNeed(isNeeded: false, days: 0),
                now: now
            )
            guard standing != .reached, standing != .notApplicable else { continue }
            execution.results[place].outcome = .failed
            execution.results[place].failure = Failure(
                exitCode: nil,
                text: "it was there after an earlier attempt, and is not any more"
            )
        }
    }

    /// Ends an execution that has nothing left to do, by what stands in the way.
    private func settle(
        _ execution: Execution,
        by standings: [PatchStanding],
        at now: Timestamp
    ) throws {
        var end = (Execution.State.completed, "the device has all of it already")
        for standing in standings {
            switch standing {
            case .notApproved(let reason): end = (.cancelled, reason)
            case .superseded where end.0 != .cancelled:
                end = (.superseded, "newer patches take the place of what is left")
            default: continue
            }
        }
        if standings.allSatisfy({ $0 == .notApplicable }),
            execution.results.count == standings.count
        {
            end = (.notApplicable, "none of the patches concerns the device any more")
        }
        var settled = execution
        let state = execution.state
        guard settled.on(.settled(end.0, reason: end.1), at: now) else { return }
        try keep(settled, from: state, action: "settle", at: now)
    }
}

extension OrderPatch {
    /// A result of this patch that no agent reported.
    fileprivate func result(_ outcome: PatchResult.Outcome, _ text: String?) -> PatchResult {
        PatchResult(
            patch: patch,
            outcome: outcome,
            failure: text.map { Failure(exitCode: nil, text: $0) },
            packages: outcome == .alreadyInstalled ? packages : []
        )
    }
}
