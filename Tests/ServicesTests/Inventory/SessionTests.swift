// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Crypto
import Domain
import Fleet
import Foundation
import Services
import Testing

@Suite struct SessionTests {
    private let server: TestServer
    private let agent: TestAgent

    init() async throws {
        server = try await TestServer()
        agent = try await server.enroll("web-1")
    }

    private func open(
        device: UUID? = nil,
        keyByte: UInt8 = 1,
        skew: Duration = .zero,
        nonce: Data = Data(repeating: 9, count: 16)
    ) async throws -> SessionReply {
        try await server.services.agents.openSession(
            TestAgent.sessionRequest(
                device ?? agent.device,
                keyByte: keyByte,
                at: server.clock.now + skew,
                nonce: nonce
            )
        )
    }

    @Test("a session's token acts for the machine, and for an hour")
    func opens() async throws {
        let reply = try await open()
        #expect(reply.expiresInSeconds == 3_600)
        #expect(reply.serverTime == server.clock.now.milliseconds)
        let principal = try await server.services.agents.authenticate(token: reply.token)
        #expect(principal.actor == .agent(agent.identity))
        #expect(principal.permissions.isEmpty)
        #expect(principal.scope.description == "/1/2/3/")
        server.clock.advance(by: .milliseconds(3_599_999))
        _ = try await server.services.agents.authenticate(token: reply.token)
        server.clock.advance(by: .milliseconds(1))
        await #expect(throws: DomainError(.credentialExpired)) {
            try await server.services.agents.authenticate(token: reply.token)
        }
        await #expect(throws: DomainError(.credentialUnknown)) {
            try await server.services.agents.authenticate(token: "x")
        }
    }

    @Test(
        "clocks may differ by five minutes, either way, and not more",
        arguments: [
            (.zero, true), (.seconds(300), true), (.seconds(-300), true),
            (.seconds(300) + .milliseconds(1), false), (.seconds(-300) - .milliseconds(1), false),
            (.milliseconds(Int64.max), false), (.milliseconds(Int64.min), false),
        ] as [(Duration, Bool)]
    )
    func toleratesSkew(_ skew: Duration, _ isAccepted: Bool) async throws {
        if isAccepted {
            _ = try await open(skew: skew)
        } else {
            await #expect(throws: DomainError(.clockSkew)) { try await open(skew: skew) }
        }
    }

    @Test("a nonce serves once for each machine")
    func refusesReplay() async throws {
        let other = try await server.enroll("web-2", keyByte: 2)
        _ = try await open()
        await #expect(throws: DomainError(.nonceReused)) { try await open() }
        _ = try await open(device: other.device, keyByte: 2)
        _ = try await open(nonce: Data(repeating: 8, count: 16))
    }

    @Test("a request that was refused uses no nonce up")
    func refusalKeepsNonce() async throws {
        await #expect(throws: DomainError(.clockSkew)) { try await open(skew: .seconds(999)) }
        _ = try await open()
    }

    @Test("only the machine's own key opens a session, over exactly what is sent")
    func refusesForgery() async throws {
        await #expect(throws: DomainError(.signatureInvalid)) { try await open(keyByte: 2) }
        await #expect(throws: DomainError(.signatureInvalid)) {
            try await open(nonce: Data(repeating: 9, count: 15))
        }
        let good = try TestAgent.sessionRequest(
            agent.device,
            keyByte: 1,
            at: server.clock.now,
            nonce: Data(repeating: 7, count: 16)
        )
        var changed = [good, good, good]
        changed[0].timestamp += 1
        changed[1].nonce = Data(repeating: 6, count: 16)
        changed[2].signature[0] ^= 1
        for request in changed {
            await #expect(throws: DomainError(.signatureInvalid)) {
                try await server.services.agents.openSession(request)
            }
        }
        _ = try await server.services.agents.openSession(good)
    }

    @Test("an order's signature opens no session")
    func refusesOrderSignature() async throws {
        let nonce = Data(repeating: 5, count: 16)
        let bytes = SessionRequest.signedBytes(
            device: agent.device,
            timestamp: server.clock.now.milliseconds,
            nonce: nonce
        )
        let signature = try TestAgent.key(1).signature(
            for: Data("thimble order v1\n".utf8) + bytes
        )
        await #expect(throws: DomainError(.signatureInvalid)) {
            try await server.services.agents.openSession(
                SessionRequest(
                    device: agent.device,
                    timestamp: server.clock.now.milliseconds,
                    nonce: nonce,
                    signature: signature
                )
            )
        }
    }

    @Test("a machine that is not known, or has no agent, opens no session")
    func refusesUnknownDevice() async throws {
        _ = try await server.services.devices.importDevices(
            ImportedFleet(["bare": Feeds.inventory([:])]),
            by: server.operatorPrincipal
        )
        let bare = try #require(
            try server.view().devices().first { $0.device.name == "bare" }
        ).device.id
        for device in [bare.uuid, Patch.Identity(derivedFrom: "nobody").uuid] {
            await #expect(throws: DomainError(.deviceNotFound)) {
                try await open(device: device)
            }
        }
    }
}
