// SPDX-License-Identifier: Apache-2.0

import Crypto
import Domain
import Fleet
import Foundation
import Logging
import Services

/// A server at which programs log in with a name and a password, and the keys of its tokens.
struct GatewayNode {
    let server: TestServer
    let access: AccessService
    let vault: any SigningKeyVault

    /// A server with the user `admin`, who has no password of its own.
    init() async throws {
        let server = try await TestServer()
        try await server.makeUser("admin")
        try self.init(server, vault: MemoryKeyVault())
    }

    /// Services over a server's database, with keys of the test's choice.
    init(_ server: TestServer, vault: any SigningKeyVault, seed: UInt64 = 9) throws {
        self.server = server
        self.vault = vault
        let key = try Curve25519.Signing.PrivateKey(
            rawRepresentation: Data(repeating: 77, count: 32)
        )
        var environment = ServiceEnvironment(
            store: server.store,
            clock: server.clock,
            random: TestRandom(seed: seed),
            index: FleetIndex(
                store: server.store,
                limits: FreshnessLimits(inventoryMaxAge: TestServer.inventoryMaxAge)
            ),
            orderKey: OrderKey(key),
            logger: Logger(label: "test")
        )
        environment.signingKeys = vault
        access = Services(environment).access
    }

    /// A name and a password of a program of the user.
    func login(of user: String = "admin") async throws -> ProgramLogin {
        try await access.makeLogin(user: user, by: server.operatorPrincipal)
    }

    /// A token for a program.
    func token(_ login: ProgramLogin, wantsPermissions: Bool = false) async throws -> String {
        try await token(login.username, login.password, wantsPermissions: wantsPermissions)
    }

    /// A token for a name and a password.
    func token(
        _ name: String,
        _ password: String,
        wantsPermissions: Bool = false
    ) async throws -> String {
        try await access.issueJWT(
            username: name,
            password: password,
            address: nil,
            wantsPermissions: wantsPermissions
        ).token
    }

    /// The newest key of the tokens.
    func newestKey() throws -> SigningKey {
        guard let key = try vault.keys().keys.last else { throw DomainError(.internalFault) }
        return key
    }
}
