// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation

/// Names and passwords that become JSON Web Tokens.
extension AccessService {
    /// The dialect whose programs log in this way.
    package static let gatewayDialect = "qualys"
    /// How long a token serves.
    package static let gatewayLifetime = GatewayClaims.lifetime

    /// Makes a user name and a password with which programs log in for a user.
    ///
    /// - Throws: ``DomainError/Code/userNotFound`` where the caller sees no such user.
    package func makeLogin(
        user name: String,
        by principal: Principal
    ) async throws -> ProgramLogin {
        try principal.require(.manageAccess)
        let environment = environment
        return try await environment.change(by: principal) { transaction, now, audit in
            let user = try Self.user(named: name, seenBy: principal, transaction)
            let login = ProgramLogin(
                username: try Self.freeUsername(for: user, environment.random, transaction),
                password: environment.random.secret()
            )
            var client = Credential(
                id: Credential.Identity(environment.random.uuid()),
                tenant: user.tenant,
                kind: .client,
                dialect: Self.gatewayDialect,
                secretHash: Self.hash(login.password),
                scope: "",
                createdAt: now,
                expiresAt: nil
            )
            client.user = user.id
            client.publicID = login.username
            try transaction.insert(client)
            try audit.record(
                "access.make_client",
                subject: "user:\(name)",
                detail: "\(Self.gatewayDialect) \(login.username)",
                tenant: user.tenant
            )
            return login
        }
    }

    /// Gives a token for the name and password of a program, or of a person.
    ///
    /// `address` is the other end of the connection; with `wantsPermissions` the token lists what
    /// the user may do. It serves for ``gatewayLifetime``, and ends with its credential or its user.
    ///
    /// - Throws: ``DomainError/Code/credentialUnknown``, the same for a wrong name and a wrong
    ///   password; ``DomainError/Code/tooManyRequests`` after ten failures of a name in a minute,
    ///   and where too many passwords wait to be checked.
    package func issueJWT(
        username: String,
        password: String,
        address: String?,
        wantsPermissions: Bool
    ) async throws -> IssuedToken {
        let now = environment.clock.now
        try attempts.admit(username, at: now)
        let login = try await login(username, password, at: now)
        // Of many guesses that began together, those that end late learn nothing either.
        try attempts.admit(username, at: now)
        guard let login else {
            attempts.fail(username, at: now)
            throw DomainError(.credentialUnknown, subject: "user name or password")
        }
        let claims = GatewayClaims(
            of: login,
            address: address,
            wantsPermissions: wantsPermissions,
            jti: Hex.text(environment.random.bytes(16)),
            at: now
        )
        return IssuedToken(
            token: try await tokens.sign(claims, at: now),
            lifetime: Self.gatewayLifetime,
            scope: ""
        )
    }

    /// The principal that a JSON Web Token acts for.
    ///
    /// - Throws: ``DomainError/Code/credentialUnknown``, also where the user is gone or the
    ///   program's credential withdrawn since; ``DomainError/Code/credentialExpired``.
    package func authenticate(jwt: String) async throws -> Principal {
        let now = environment.clock.now
        let claims = try await tokens.verify(jwt, as: GatewayClaims.self, at: now)
        try claims.check(at: now)
        return try await environment.store.read { transaction in
            guard let user = try transaction.user(claims.user),
                try Self.isLive(claims, at: now, transaction)
            else { throw DomainError(.credentialUnknown, subject: "JWT") }
            return Self.principal(user, try Self.path(of: user, transaction))
        }
    }

    /// Who has a name and a password; `nil` where they do not fit.
    ///
    /// A refusal costs one slow hash, whatever was wrong. A program that is right needs none, so that
    /// it does not wait for those who guess.
    private func login(
        _ name: String,
        _ password: String,
        at now: Timestamp
    ) async throws -> KnownLogin? {
        let hash = Data(Self.hash(password).utf8)
        let (program, person) = try await environment.store.read {
            transaction -> (KnownLogin?, User?) in
            if let client = try transaction.credential(kind: .client, publicID: name),
                ConstantTime.equal(Data(client.secretHash.utf8), hash),
                client.dialect == Self.gatewayDialect, client.isValid(at: now),
                let user = try client.user.flatMap({ try transaction.user($0) })
            {
                return (KnownLogin(name: name, user: user, credential: client.id), nil)
            }
            return (nil, try transaction.user(named: name))
        }
        if let program { return program }
        guard try await passwords.isRight(password, of: person), let person else { return nil }
        return KnownLogin(name: name, user: person, credential: nil)
    }

    /// Whether the credential that a token was issued for still serves.
    private static func isLive(
        _ claims: GatewayClaims,
        at now: Timestamp,
        _ transaction: any StoreTransaction
    ) throws -> Bool {
        guard let id = claims.credential else { return true }
        let client = try transaction.credential(kind: .client, publicID: claims.sub)
        return client.map {
            $0.id == id && $0.user == claims.user && $0.dialect == gatewayDialect
                && $0.isValid(at: now)
        } ?? false
    }

    private static func freeUsername(
        for user: User,
        _ random: any RandomSource,
        _ transaction: any StoreTransaction
    ) throws -> String {
        // There are 2^30 endings: a second attempt is rare, and a tenth means broken chance.
        for _ in 0..<10 {
            let name = ProgramLogin.username(for: user.name, random: random)
            if try transaction.credential(kind: .client, publicID: name) == nil,
                try transaction.user(named: name) == nil
            {
                return name
            }
        }
        throw DomainError(.internalFault, subject: "user names for programs")
    }
}
