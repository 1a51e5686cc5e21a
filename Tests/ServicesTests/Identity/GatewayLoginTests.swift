// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Services
import TestSupport
import Testing

@Suite struct GatewayLoginTests {
    private let node: GatewayNode

    init() async throws { node = try await GatewayNode() }

    private var access: AccessService { node.access }

    private func refusal(_ name: String, _ password: String) async -> DomainError? {
        await #expect(throws: DomainError.self) {
            try await node.token(name, password)
        }
    }

    @Test("a program's user name is the user's with an ending, in lower case and safe anywhere")
    func namesPrograms() async throws {
        try await node.server.makeUser("Zoë O'Malley the Third of Her Name")
        try await node.server.makeUser("--")
        for (user, stem) in [
            ("admin", "admin-"), ("Zoë O'Malley the Third of Her Name", "zoomalleythethirdofh-"),
            ("--", "user-"),
        ] {
            let login = try await node.login(of: user)
            #expect(login.username.hasPrefix(stem), "\(login.username)")
            let ending = login.username.dropFirst(stem.count)
            #expect(ending.utf8.count == 6)
            #expect(ending.allSatisfy { "abcdefghijkmnpqrstuvwxyz23456789".contains($0) })
            #expect(login.password.utf8.count == 64)
            _ = try await node.token(login)
        }
        let names = try await [node.login(), node.login()].map(\.username)
        #expect(Set(names).count == 2)
    }

    @Test("a person's own name and password give a token too")
    func takesPersons() async throws {
        let server = try await TestServer()
        _ = try await server.services.setup.makeAdmin(password: "pw")
        let node = try GatewayNode(server, vault: MemoryKeyVault())
        let token = try await node.token("admin", "pw")
        let principal = try await node.access.authenticate(jwt: token)
        #expect(principal.label == "user:admin")
        #expect(try ForgedToken(token).claims["thimble.credential"] == nil)
        await #expect(throws: DomainError(.credentialUnknown)) {
            try await node.token("admin", "pW")
        }
    }

    @Test("a wrong name, a wrong password and another dialect's client are refused alike")
    func refusesAlike() async throws {
        let login = try await node.login()
        let other = try await node.login()
        let client = try await access.makeClient(
            dialect: "manageengine",
            user: "admin",
            scope: "",
            by: node.server.operatorPrincipal
        )
        var texts: Set<String> = []
        for (name, password) in [
            (login.username, other.password), (login.username, ""),
            (login.username.uppercased(), login.password), ("", ""),
            (client.clientID, client.clientSecret), ("admin", login.password), ("admin", ""),
        ] {
            let error = await refusal(name, password)
            #expect(error == DomainError(.credentialUnknown), "\(name)")
            texts.insert(error?.description ?? "")
        }
        #expect(texts.count == 1)
    }

    @Test("after ten failures a name waits a minute, even with the right password")
    func throttles() async throws {
        let login = try await node.login()
        let other = try await node.login()
        let token = try await node.token(login)
        for _ in 0..<10 {
            #expect(await refusal(login.username, "wrong") == DomainError(.credentialUnknown))
        }
        for password in ["wrong", login.password] {
            #expect(await refusal(login.username, password) == DomainError(.tooManyRequests))
        }
        _ = try await node.token(other)
        _ = try await access.authenticate(jwt: token)
        node.server.clock.advance(by: .milliseconds(59_999))
        #expect(await refusal(login.username, "wrong") == DomainError(.tooManyRequests))
        node.server.clock.advance(by: .milliseconds(1))
        _ = try await node.token(login)
    }

    @Test("a login is made for a user that the maker sees, by someone who may")
    func checksMakers() async throws {
        let site = TestServer.principal(TenantPath(stored: "/1/2/3/"))
        for (user, maker) in [("nobody", node.server.operatorPrincipal), ("admin", site)] {
            await #expect(throws: DomainError(.userNotFound)) {
                try await access.makeLogin(user: user, by: maker)
            }
        }
        let reader = TestServer.principal(TenantPath(root: 1), permissions: [.readDevices])
        await #expect(throws: DomainError(.permissionMissing)) {
            try await access.makeLogin(user: "admin", by: reader)
        }
    }

    @Test("making and withdrawing is in the audit log, a token is not; no secret is anywhere")
    func leavesTraces() async throws {
        let login = try await node.login()
        let token = try await node.token(login)
        try await access.revokeClient(login.username, by: node.server.operatorPrincipal)
        try await access.revokeClient(login.username, by: node.server.operatorPrincipal)
        #expect(
            try await node.server.auditLines().suffix(2) == [
                "local:ada access.make_client qualys \(login.username)",
                "local:ada access.revoke_client qualys \(login.username)",
            ]
        )
        let path = node.server.folder.path("thimble.sqlite")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes += try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
        for secret in [login.password, token] {
            #expect(bytes.range(of: Data(secret.utf8)) == nil)
        }
        #expect(bytes.range(of: Data(login.username.utf8)) != nil)
    }
}
