// SPDX-License-Identifier: Apache-2.0
import Domain

extension StatementTour {
    /// Calls every sentence of the ports of policies.
    static func visitPolicies(_ transaction: any StoreTransaction) throws {
        try visitApprovals(transaction)
        try visitBaselines(transaction)
        try visitCompliances(transaction)
    }

    private static func visitApprovals(_ transaction: any StoreTransaction) throws {
        let patch = World.record("a").patch
        let approval = World.approval(patch, World.site, group: World.group(1, name: "a"))
        for decision in [approval, nil] {
            try transaction.setApproval(
                decision,
                patch: patch,
                group: approval.group,
                tenant: approval.tenant
            )
        }
        _ = try transaction.approvals()
        _ = try transaction.approvals(of: patch)
        let reserve = ApprovalReserve(
            tenant: World.site.id,
            group: nil,
            patch: patch,
            by: "a",
            at: World.now
        )
        try transaction.reserve(reserve)
        _ = try transaction.reserves(of: World.site.id)
        try transaction.endReserve(patch: patch, group: nil, tenant: World.site.id)
        try transaction.setApprovalSettings(World.settings(of: World.site))
        _ = try transaction.approvalSettings(of: World.site.id)
        _ = try transaction.approvalSettings(in: World.root.path)
    }

    private static func visitBaselines(_ transaction: any StoreTransaction) throws {
        let patches = (0..<100).map { World.record("p\($0)").patch }
        let baseline = World.baseline(1, .patches(Set(patches)))
        try transaction.insert(baseline)
        try transaction.update(changed(baseline) { $0.content = .patches([]) })
        _ = try transaction.baseline(baseline.id)
        _ = try transaction.baselines(in: World.root.path)
        let rating = World.rating(patches[0], World.site, "a")
        for one in [rating, nil] {
            try transaction.setRating(one, patch: patches[0], tenant: World.site.id)
        }
        _ = try transaction.rating(of: patches[0], tenant: World.site.id)
        _ = try transaction.ratings()
    }

    private static func visitCompliances(_ transaction: any StoreTransaction) throws {
        let compliance = changed(World.compliance(1)) {
            $0.baselines = [World.baseline(1).id]
            $0.devices = Set((0..<100).map { World.device($0).id })
        }
        try transaction.insert(compliance)
        try transaction.update(compliance)
        _ = try transaction.compliance(compliance.id)
        _ = try transaction.compliances(in: World.root.path)
        let run = World.run(1, of: compliance)
        try transaction.insert(run, keeping: 1)
        _ = try transaction.complianceRun(run.id)
        _ = try transaction.lastComplianceRun(of: compliance.id)
        _ = try transaction.complianceRuns(of: compliance.id, limit: 1)
        try transaction.deleteBaseline(World.baseline(1).id)
        try transaction.deleteCompliance(compliance.id)
    }
}
