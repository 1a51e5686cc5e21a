// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    private static let columns = "id, number, tenant_id, name"

    func insert(_ group: Group) throws {
        try execute(
            """
            INSERT INTO device_group (\(Self.columns), path)
            VALUES (?, ?, ?, ?, (SELECT path FROM tenant WHERE id = ?))
            """,
            group.id,
            group.number,
            group.tenant,
            group.name,
            group.tenant
        )
    }

    func group(named name: String, tenant: Tenant.Identity) throws -> Group? {
        try first(
            "SELECT \(Self.columns) FROM device_group WHERE tenant_id = ? AND name = ?",
            tenant,
            name,
            make: group
        )
    }

    func groups() throws -> [Group] {
        try all("SELECT \(Self.columns) FROM device_group ORDER BY number", make: group)
    }

    func add(_ device: Device.Identity, to group: Group.Identity) throws {
        try execute(
            """
            INSERT INTO group_member (group_id, device_id, tenant_id, path)
            VALUES (?, ?, (SELECT tenant_id FROM device_group WHERE id = ?),
                (SELECT path FROM device_group WHERE id = ?))
            ON CONFLICT (group_id, device_id) DO NOTHING
            """,
            group,
            device,
            group,
            group
        )
    }

    func memberships() throws -> [GroupMembership] {
        try all(
            "SELECT group_id, device_id FROM group_member ORDER BY group_id, device_id"
        ) { row in
            GroupMembership(group: try row.get(0), device: try row.get(1))
        }
    }

    private func group(_ row: any SQLRow) throws -> Group {
        Group(
            id: try row.get(0),
            number: try row.get(1),
            tenant: try row.get(2),
            name: try row.get(3)
        )
    }
}
