// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet

/// Writes decisions of one tenant within one transaction.
struct ApprovalBallot {
    private let transaction: any StoreTransaction
    private let audit: AuditRecorder
    private let catalogue: Catalogue
    private let tenant: Tenant
    private let now: Timestamp

    init(
        _ transaction: any StoreTransaction,
        _ audit: AuditRecorder,
        _ catalogue: Catalogue,
        tenant: Tenant,
        at now: Timestamp
    ) {
        self.transaction = transaction
        self.audit = audit
        self.catalogue = catalogue
        self.tenant = tenant
        self.now = now
    }

    /// Makes a decision, or takes it back.
    func cast(
        _ decision: Approval.Decision?,
        patch: Patch.Identity,
        group: Group?,
        by actor: String,
        reason: String
    ) throws {
        let known = try transaction.approvals(of: patch)
        let former = known.first { $0.tenant == tenant.id && $0.group == group?.id }
        let isSame = former != nil && former?.decision == decision
        try transaction.setApproval(
            decision.map {
                Approval(
                    tenant: tenant.id,
                    path: tenant.path,
                    group: group?.id,
                    patch: patch,
                    decision: $0,
                    by: actor,
                    at: isSame ? former?.at ?? now : now,
                    reason: reason
                )
            },
            patch: patch,
            group: group?.id,
            tenant: tenant.id
        )
        if decision == nil {
            try transaction.reserve(
                ApprovalReserve(
                    tenant: tenant.id,
                    group: group?.id,
                    patch: patch,
                    by: actor,
                    at: now
                )
            )
        } else {
            try transaction.endReserve(patch: patch, group: group?.id, tenant: tenant.id)
        }
        try transaction.append(.approval(patch))
        try record(decision?.rawValue ?? "unapproved", patch, group, reason)
        if group == nil { try endTests(of: patch, among: known) }
    }

    /// Takes back what test groups at this tenant and below were given: the tenant has decided.
    private func endTests(of patch: Patch.Identity, among known: [Approval]) throws {
        for test in known
        where test.group != nil && test.isAutomatic && tenant.path.contains(test.path) {
            try end(test)
        }
    }

    /// Takes a test group's approval back.
    func end(_ test: Approval) throws {
        try transaction.setApproval(
            nil,
            patch: test.patch,
            group: test.group,
            tenant: test.tenant
        )
        try transaction.append(.approval(test.patch))
        let group = try transaction.groups().first { $0.id == test.group }
        try record("test_ended", test.patch, group, "")
    }

    private func record(
        _ verb: String,
        _ patch: Patch.Identity,
        _ group: Group?,
        _ reason: String
    ) throws {
        let name = catalogue.patch(patch).map { "\($0.stream) \($0.name)" } ?? ""
        try audit.record(
            "patch.\(verb)",
            subject: patch.description,
            detail: name + (group.map { " for the group \($0.name)" } ?? "")
                + (reason.isEmpty ? "" : ": \(reason)"),
            tenant: tenant.id
        )
    }
}
