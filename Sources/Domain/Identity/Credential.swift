// SPDX-License-Identifier: Apache-2.0

/// A secret that lets a program act for a user; only its hash is kept.
package struct Credential: Sendable, Equatable {
    /// The identity of a credential.
    package typealias Identity = ID<Credential>

    /// What the secret is for.
    package enum Kind: String, Sendable {
        /// An OAuth client: public id in ``Credential/publicID``, secret hashed.
        case client
        /// A refresh token of a client.
        case refresh
        /// A short-lived access token.
        case access
        /// An agent's session token.
        case agentSession
        /// A one-time enrolment token.
        case enrolment
    }

    /// The credential's identity.
    package var id: Identity
    /// The tenant that it belongs to.
    package var tenant: Tenant.Identity
    /// What it is for.
    package var kind: Kind
    /// The dialect whose clients use it, or `agent`.
    package var dialect: String
    /// The user that it acts for; `nil` for agents.
    package var user: User.Identity?
    /// The credential that it was made from: the client of a refresh token, and so on.
    package var parent: Identity?
    /// The device of an agent's session.
    package var device: Device.Identity?
    /// The part that may be shown: a client id.
    package var publicID: String?
    /// The SHA-256 of the secret, in hexadecimal.
    package var secretHash: String
    /// The dialect's scopes, separated by commas; empty for no restriction.
    package var scope: String
    /// What an enrolment token adds a device to: the group's identity.
    package var group: Group.Identity?
    /// When it was made.
    package var createdAt: Timestamp
    /// After this time it is refused; `nil` for no end.
    package var expiresAt: Timestamp?
    /// When it was withdrawn, or used up if it serves once.
    package var revokedAt: Timestamp?

    /// Makes a credential without its optional links; set those afterwards.
    package init(
        id: Identity,
        tenant: Tenant.Identity,
        kind: Kind,
        dialect: String,
        secretHash: String,
        scope: String,
        createdAt: Timestamp,
        expiresAt: Timestamp?
    ) {
        self.id = id
        self.tenant = tenant
        self.kind = kind
        self.dialect = dialect
        self.secretHash = secretHash
        self.scope = scope
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }

    /// Whether the credential serves at a point in time.
    package func isValid(at now: Timestamp) -> Bool {
        revokedAt == nil && expiresAt.map { now < $0 } ?? true
    }
}
