// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Foundation
import Services
import Testing

/// A session lives no longer than the key that opened it.
@Suite struct SessionEndTests {
    private let server: TestServer
    private let agent: TestAgent

    init() async throws {
        server = try await TestServer()
        agent = try await server.enroll("web-1")
    }

    private func open(keyByte: UInt8, nonce: Data) async throws -> String {
        try await server.services.agents.openSession(
            TestAgent.sessionRequest(
                agent.device,
                keyByte: keyByte,
                at: server.clock.now,
                nonce: nonce
            )
        ).token
    }

    @Test("the sessions of the old key end when the machine enrols again, and only those")
    func endsWithTheKey() async throws {
        let agents = server.services.agents
        let old = try await open(keyByte: 1, nonce: Data(repeating: 1, count: 16))
        _ = try await agents.authenticate(token: old)
        _ = try await server.enroll("web-1", keyByte: 2)
        await #expect(throws: DomainError(.credentialUnknown)) {
            try await agents.authenticate(token: old)
        }
        let new = try await open(keyByte: 2, nonce: Data(repeating: 2, count: 16))
        _ = try await server.enroll("web-2", keyByte: 3)
        #expect(try await agents.authenticate(token: new).actor == .agent(agent.identity))
    }

    @Test(
        "a nonce is long enough to be unique and short enough to be remembered",
        arguments: [(15, false), (16, true), (128, true), (129, false), (700_000, false)]
    )
    func boundsNonces(_ count: Int, _ isGood: Bool) async throws {
        let nonce = Data(repeating: 7, count: count)
        if isGood {
            _ = try await open(keyByte: 1, nonce: nonce)
        } else {
            await #expect(throws: DomainError(.signatureInvalid)) {
                try await open(keyByte: 1, nonce: nonce)
            }
        }
    }
}
