// SPDX-License-Identifier: Apache-2.0

/// A person or program that may log in.
package struct User: Sendable, Equatable {
    /// The identity of a user.
    package typealias Identity = ID<User>

    /// The user's identity.
    package var id: Identity
    /// The number that dialects show.
    package var number: Int64
    /// The tenant whose subtree the user sees.
    package var tenant: Tenant.Identity
    /// The login name; unique on the server.
    package var name: String
    /// The salted scrypt hash of the password, in its own text form.
    package var passwordHash: String
    /// What the user may do.
    package var permissions: Set<Permission>
    /// When the user was made.
    package var createdAt: Timestamp

    /// Makes a user.
    package init(
        id: Identity,
        number: Int64,
        tenant: Tenant.Identity,
        name: String,
        passwordHash: String,
        permissions: Set<Permission>,
        createdAt: Timestamp
    ) {
        self.id = id
        self.number = number
        self.tenant = tenant
        self.name = name
        self.passwordHash = passwordHash
        self.permissions = permissions
        self.createdAt = createdAt
    }
}
