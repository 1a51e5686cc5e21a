// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    // MARK: Reserves

    /// What stands for the tenant as a whole in the column of groups.
    private static let noGroup = ""

    func reserve(_ reserve: ApprovalReserve) throws {
        try execute(
            """
            INSERT INTO approval_reserve
                (tenant_id, patch_id, group_id, reserved_by, reserved_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, patch_id, group_id) DO UPDATE SET
                reserved_by = excluded.reserved_by, reserved_at = excluded.reserved_at
            """,
            reserve.tenant,
            reserve.patch,
            reserve.group?.description ?? Self.noGroup,
            reserve.by,
            reserve.at
        )
    }

    func endReserve(
        patch: Patch.Identity,
        group: Group.Identity?,
        tenant: Tenant.Identity
    ) throws {
        try execute(
            """
            DELETE FROM approval_reserve WHERE tenant_id = ? AND patch_id = ? AND group_id = ?
            """,
            tenant,
            patch,
            group?.description ?? Self.noGroup
        )
    }

    func reserves(of tenant: Tenant.Identity) throws -> [ApprovalReserve] {
        try all(
            """
            SELECT patch_id, group_id, reserved_by, reserved_at FROM approval_reserve
            WHERE tenant_id = ? ORDER BY patch_id, group_id
            """,
            tenant
        ) { row in
            ApprovalReserve(
                tenant: tenant,
                group: try row.get(1) == Self.noGroup ? nil : row.get(1) as Group.Identity,
                patch: try row.get(0),
                by: try row.get(2),
                at: try row.get(3)
            )
        }
    }

    // MARK: Settings

    private static let columns =
        "tenant_id, path, mode, rules, test_groups, updated_by, updated_at"

    func setApprovalSettings(_ settings: ApprovalSettings) throws {
        try execute(
            """
            INSERT INTO approval_settings (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id) DO UPDATE SET path = excluded.path, mode = excluded.mode,
                rules = excluded.rules, test_groups = excluded.test_groups,
                updated_by = excluded.updated_by, updated_at = excluded.updated_at
            """,
            settings.tenant,
            settings.path,
            settings.mode.rawValue,
            try StoredJSON.encode(settings.rules),
            try StoredJSON.encode(settings.testGroups),
            settings.updatedBy,
            settings.updatedAt
        )
    }

    func approvalSettings(of tenant: Tenant.Identity) throws -> ApprovalSettings? {
        try first(
            "SELECT \(Self.columns) FROM approval_settings WHERE tenant_id = ?",
            tenant,
            make: settings
        )
    }

    func approvalSettings(in path: TenantPath) throws -> [ApprovalSettings] {
        try all(
            """
            SELECT \(Self.columns) FROM approval_settings WHERE path >= ? AND path < ?
            ORDER BY path
            """,
            path,
            path.upperBound,
            make: settings
        )
    }

    private func settings(_ row: any SQLRow) throws -> ApprovalSettings {
        ApprovalSettings(
            tenant: try row.get(0),
            path: try row.get(1),
            mode: try row.word(2),
            rules: try row.json(3),
            testGroups: try row.json(4),
            updatedBy: try row.get(5),
            updatedAt: try row.get(6)
        )
    }
}
