// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    private static let columns = "id, number, kind, name, path"

    func rootTenant() throws -> Tenant? {
        try first(
            "SELECT \(Self.columns) FROM tenant WHERE kind = ? ORDER BY path LIMIT 1",
            Tenant.Kind.organisation.rawValue,
            make: tenant
        )
    }

    func tenant(_ id: Tenant.Identity) throws -> Tenant? {
        try first("SELECT \(Self.columns) FROM tenant WHERE id = ?", id, make: tenant)
    }

    func tenants(in path: TenantPath) throws -> [Tenant] {
        try all(
            "SELECT \(Self.columns) FROM tenant WHERE path >= ? AND path < ? ORDER BY path",
            path,
            path.upperBound,
            make: tenant
        )
    }

    func insert(_ tenant: Tenant) throws {
        try execute(
            "INSERT INTO tenant (\(Self.columns)) VALUES (?, ?, ?, ?, ?)",
            tenant.id,
            tenant.number,
            tenant.kind.rawValue,
            tenant.name,
            tenant.path
        )
    }

    private func tenant(_ row: any SQLRow) throws -> Tenant {
        Tenant(
            id: try row.get(0),
            number: try row.get(1),
            kind: try row.word(2),
            name: try row.get(3),
            path: try row.get(4)
        )
    }
}
