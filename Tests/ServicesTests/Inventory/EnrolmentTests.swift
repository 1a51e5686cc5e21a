// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Crypto
import Domain
import Fleet
import Foundation
import Services
import Testing

@Suite struct EnrolmentTests {
    private let server: TestServer

    init() async throws { server = try await TestServer() }

    private func request(_ token: String, name: String = "web-1", keyByte: UInt8 = 1) throws
        -> EnrollRequest
    {
        EnrollRequest(
            token: token,
            publicKey: try TestAgent.key(keyByte).publicKey.rawRepresentation,
            name: name,
            facts: DeviceFacts(hostName: name)
        )
    }

    private func token(site: String? = nil, group: String? = nil) async throws -> String {
        try await server.services.devices.makeEnrolmentToken(
            site: site,
            group: group,
            by: server.operatorPrincipal
        )
    }

    @Test("a token admits one machine, once")
    func servesOnce() async throws {
        let token = try await token()
        let reply = try await server.services.agents.enroll(request(token, name: " web-1\n"))
        #expect(reply.orderKey.count == 32)
        let device = try #require(try server.view().devices().first).device
        #expect(device.id.uuid == reply.device)
        #expect(device.name == "web-1")
        #expect(device.number == 1)
        #expect(device.path.description == "/1/2/3/")
        #expect(device.inventoryDigest == nil)
        await #expect(throws: DomainError(.credentialExpired)) {
            try await server.services.agents.enroll(request(token, name: "web-2"))
        }
        #expect(try server.view().devices().count == 1)
    }

    @Test("a token that nobody made admits nobody")
    func refusesUnknown() async throws {
        for text in ["", "x", String(repeating: "0", count: 64)] {
            await #expect(throws: DomainError(.credentialUnknown)) {
                try await server.services.agents.enroll(request(text))
            }
        }
    }

    @Test("a token serves for seven days")
    func expires() async throws {
        let tokens = [try await token(), try await token()]
        server.clock.advance(by: .seconds(7 * 86_400) - .milliseconds(1))
        _ = try await server.services.agents.enroll(request(tokens[0]))
        server.clock.advance(by: .milliseconds(1))
        let error = await #expect(throws: DomainError.self) {
            try await server.services.agents.enroll(request(tokens[1], name: "late"))
        }
        #expect(error == DomainError(.credentialExpired))
        #expect(error?.hint?.contains("enroll-token create") ?? false)
    }

    @Test(
        "what is no key or no name is refused, and the token stays good",
        arguments: [
            (31, "web-1"), (33, "web-1"), (0, "web-1"), (32, ""), (32, " \t\n"),
            (32, String(repeating: "x", count: 256)), (32, "a\u{1B}[31m"), (32, "a\nb"),
        ]
    )
    func refusesMalformed(_ keyLength: Int, _ name: String) async throws {
        let token = try await token()
        let key = try TestAgent.key(1).publicKey.rawRepresentation + Data([0])
        await #expect(throws: DomainError(.requestInvalid)) {
            try await server.services.agents.enroll(
                EnrollRequest(
                    token: token,
                    publicKey: Data(key.prefix(keyLength)),
                    name: name,
                    facts: DeviceFacts()
                )
            )
        }
        _ = try await server.services.agents.enroll(request(token))
    }

    @Test("the token says site and group, which are made where they do not exist")
    func makesSiteAndGroup() async throws {
        _ = try await server.enroll("web-1", site: "Branch", group: "Web servers")
        _ = try await server.enroll("web-2", site: "Branch", group: "Web servers")
        _ = try await server.enroll("db-1", group: "Databases")
        let snapshot = try server.view().snapshot
        #expect(snapshot.groups.map(\.name) == ["Web servers", "Databases"])
        #expect(
            snapshot.tenants.map(\.name) == [
                "Example", "Default Customer", "Local Office", "Branch",
            ]
        )
        let rows = snapshot.devices(in: TenantPath(root: 1)).map { device in
            let group = snapshot.groups.first { device.groups.contains($0.id) }
            return "\(device.device.name) \(device.device.path) \(group?.name ?? "-")"
        }
        #expect(
            rows == [
                "web-1 /1/2/4/ Web servers", "web-2 /1/2/4/ Web servers", "db-1 /1/2/3/ Databases",
            ]
        )
    }

    @Test("a machine that enrols again keeps identity and history, and its old key ends")
    func enrolsAgain() async throws {
        let first = try await server.enroll("web-1", having: ["a": "1.0"], keyByte: 1)
        let second = try await server.enroll("web-1", keyByte: 2)
        #expect(first.device == second.device)
        let device = try server.indexed(second).device
        #expect(device.number == 1)
        #expect(device.inventoryDigest != nil)
        #expect(device.agentKey == (try TestAgent.key(2).publicKey.rawRepresentation))
        await #expect(throws: DomainError(.signatureInvalid)) {
            try await server.services.agents.openSession(
                TestAgent.sessionRequest(
                    first.device,
                    keyByte: 1,
                    at: server.clock.now,
                    nonce: Data(repeating: 3, count: 16)
                )
            )
        }
        let lines = try await server.auditLines().filter { $0.contains("device.enroll") }
        #expect(lines == ["system device.enroll web-1", "system device.enroll_again web-1"])
    }

    @Test("the same name in another site is another machine")
    func namesBelongToSites() async throws {
        let first = try await server.enroll("web-1")
        let second = try await server.enroll("web-1", site: "Branch")
        #expect(first.device != second.device)
    }

    @Test("machines that enrol at once with one token: one is admitted")
    func racesForOneToken() async throws {
        let token = try await token()
        let admitted = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<8 {
                group.addTask {
                    (try? await server.services.agents.enroll(
                        request(token, name: "m\(index)")
                    )) != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(admitted == 1)
        #expect(try server.view().devices().count == 1)
    }
}
