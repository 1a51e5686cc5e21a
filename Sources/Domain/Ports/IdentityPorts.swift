// SPDX-License-Identifier: Apache-2.0

/// The tenant tree.
package protocol TenantStore {
    /// The root organisation; `nil` in an empty database.
    func rootTenant() throws -> Tenant?
    /// One tenant.
    func tenant(_ id: Tenant.Identity) throws -> Tenant?
    /// A path's tenant and all below it, by path.
    func tenants(in path: TenantPath) throws -> [Tenant]
    /// Adds a tenant.
    func insert(_ tenant: Tenant) throws
}

/// Users and the secrets that act for them.
package protocol AccessStore {
    /// Adds a user; fails with ``DomainError/Code/userNameTaken``.
    func insert(_ user: User) throws
    /// The user with a login name.
    func user(named name: String) throws -> User?
    /// One user.
    func user(_ id: User.Identity) throws -> User?
    /// The users of a path's tenant and of all below it, by number.
    func users(in path: TenantPath) throws -> [User]
    /// Adds a credential.
    func insert(_ credential: Credential) throws
    /// The credential of a kind with this secret's hash, revoked and expired ones included.
    func credential(kind: Credential.Kind, secretHash: String) throws -> Credential?
    /// The credential of a kind with this public id.
    func credential(kind: Credential.Kind, publicID: String) throws -> Credential?
    /// The credentials that were made from another, oldest first.
    func credentials(madeFrom parent: Credential.Identity) throws -> [Credential]
    /// Changes the scope of a credential.
    func setScope(_ scope: String, of credential: Credential.Identity) throws
    /// Withdraws a credential from a point in time on.
    func revoke(_ credential: Credential.Identity, at: Timestamp) throws
    /// Removes credentials of one kind that ended before a point in time.
    func deleteCredentials(kind: Credential.Kind, endedBefore: Timestamp) throws
}

/// The audit log.
package protocol AuditStore {
    /// The newest entry.
    func lastAuditEntry() throws -> AuditEntry?
    /// Adds the entry that follows the newest.
    func append(_ entry: AuditEntry) throws
    /// Entries after a position, in order.
    func auditEntries(after number: Int64, limit: Int) throws -> [AuditEntry]
}
