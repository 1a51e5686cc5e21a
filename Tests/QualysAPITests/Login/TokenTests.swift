// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Services
import Testing
import Web

@Suite struct TokenTests {
    private static let path = "/pm/v1/patches/count"

    private let world: World
    private let login: ProgramLogin
    private let token: String

    init() async throws {
        world = try await World()
        login = try await world.services.access.makeLogin(
            user: SetupService.adminName,
            by: World.owner
        )
        token = try await world.services.access.issueJWT(
            username: login.username,
            password: login.password,
            address: nil,
            wantsPermissions: false
        ).token
    }

    private func get(_ authorization: String?) async throws -> Answer {
        let headers = authorization.map { [(name: "Authorization", value: $0)] } ?? []
        return try await world.send(.get, Self.path, headers: headers)
    }

    private func refuses(_ authorization: String?, _ message: String) async throws {
        let answer = try await get(authorization)
        #expect(answer.status == 401, "\(authorization ?? "-")")
        #expect(try answer.member("status") == .integer(401))
        #expect(try answer.member("error") == .string("Unauthorized"))
        #expect(try answer.member("message") == .string(message), "\(authorization ?? "-")")
        #expect(try answer.error().message == message)
        #expect(answer.header("WWW-Authenticate") != nil)
    }

    @Test("a token is taken after Bearer, in any case, and bare as one of the samples has it")
    func takesHeaders() async throws {
        for value in ["Bearer \(token)", "bearer \(token)", "Bearer  \(token)", token] {
            #expect(try await get(value).status == 200, "\(value)")
        }
    }

    @Test("a missing or false token is answered with the gateway's Not authenticated")
    func refusesUnknown() async throws {
        let values = [
            nil, "Bearer", "Bearer x", "Bearer a.b.c", "Basic \(token)", "Bearer \(token)x",
            "Bearer \(token) \(token)", token.replacing(".", with: "..").description,
            "Bearer \(login.password)",
        ]
        for value in values { try await refuses(value, "Not authenticated") }
    }

    @Test("after four hours a token is answered with JWT expired")
    func expires() async throws {
        world.clock.advance(by: .seconds(4 * 3_600 - 1))
        #expect(try await get("Bearer \(token)").status == 200)
        world.clock.advance(by: .seconds(1))
        try await refuses("Bearer \(token)", "JWT expired")
    }

    @Test("a token ends at once with the program that it was given to")
    func endsWithProgram() async throws {
        try await world.services.access.revokeClient(login.username, by: World.owner)
        try await refuses("Bearer \(token)", "Not authenticated")
    }
}
