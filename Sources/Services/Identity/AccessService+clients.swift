// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The users and clients that there are.
extension AccessService {
    /// The users that a caller sees, by number: those of its tenant and of all below it.
    ///
    /// No permission is needed, as every list names who made its rows. Password hashes are left out.
    package func users(by principal: Principal) async throws -> [User] {
        try await environment.store.read { transaction in
            try transaction.users(in: principal.scope).map { user in
                var user = user
                user.passwordHash = ""
                return user
            }
        }
    }

    /// Withdraws a client of any dialect by its public id, and every token that was made from it.
    ///
    /// One that is withdrawn already stays as it is.
    ///
    /// - Throws: ``DomainError/Code/credentialUnknown`` where the caller sees no such client.
    package func revokeClient(_ publicID: String, by principal: Principal) async throws {
        try principal.require(.manageAccess)
        try await environment.change(by: principal) { transaction, now, audit in
            guard let client = try transaction.credential(kind: .client, publicID: publicID),
                let tenant = try transaction.tenant(client.tenant),
                principal.scope.contains(tenant.path)
            else { throw DomainError(.credentialUnknown, subject: "client \(publicID)") }
            guard client.revokedAt == nil else { return }
            try transaction.revoke(client.id, at: now)
            for refresh in try transaction.credentials(madeFrom: client.id) {
                try transaction.revoke(refresh.id, at: now)
                for access in try transaction.credentials(madeFrom: refresh.id) {
                    try transaction.revoke(access.id, at: now)
                }
            }
            let user = try client.user.flatMap { try transaction.user($0) }
            try audit.record(
                "access.revoke_client",
                subject: user.map { "user:\($0.name)" } ?? client.id.description,
                detail: "\(client.dialect) \(publicID)",
                tenant: client.tenant
            )
        }
    }
}
