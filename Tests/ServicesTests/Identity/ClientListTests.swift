// SPDX-License-Identifier: Apache-2.0

import Domain
import Services
import Testing

@Suite struct ClientListTests {
    private let server: TestServer
    private let site = TenantPath(stored: "/1/2/3/")

    init() async throws {
        server = try await TestServer()
        try await server.makeUser("admin")
        try await server.makeUser("guest", at: site)
    }

    private var access: AccessService { server.services.access }

    @Test("a caller sees the users of its place and below, without any permission")
    func listsUsers() async throws {
        let all = try await access.users(
            by: TestServer.principal(TenantPath(root: 1), permissions: [])
        )
        #expect(all.map(\.name) == ["admin", "guest"])
        #expect(all.map(\.number) == all.map(\.number).sorted())
        let own = try await access.users(by: TestServer.principal(site, permissions: []))
        #expect(own.map(\.name) == ["guest"])
        #expect(try await access.users(by: TestServer.principal(site.appending(9))).isEmpty)
    }

    @Test("the list has no password hashes")
    func hidesHashes() async throws {
        let server = try await TestServer()
        _ = try await server.services.setup.makeAdmin(password: "pw")
        let users = try await server.services.access.users(by: server.operatorPrincipal)
        #expect(users.map(\.passwordHash) == [""])
    }

    @Test("withdrawing a client ends its refresh and access tokens")
    func revokesWhatWasMade() async throws {
        let client = try await access.makeClient(
            dialect: "manageengine",
            user: "admin",
            scope: "",
            by: server.operatorPrincipal
        )
        let token = try await refresh(client)
        try await access.revokeClient(client.clientID, by: server.operatorPrincipal)
        await #expect(throws: DomainError.self) {
            try await access.authenticate(token: token, dialect: "manageengine")
        }
        await #expect(throws: DomainError(.credentialUnknown)) { try await refresh(client) }
    }

    @Test("only who manages access withdraws a client, and only one that it sees")
    func protectsClients() async throws {
        let login = try await access.makeLogin(user: "admin", by: server.operatorPrincipal)
        for (name, caller, code): (String, Principal, DomainError.Code) in [
            ("admin-222222", server.operatorPrincipal, .credentialUnknown),
            (login.username, TestServer.principal(site), .credentialUnknown),
            (
                login.username,
                TestServer.principal(TenantPath(root: 1), permissions: [.readAudit]),
                .permissionMissing
            ),
        ] {
            await #expect(throws: DomainError(code)) {
                try await access.revokeClient(name, by: caller)
            }
        }
        _ = try await access.issueJWT(
            username: login.username,
            password: login.password,
            address: nil,
            wantsPermissions: false
        )
    }

    private func refresh(_ client: ClientSecrets) async throws -> String {
        try await access.refresh(
            clientID: client.clientID,
            clientSecret: client.clientSecret,
            refreshToken: client.refreshToken
        ).token
    }
}
