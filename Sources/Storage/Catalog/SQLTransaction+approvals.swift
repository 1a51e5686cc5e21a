// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    func setApproval(
        _ approval: Approval?,
        patch: Patch.Identity,
        tenant: Tenant.Identity
    ) throws {
        guard let approval else {
            try execute(
                "DELETE FROM approval WHERE tenant_id = ? AND patch_id = ?",
                tenant,
                patch
            )
            return
        }
        guard approval.patch == patch, approval.tenant == tenant else {
            throw DomainError(
                .internalFault,
                subject: "decision about \(approval.patch) of \(approval.tenant), given for "
                    + "\(patch) of \(tenant)"
            )
        }
        try execute(
            """
            INSERT INTO approval (tenant_id, patch_id, path, decision, decided_by, decided_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, patch_id) DO UPDATE SET path = excluded.path,
                decision = excluded.decision, decided_by = excluded.decided_by,
                decided_at = excluded.decided_at
            """,
            tenant,
            patch,
            approval.path,
            approval.decision.rawValue,
            approval.by,
            approval.at
        )
    }

    func approvals() throws -> [Approval] {
        try all(
            """
            SELECT tenant_id, path, patch_id, decision, decided_by, decided_at FROM approval
            ORDER BY path, patch_id
            """
        ) { row in
            Approval(
                tenant: try row.get(0),
                path: try row.get(1),
                patch: try row.get(2),
                decision: try row.word(3),
                by: try row.get(4),
                at: try row.get(5)
            )
        }
    }
}
