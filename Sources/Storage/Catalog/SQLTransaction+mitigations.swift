// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    private static let columns = "tenant_id, path, content, written_by, written_at"

    func put(_ mitigation: Mitigation) throws {
        try execute(
            """
            INSERT INTO mitigation
                (id, tenant_id, path, name, content, written_by, written_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET content = excluded.content,
                written_by = excluded.written_by, written_at = excluded.written_at
            """,
            mitigation.id,
            mitigation.tenant,
            mitigation.path,
            mitigation.name,
            try StoredJSON.encode(mitigation.content),
            mitigation.writtenBy,
            mitigation.writtenAt
        )
    }

    func deleteMitigation(_ id: Mitigation.Identity) throws {
        try execute("DELETE FROM mitigation WHERE id = ?", id)
    }

    func mitigation(_ id: Mitigation.Identity) throws -> Mitigation? {
        try first("SELECT \(Self.columns) FROM mitigation WHERE id = ?", id, make: Self.mitigation)
    }

    func mitigations(in path: TenantPath) throws -> [Mitigation] {
        try all(
            """
            SELECT \(Self.columns) FROM mitigation WHERE path >= ? AND path < ?
            ORDER BY name, id
            """,
            path,
            path.upperBound,
            make: Self.mitigation
        )
    }

    private static func mitigation(_ row: any SQLRow) throws -> Mitigation {
        Mitigation(
            try row.json(2),
            of: try row.get(0),
            at: try row.get(1),
            writtenBy: try row.get(3),
            writtenAt: try row.get(4)
        )
    }
}
