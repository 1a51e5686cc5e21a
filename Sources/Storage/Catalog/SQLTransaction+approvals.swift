// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    func setApproval(
        _ approval: Approval?,
        patch: Patch.Identity,
        group: Group.Identity?,
        tenant: Tenant.Identity
    ) throws {
        if let approval, (approval.patch, approval.tenant, approval.group) != (patch, tenant, group)
        {
            throw DomainError(
                .internalFault,
                subject: "decision about \(approval.patch) of \(approval.tenant), given for "
                    + "\(patch) of \(tenant)"
            )
        }
        switch (approval, group) {
        case (nil, nil):
            try execute(
                "DELETE FROM approval WHERE tenant_id = ? AND patch_id = ?",
                tenant,
                patch
            )
        case (nil, let group?):
            try execute(
                """
                DELETE FROM group_approval WHERE tenant_id = ? AND group_id = ? AND patch_id = ?
                """,
                tenant,
                group,
                patch
            )
        case (let approval?, nil): try putTenantApproval(approval)
        case (let approval?, let group?): try putGroupApproval(approval, group)
        }
    }

    private func putTenantApproval(_ approval: Approval) throws {
        try execute(
            """
            INSERT INTO approval
                (tenant_id, patch_id, path, decision, decided_by, decided_at, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, patch_id) DO UPDATE SET path = excluded.path,
                decision = excluded.decision, decided_by = excluded.decided_by,
                decided_at = excluded.decided_at, reason = excluded.reason
            """,
            approval.tenant,
            approval.patch,
            approval.path,
            approval.decision.rawValue,
            approval.by,
            approval.at,
            approval.reason
        )
    }

    private func putGroupApproval(_ approval: Approval, _ group: Group.Identity) throws {
        try execute(
            """
            INSERT INTO group_approval
                (tenant_id, group_id, patch_id, path, decision, decided_by, decided_at, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, group_id, patch_id) DO UPDATE SET path = excluded.path,
                decision = excluded.decision, decided_by = excluded.decided_by,
                decided_at = excluded.decided_at, reason = excluded.reason
            """,
            approval.tenant,
            group,
            approval.patch,
            approval.path,
            approval.decision.rawValue,
            approval.by,
            approval.at,
            approval.reason
        )
    }

    private static let tenantColumns =
        "tenant_id, path, patch_id, decision, decided_by, decided_at, reason"
    private static let groupColumns = "\(tenantColumns), group_id"

    func approvals() throws -> [Approval] {
        try all(
            "SELECT \(Self.tenantColumns) FROM approval ORDER BY path, patch_id",
            make: tenantApproval
        )
            + all(
                """
                SELECT \(Self.groupColumns) FROM group_approval
                ORDER BY path, patch_id, group_id
                """,
                make: groupApproval
            )
    }

    func approvals(of patch: Patch.Identity) throws -> [Approval] {
        try all(
            "SELECT \(Self.tenantColumns) FROM approval WHERE patch_id = ? ORDER BY path",
            patch,
            make: tenantApproval
        )
            + all(
                """
                SELECT \(Self.groupColumns) FROM group_approval WHERE patch_id = ?
                ORDER BY path, group_id
                """,
                patch,
                make: groupApproval
            )
    }

    private func tenantApproval(_ row: any SQLRow) throws -> Approval {
        Approval(
            tenant: try row.get(0),
            path: try row.get(1),
            patch: try row.get(2),
            decision: try row.word(3),
            by: try row.get(4),
            at: try row.get(5),
            // Decisions from before reasons were kept have none.
            reason: try row.get(6) ?? ""
        )
    }

    private func groupApproval(_ row: any SQLRow) throws -> Approval {
        var approval = try tenantApproval(row)
        approval.group = try row.get(7)
        return approval
    }
}
