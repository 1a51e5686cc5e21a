// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation

/// Users, API clients and the tokens that act for them; only hashes of secrets are kept.
package struct AccessService: Sendable {
    /// How long an access token of an OAuth client serves.
    package static let accessLifetime: Duration = .seconds(3_600)
    /// How many access tokens of one refresh token serve at once; the oldest ends first
    /// (ManageEngine, "OAuth": ten active access tokens per refresh token).
    package static let accessTokensMax = 10

    let environment: ServiceEnvironment
    let tokens: TokenSigner
    let attempts = LoginAttempts()
    let passwords = PasswordChecks()

    init(_ environment: ServiceEnvironment) {
        self.environment = environment
        tokens = TokenSigner(
            vault: environment.signingKeys,
            random: environment.random,
            lifetime: Self.gatewayLifetime
        )
    }

    /// The user's principal where name and password fit.
    ///
    /// - Throws: ``DomainError/Code/credentialUnknown``, the same for a wrong name and a wrong
    ///   password; ``DomainError/Code/tooManyRequests`` where too many passwords wait to be checked.
    package func logIn(name: String, password: String) async throws -> Principal {
        let known = try await environment.store.read { transaction in
            try transaction.user(named: name).map { user in
                (user: user, path: try Self.path(of: user, transaction))
            }
        }
        guard try await passwords.isRight(password, of: known?.user), let known else {
            throw DomainError(.credentialUnknown, subject: "user name or password")
        }
        return Self.principal(known.user, known.path)
    }

    /// Makes an OAuth client with a refresh token for a user.
    ///
    /// `dialect` is whose clients will use it, for example `manageengine`; `scope` holds the
    /// dialect's scopes, separated by commas, and is empty for all.
    package func makeClient(
        dialect: String,
        user name: String,
        scope: String,
        by principal: Principal
    ) async throws -> ClientSecrets {
        try principal.require(.manageAccess)
        let environment = environment
        let secrets = ClientSecrets(
            clientID: "1000." + Hex.text(environment.random.bytes(16)).uppercased(),
            clientSecret: environment.random.secret(),
            refreshToken: Self.token(environment.random)
        )
        return try await environment.change(by: principal) { transaction, now, audit in
            let user = try Self.user(named: name, seenBy: principal, transaction)
            var client = Credential(
                id: Credential.Identity(environment.random.uuid()),
                tenant: user.tenant,
                kind: .client,
                dialect: dialect,
                secretHash: Self.hash(secrets.clientSecret),
                scope: scope,
                createdAt: now,
                expiresAt: nil
            )
            client.user = user.id
            client.publicID = secrets.clientID
            try transaction.insert(client)
            var refresh = Credential(
                id: Credential.Identity(environment.random.uuid()),
                tenant: user.tenant,
                kind: .refresh,
                dialect: dialect,
                secretHash: Self.hash(secrets.refreshToken),
                scope: scope,
                createdAt: now,
                expiresAt: nil
            )
            refresh.user = user.id
            refresh.parent = client.id
            try transaction.insert(refresh)
            try audit.record(
                "access.make_client",
                subject: "user:\(name)",
                detail: "\(dialect) \(secrets.clientID) scope=\(scope.isEmpty ? "all" : scope)",
                tenant: user.tenant
            )
            return secrets
        }
    }

    /// Gives a client an access token for its refresh token.
    ///
    /// - Throws: ``DomainError/Code/credentialUnknown`` with the subject `client` or `token`.
    package func refresh(
        clientID: String,
        clientSecret: String,
        refreshToken: String
    ) async throws -> IssuedToken {
        let environment = environment
        let now = environment.clock.now
        let token = Self.token(environment.random)
        let id = Credential.Identity(environment.random.uuid())
        let check: @Sendable (any StoreTransaction) throws -> Credential = { transaction in
            guard let client = try transaction.credential(kind: .client, publicID: clientID),
                client.isValid(at: now),
                ConstantTime.equal(
                    Data(client.secretHash.utf8),
                    Data(Self.hash(clientSecret).utf8)
                )
            else { throw DomainError(.credentialUnknown, subject: "client") }
            guard
                let refresh = try transaction.credential(
                    kind: .refresh,
                    secretHash: Self.hash(refreshToken)
                ),
                refresh.parent == client.id, refresh.isValid(at: now)
            else { throw DomainError(.credentialUnknown, subject: "token") }
            return refresh
        }
        // Strangers are turned away before they can keep a writer waiting.
        _ = try await environment.store.read(check)
        return try await environment.store.write { transaction in
            let refresh = try check(transaction)
            var access = Credential(
                id: id,
                tenant: refresh.tenant,
                kind: .access,
                dialect: refresh.dialect,
                secretHash: Self.hash(token),
                scope: refresh.scope,
                createdAt: now,
                expiresAt: now + Self.accessLifetime
            )
            access.user = refresh.user
            access.parent = refresh.id
            try transaction.deleteCredentials(kind: .access, endedBefore: now)
            let live = try transaction.credentials(madeFrom: refresh.id).filter {
                $0.kind == .access && $0.isValid(at: now)
            }
            for surplus in live.prefix(max(0, live.count - Self.accessTokensMax + 1)) {
                try transaction.revoke(surplus.id, at: now)
            }
            try transaction.insert(access)
            return IssuedToken(
                token: token,
                lifetime: Self.accessLifetime,
                scope: refresh.scope
            )
        }
    }

    /// Withdraws a refresh or access token; an unknown one changes nothing.
    package func revoke(token: String) async throws {
        let environment = environment
        let now = environment.clock.now
        let kinds = [Credential.Kind.refresh, .access]
        // Strangers are turned away before they can keep a writer waiting.
        let isKnown = try await environment.store.read { transaction in
            try kinds.contains { kind in
                try transaction.credential(kind: kind, secretHash: Self.hash(token)) != nil
            }
        }
        guard isKnown else { return }
        try await environment.store.write { transaction in
            for kind in kinds {
                guard
                    let credential = try transaction.credential(
                        kind: kind,
                        secretHash: Self.hash(token)
                    )
                else { continue }
                try transaction.revoke(credential.id, at: now)
                for made in try transaction.credentials(madeFrom: credential.id) {
                    try transaction.revoke(made.id, at: now)
                }
                guard credential.revokedAt == nil else { continue }
                let user = try credential.user.flatMap { try transaction.user($0)?.name }
                try AuditRecorder(
                    transaction: transaction,
                    actor: user.map { "user:\($0)" } ?? "system",
                    at: now
                ).record(
                    "access.revoke",
                    subject: credential.id.description,
                    detail: "\(credential.dialect) \(kind.rawValue) token",
                    tenant: credential.tenant
                )
            }
        }
    }

    /// The principal that an access token acts for, and the token's scope.
    ///
    /// - Throws: ``DomainError/Code/credentialUnknown`` or ``DomainError/Code/credentialExpired``.
    package func authenticate(
        token: String,
        dialect: String
    ) async throws -> (principal: Principal, scope: String) {
        let now = environment.clock.now
        return try await environment.store.read { transaction in
            guard
                let credential = try transaction.credential(
                    kind: .access,
                    secretHash: Self.hash(token)
                ),
                credential.dialect == dialect, let id = credential.user,
                let user = try transaction.user(id)
            else { throw DomainError(.credentialUnknown, subject: "access token") }
            guard credential.isValid(at: now) else {
                throw DomainError(.credentialExpired, subject: "access token")
            }
            return (
                Self.principal(user, try Self.path(of: user, transaction)), credential.scope
            )
        }
    }

    /// The hash under which a secret is stored.
    static func hash(_ secret: String) -> String { Hex.sha256(Data(secret.utf8)) }

    private static func token(_ random: any RandomSource) -> String {
        "1000.\(Hex.text(random.bytes(16))).\(Hex.text(random.bytes(16)))"
    }

    /// The user with a name, where the caller sees it.
    static func user(
        named name: String,
        seenBy principal: Principal,
        _ transaction: any StoreTransaction
    ) throws -> User {
        guard let user = try transaction.user(named: name),
            try principal.scope.contains(path(of: user, transaction))
        else {
            throw DomainError(
                .userNotFound,
                subject: name,
                hint: "the first start makes the user admin"
            )
        }
        return user
    }

    static func path(
        of user: User,
        _ transaction: any StoreTransaction
    ) throws -> TenantPath {
        guard let tenant = try transaction.tenant(user.tenant) else {
            throw DomainError(.internalFault, subject: "the tenant of user \(user.name)")
        }
        return tenant.path
    }

    static func principal(_ user: User, _ path: TenantPath) -> Principal {
        Principal(
            actor: .user(user.id, name: user.name),
            scope: path,
            permissions: user.permissions
        )
    }
}

/// What a client of an OAuth dialect needs; shown once.
package struct ClientSecrets: Sendable {
    /// The public id.
    package var clientID: String
    /// The client's secret.
    package var clientSecret: String
    /// The token that access tokens are made from.
    package var refreshToken: String
}

/// A token as it is handed out, once.
package struct IssuedToken: Sendable {
    /// The secret.
    package var token: String
    /// How long it serves.
    package var lifetime: Duration
    /// The dialect's scopes that it carries; empty for all.
    package var scope: String
}
