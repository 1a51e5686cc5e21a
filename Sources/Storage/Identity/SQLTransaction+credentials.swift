// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    private static let columns = """
        id, tenant_id, kind, dialect, user_id, parent_id, device_id, group_id, public_id, \
        secret_hash, scope, created_at, expires_at, revoked_at
        """

    func insert(_ credential: Credential) throws {
        try execute(
            """
            INSERT INTO credential (\(Self.columns), path)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, \
            (SELECT path FROM tenant WHERE id = ?))
            """,
            credential.id,
            credential.tenant,
            credential.kind.rawValue,
            credential.dialect,
            credential.user,
            credential.parent,
            credential.device,
            credential.group,
            credential.publicID,
            credential.secretHash,
            credential.scope,
            credential.createdAt,
            credential.expiresAt,
            credential.revokedAt,
            credential.tenant
        )
    }

    func credential(kind: Credential.Kind, secretHash: String) throws -> Credential? {
        try first(
            "SELECT \(Self.columns) FROM credential WHERE kind = ? AND secret_hash = ?",
            kind.rawValue,
            secretHash,
            make: credential
        )
    }

    func credential(kind: Credential.Kind, publicID: String) throws -> Credential? {
        try first(
            "SELECT \(Self.columns) FROM credential WHERE kind = ? AND public_id = ?",
            kind.rawValue,
            publicID,
            make: credential
        )
    }

    func credentials(madeFrom parent: Credential.Identity) throws -> [Credential] {
        try all(
            """
            SELECT \(Self.columns) FROM credential WHERE parent_id = ? ORDER BY created_at, id
            """,
            parent,
            make: credential
        )
    }

    func setScope(_ scope: String, of credential: Credential.Identity) throws {
        try execute("UPDATE credential SET scope = ? WHERE id = ?", scope, credential)
    }

    /// A credential that is revoked already, or gone, stays as it is.
    func revoke(_ credential: Credential.Identity, at: Timestamp) throws {
        try execute(
            "UPDATE credential SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
            at,
            credential
        )
    }

    func deleteCredentials(kind: Credential.Kind, endedBefore: Timestamp) throws {
        try execute(
            "DELETE FROM credential WHERE kind = ? AND (expires_at < ? OR revoked_at < ?)",
            kind.rawValue,
            endedBefore,
            endedBefore
        )
    }

    private func credential(_ row: any SQLRow) throws -> Credential {
        var credential = Credential(
            id: try row.get(0),
            tenant: try row.get(1),
            kind: try row.word(2),
            dialect: try row.get(3),
            secretHash: try row.get(9),
            scope: try row.get(10),
            createdAt: try row.get(11),
            expiresAt: try row.get(12)
        )
        credential.user = try row.get(4)
        credential.parent = try row.get(5)
        credential.device = try row.get(6)
        credential.group = try row.get(7)
        credential.publicID = try row.get(8)
        credential.revokedAt = try row.get(13)
        return credential
    }
}
