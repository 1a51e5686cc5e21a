// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    private static let columns =
        "id, number, tenant_id, name, password_hash, permissions, created_at"

    func insert(_ user: User) throws {
        // The conflict is left to the statement: a refused one would end the transaction in
        // PostgreSQL, and the name would have to be read from the engine's message.
        let count = try execute(
            """
            INSERT INTO login_user (\(Self.columns), path)
            VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT path FROM tenant WHERE id = ?))
            ON CONFLICT (name) DO NOTHING
            """,
            user.id,
            user.number,
            user.tenant,
            user.name,
            user.passwordHash,
            try StoredJSON.encode(user.permissions.map(\.rawValue).sorted()),
            user.createdAt,
            user.tenant
        )
        guard count == 1 else { throw DomainError(.userNameTaken, subject: "user \(user.name)") }
    }

    func user(named name: String) throws -> User? {
        try first("SELECT \(Self.columns) FROM login_user WHERE name = ?", name, make: user)
    }

    func user(_ id: User.Identity) throws -> User? {
        try first("SELECT \(Self.columns) FROM login_user WHERE id = ?", id, make: user)
    }

    func users(in path: TenantPath) throws -> [User] {
        try all(
            """
            SELECT \(Self.columns) FROM login_user WHERE path >= ? AND path < ? ORDER BY number
            """,
            path,
            path.upperBound,
            make: user
        )
    }

    private func user(_ row: any SQLRow) throws -> User {
        User(
            id: try row.get(0),
            number: try row.get(1),
            tenant: try row.get(2),
            name: try row.get(3),
            passwordHash: try row.get(4),
            permissions: try row.json(5),
            createdAt: try row.get(6)
        )
    }
}
