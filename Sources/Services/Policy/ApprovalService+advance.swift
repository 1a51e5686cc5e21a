// SPDX-License-Identifier: Apache-2.0
package import Domain
import Fleet
import Logging

extension ApprovalService {
    /// How many decisions one call of ``advance(by:)`` makes at most, so that no transaction is
    /// long and an index that follows reads what changed and not everything.
    package static let stepsMax = 1_000

    /// Makes the decisions that the settings of the caller's tenant and of all below it ask for.
    ///
    /// Calling it again without news changes nothing; what is more than ``stepsMax`` is left to
    /// the next call. The server itself calls it now and then; a person needs the permission to
    /// approve.
    /// - Returns: How many decisions were made.
    package func advance(by principal: Principal) async throws -> Int {
        if principal.actor != .system { try principal.require(.approvePatches) }
        let all = try await environment.store.read { transaction in
            try transaction.approvalSettings(in: principal.scope).filter(\.isActive)
        }
        guard !all.isEmpty else { return 0 }
        try await environment.index.refresh()
        var count = 0
        for settings in all where count < Self.stepsMax {
            let plan = try await plan(settings)
            for fault in plan.faults {
                environment.logger.warning(
                    "a query of the approval settings cannot be read",
                    metadata: ["tenant": "\(settings.tenant)", "query": "\(fault)"]
                )
            }
            let steps = Array(plan.plan.steps.prefix(Self.stepsMax - count))
            if !steps.isEmpty { count += try await take(steps, settings, by: principal) }
        }
        return count
    }

    /// What the settings of the caller's tenant decide now, and why the other patches wait.
    package func plan(by principal: Principal) async throws -> ApprovalPlan {
        try principal.require(.readPatches)
        return try await plan(try await settings(by: principal)).plan
    }

    private func plan(
        _ settings: ApprovalSettings
    ) async throws -> (plan: ApprovalPlan, faults: [String]) {
        guard settings.isActive else {
            return (ApprovalPlan(settings, candidates: [], groupNames: [:], now: now), [])
        }
        let reserves = try await environment.store.read { transaction in
            try transaction.reserves(of: settings.tenant)
        }
        let snapshot = environment.index.snapshot
        let survey = snapshot.approvalSurvey(settings, reserves: reserves, now: now)
        let plan = ApprovalPlan(
            settings,
            candidates: survey.candidates,
            groupNames: Dictionary(
                snapshot.groups.map { ($0.id, $0.name) },
                uniquingKeysWith: { first, _ in first }
            ),
            now: now
        )
        return (plan, survey.faults)
    }

    private var now: Timestamp { environment.clock.now }

    /// Takes steps, unless somebody changed what they rest on since they were planned.
    private func take(
        _ steps: [ApprovalPlan.Step],
        _ settings: ApprovalSettings,
        by principal: Principal
    ) async throws -> Int {
        let catalogue = environment.index.snapshot.catalogue
        return try await environment.change(by: principal) { transaction, now, audit in
            guard try transaction.approvalSettings(of: settings.tenant) == settings else {
                return 0
            }
            let tenant = try transaction.tenant(at: settings.path)
            let groups = try transaction.groups()
            let reserves = Set(
                try transaction.reserves(of: tenant.id).map { Place($0.patch, $0.group) }
            )
            let ballot = ApprovalBallot(transaction, audit, catalogue, tenant: tenant, at: now)
            var count = 0
            for step in steps where !reserves.contains(Place(step.patch, step.group)) {
                let known = try transaction.approvals(of: step.patch)
                guard Approval.nearest(known, to: tenant.path) == nil else { continue }
                var group: Group?
                if let id = step.group {
                    let isDecided = known.contains {
                        $0.group == id && $0.path.contains(tenant.path)
                    }
                    group = groups.first { $0.id == id }
                    if isDecided || group == nil { continue }
                }
                try ballot.cast(
                    .approved,
                    patch: step.patch,
                    group: group,
                    by: Approval.automatic,
                    reason: PlainText.line(step.reason)
                )
                count += 1
            }
            return count
        }
    }
}

/// Where a patch is decided about: for a group, or for the tenant.
private struct Place: Hashable {
    let patch: Patch.Identity
    let group: Group.Identity?

    init(_ patch: Patch.Identity, _ group: Group.Identity?) {
        self.patch = patch
        self.group = group
    }
}
