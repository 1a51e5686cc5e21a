// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Services
import TestSupport
import Testing

@Suite struct AccessServiceTests {
    private let server: TestServer
    private let secrets: ClientSecrets

    init() async throws {
        server = try await TestServer()
        try await server.makeUser("admin")
        secrets = try await server.services.access.makeClient(
            dialect: "manageengine",
            user: "admin",
            scope: "a,b",
            by: server.operatorPrincipal
        )
    }

    private var access: AccessService { server.services.access }

    private func token() async throws -> String { try await issue().token }

    private func issue() async throws -> IssuedToken {
        try await access.refresh(
            clientID: secrets.clientID,
            clientSecret: secrets.clientSecret,
            refreshToken: secrets.refreshToken
        )
    }

    @Test("an access token acts for the client's user, with the client's scope, for an hour")
    func actsForUser() async throws {
        let issued = try await issue()
        #expect(issued.lifetime == .seconds(3_600))
        #expect(issued.scope == "a,b")
        let known = try await access.authenticate(token: issued.token, dialect: "manageengine")
        #expect(known.principal.label == "user:admin")
        #expect(known.principal.permissions == Set(Permission.allCases))
        #expect(known.scope == "a,b")
        server.clock.advance(by: .milliseconds(3_599_999))
        _ = try await access.authenticate(token: issued.token, dialect: "manageengine")
        server.clock.advance(by: .milliseconds(1))
        await #expect(throws: DomainError(.credentialExpired)) {
            try await access.authenticate(token: issued.token, dialect: "manageengine")
        }
    }

    @Test("an access token serves one dialect only, and no other secret is one")
    func servesOneDialect() async throws {
        let token = try await token()
        await #expect(throws: DomainError(.credentialUnknown)) {
            try await access.authenticate(token: token, dialect: "qualys")
        }
        for secret in ["", "x", secrets.refreshToken, secrets.clientSecret, secrets.clientID] {
            await #expect(throws: DomainError(.credentialUnknown)) {
                try await access.authenticate(token: secret, dialect: "manageengine")
            }
        }
    }

    @Test("client id, secret and refresh token must all fit, and the error says which did not")
    func refusesWrongSecrets() async throws {
        let other = try await access.makeClient(
            dialect: "manageengine",
            user: "admin",
            scope: "",
            by: server.operatorPrincipal
        )
        let wrong: [(String, String, String, String)] = [
            ("1000.0", secrets.clientSecret, secrets.refreshToken, "client"),
            (secrets.clientID, "wrong", secrets.refreshToken, "client"),
            (secrets.clientID, other.clientSecret, secrets.refreshToken, "client"),
            (secrets.clientID, secrets.clientSecret, "wrong", "token"),
            (secrets.clientID, secrets.clientSecret, other.refreshToken, "token"),
        ]
        for (id, secret, refresh, subject) in wrong {
            let error = await #expect(throws: DomainError.self) {
                try await access.refresh(
                    clientID: id,
                    clientSecret: secret,
                    refreshToken: refresh
                )
            }
            #expect(error == DomainError(.credentialUnknown))
            #expect(error?.subject == subject)
        }
    }

    @Test("the eleventh access token ends the first, and only the first")
    func boundsTokens() async throws {
        var tokens: [String] = []
        for _ in 0..<11 {
            tokens.append(try await token())
            server.clock.advance(by: .seconds(1))
        }
        for (index, token) in tokens.enumerated() {
            if index == 0 {
                await #expect(throws: DomainError.self) {
                    try await access.authenticate(token: token, dialect: "manageengine")
                }
            } else {
                _ = try await access.authenticate(token: token, dialect: "manageengine")
            }
        }
        #expect(Set(tokens).count == 11)
    }

    @Test("expired tokens make room: they end no other one")
    func expiredTokensDoNotCount() async throws {
        for _ in 0..<10 { _ = try await token() }
        server.clock.advance(by: .seconds(3_600))
        let first = try await token()
        for _ in 0..<9 {
            server.clock.advance(by: .seconds(1))
            _ = try await token()
        }
        _ = try await access.authenticate(token: first, dialect: "manageengine")
    }

    @Test("revoking a refresh token ends its access tokens and every later one")
    func revokesRefreshToken() async throws {
        let token = try await token()
        try await access.revoke(token: secrets.refreshToken)
        await #expect(throws: DomainError.self) {
            try await access.authenticate(token: token, dialect: "manageengine")
        }
        await #expect(throws: DomainError(.credentialUnknown)) { try await self.token() }
        #expect(
            try await server.auditLines().last
                == "user:admin access.revoke manageengine refresh token"
        )
    }

    @Test("revoking an access token ends that one alone; an unknown one changes nothing")
    func revokesAccessToken() async throws {
        let tokens = [try await token(), try await token()]
        try await access.revoke(token: tokens[0])
        await #expect(throws: DomainError.self) {
            try await access.authenticate(token: tokens[0], dialect: "manageengine")
        }
        _ = try await access.authenticate(token: tokens[1], dialect: "manageengine")
        let count = try await server.auditLines().count
        try await access.revoke(token: tokens[0])
        try await access.revoke(token: "unknown")
        #expect(try await server.auditLines().count == count)
    }

    @Test("a wrong name and a wrong password are refused alike")
    func refusesLogIn() async throws {
        let server = try await TestServer()
        _ = try await server.services.setup.makeAdmin(password: "pw")
        let access = server.services.access
        let principal = try await access.logIn(name: "admin", password: "pw")
        #expect(principal.label == "user:admin")
        var texts: Set<String> = []
        for (name, password) in [("admin", "pW"), ("nobody", "pw")] {
            let error = await #expect(throws: DomainError.self) {
                try await access.logIn(name: name, password: password)
            }
            texts.insert("\(String(describing: error))")
        }
        #expect(texts.count == 1)
        #expect(texts.first?.contains("credential.unknown") ?? false)
    }

    @Test("a client is made for a user inside the caller's scope only")
    func makesClientsInScope() async throws {
        await #expect(throws: DomainError(.userNotFound)) {
            try await access.makeClient(
                dialect: "d",
                user: "nobody",
                scope: "",
                by: server.operatorPrincipal
            )
        }
        let site = TestServer.principal(TenantPath(stored: "/1/2/3/"))
        await #expect(throws: DomainError(.userNotFound)) {
            try await access.makeClient(dialect: "d", user: "admin", scope: "", by: site)
        }
    }

    @Test("no secret is stored as it is")
    func storesHashesOnly() async throws {
        let token = try await token()
        let path = server.folder.path("thimble.sqlite")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes += try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
        for secret in [token, secrets.clientSecret, secrets.refreshToken] {
            #expect(bytes.range(of: Data(secret.utf8)) == nil)
        }
        #expect(bytes.range(of: Data(secrets.clientID.utf8)) != nil)
    }
}
