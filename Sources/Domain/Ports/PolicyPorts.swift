// SPDX-License-Identifier: Apache-2.0

/// The decisions about patches, and how tenants come to them.
package protocol ApprovalStore {
    /// Sets the decision of a tenant about a patch, for all its devices or for a group of them;
    /// `nil` takes it back.
    func setApproval(
        _ approval: Approval?,
        patch: Patch.Identity,
        group: Group.Identity?,
        tenant: Tenant.Identity
    ) throws
    /// All decisions, those for groups last, each part by path and patch.
    func approvals() throws -> [Approval]
    /// The decisions about one patch, in the same order.
    func approvals(of patch: Patch.Identity) throws -> [Approval]

    /// Keeps a patch for people to decide about; keeping it again changes who did and when.
    func reserve(_ reserve: ApprovalReserve) throws
    /// Lets rules decide about a patch again.
    func endReserve(
        patch: Patch.Identity,
        group: Group.Identity?,
        tenant: Tenant.Identity
    ) throws
    /// The patches that a tenant keeps for people, by patch and group.
    func reserves(of tenant: Tenant.Identity) throws -> [ApprovalReserve]

    /// Sets how a tenant comes to its decisions.
    func setApprovalSettings(_ settings: ApprovalSettings) throws
    /// How a tenant comes to its decisions; `nil` where nobody said.
    func approvalSettings(of tenant: Tenant.Identity) throws -> ApprovalSettings?
    /// The settings of a path's tenant and of all below it, by path.
    func approvalSettings(in path: TenantPath) throws -> [ApprovalSettings]
}

extension ApprovalStore {
    /// Sets a tenant's decision about a patch for all its devices; `nil` takes it back.
    package func setApproval(
        _ approval: Approval?,
        patch: Patch.Identity,
        tenant: Tenant.Identity
    ) throws {
        try setApproval(approval, patch: patch, group: nil, tenant: tenant)
    }
}

/// The baselines, and what tenants think of patches.
package protocol BaselineStore {
    /// Adds a baseline; fails with ``DomainError/Code/baselineNameTaken``.
    func insert(_ baseline: Baseline) throws
    /// Replaces everything about a baseline but its identity, number and tenant; fails with
    /// ``DomainError/Code/baselineNameTaken``.
    func update(_ baseline: Baseline) throws
    /// Removes a baseline, from the compliances that have it as well.
    func deleteBaseline(_ id: Baseline.Identity) throws
    /// One baseline.
    func baseline(_ id: Baseline.Identity) throws -> Baseline?
    /// The baselines of a path and below, by number.
    func baselines(in path: TenantPath) throws -> [Baseline]

    /// Sets a tenant's rating of a patch; `nil` takes it back.
    func setRating(
        _ rating: BaselineRating?,
        patch: Patch.Identity,
        tenant: Tenant.Identity
    ) throws
    /// A tenant's own rating of a patch.
    func rating(of patch: Patch.Identity, tenant: Tenant.Identity) throws -> BaselineRating?
    /// All ratings, by path and patch.
    func ratings() throws -> [BaselineRating]
}

/// The compliances and their runs.
package protocol ComplianceStore {
    /// Adds a compliance.
    func insert(_ compliance: Compliance) throws
    /// Replaces everything about a compliance but its identity, number and tenant.
    func update(_ compliance: Compliance) throws
    /// Removes a compliance with its runs.
    func deleteCompliance(_ id: Compliance.Identity) throws
    /// One compliance.
    func compliance(_ id: Compliance.Identity) throws -> Compliance?
    /// The compliances of a path and below, by number.
    func compliances(in path: TenantPath) throws -> [Compliance]

    /// Adds a run and removes the oldest ones, so that so many of the newest stay.
    func insert(_ run: ComplianceRun, keeping count: Int) throws
    /// One run.
    func complianceRun(_ id: ComplianceRun.Identity) throws -> ComplianceRun?
    /// The newest run of a compliance.
    func lastComplianceRun(of compliance: Compliance.Identity) throws -> ComplianceRun?
    /// The runs of a compliance without their results, newest first.
    func complianceRuns(
        of compliance: Compliance.Identity,
        limit: Int
    ) throws -> [ComplianceRunSummary]
}
