// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Services
import Testing

/// Tokens at several processes, and after those that they act for are gone.
@Suite struct GatewayNodesTests {
    private let node: GatewayNode
    private let login: ProgramLogin
    private let token: String

    init() async throws {
        node = try await GatewayNode()
        login = try await node.login()
        token = try await node.token(login)
    }

    @Test("a withdrawn client's token is refused at once, and so is its password")
    func followsRevocation() async throws {
        let other = try await node.login()
        let otherToken = try await node.token(other)
        try await node.access.revokeClient(login.username, by: node.server.operatorPrincipal)
        await #expect(throws: DomainError(.credentialUnknown)) {
            try await node.access.authenticate(jwt: token)
        }
        await #expect(throws: DomainError(.credentialUnknown)) { try await node.token(login) }
        _ = try await node.access.authenticate(jwt: otherToken)
        _ = try await node.token(other)
    }

    @Test("the token of a user that is gone is refused")
    func followsUsers() async throws {
        // The same keys over a database that never had the user.
        let empty = try GatewayNode(try await TestServer(), vault: node.vault)
        await #expect(throws: DomainError(.credentialUnknown)) {
            try await empty.access.authenticate(jwt: token)
        }
    }

    @Test("the token of a program is refused where the user has no such client")
    func followsCredentials() async throws {
        let server = try await TestServer()
        try await server.makeUser("admin")
        let other = try GatewayNode(server, vault: node.vault)
        await #expect(throws: DomainError(.credentialUnknown)) {
            try await other.access.authenticate(jwt: token)
        }
    }

    @Test("a process takes the tokens of another with the same keys, also of keys it never saw")
    func sharesKeys() async throws {
        let second = try GatewayNode(node.server, vault: node.vault, seed: 21)
        _ = try await second.access.authenticate(jwt: token)
        node.server.clock.advance(by: .seconds(86_400))
        let next = try await second.token(login)
        _ = try await node.access.authenticate(jwt: next)
        let own = try await node.token(login)
        #expect(
            try ForgedToken(own).header["kid"] as? String
                == (try ForgedToken(next).header["kid"] as? String)
        )
        #expect(try node.vault.keys().keys.count == 2)
    }

    @Test("a process with keys of its own takes no token of another")
    func separatesKeys() async throws {
        let stranger = try GatewayNode(node.server, vault: MemoryKeyVault(), seed: 22)
        await #expect(throws: DomainError(.credentialUnknown)) {
            try await stranger.access.authenticate(jwt: token)
        }
    }

    @Test("many first tokens at once at two processes make one key")
    func rotatesOnce() async throws {
        let nodes = [
            node, try GatewayNode(node.server, vault: node.vault, seed: 23),
        ]
        node.server.clock.advance(by: .seconds(86_400))
        let login = login
        let tokens = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<40 {
                group.addTask { try await nodes[number % 2].token(login) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let keys = Set(try tokens.map { try ForgedToken($0).header["kid"] as? String })
        #expect(keys.count == 1)
        #expect(try node.vault.keys().keys.count == 2)
        for token in tokens { _ = try await nodes[0].access.authenticate(jwt: token) }
    }

    @Test("keys that cannot be read are a fault of the server, which names no file")
    func survivesBrokenKeys() async throws {
        let broken = try GatewayNode(node.server, vault: BrokenVault(), seed: 24)
        let token = token
        let login = login
        let errors = [
            await #expect(throws: DomainError(.internalFault)) {
                try await broken.access.authenticate(jwt: token)
            },
            await #expect(throws: DomainError(.internalFault)) { try await broken.token(login) },
        ]
        for error in errors {
            #expect(error?.description == "server.internal_fault: token keys")
            #expect((error?.underlying as? DomainError)?.subject == BrokenVault.place)
        }
        // What is no token is still the client's mistake.
        await #expect(throws: DomainError(.credentialUnknown)) {
            try await broken.access.authenticate(jwt: "a.b.c")
        }
    }
}

/// A vault whose place is damaged.
private struct BrokenVault: SigningKeyVault {
    static let place = "/srv/thimble/token.keys"

    func keys() throws -> SigningKeys {
        throw DomainError(.storageConflict, subject: Self.place)
    }

    func change(_ body: (inout SigningKeys) -> Void) throws -> SigningKeys { try keys() }
}
