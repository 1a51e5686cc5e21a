// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Services
import Testing

/// Changes that no upload and no timer announces have their audit lines too.
@Suite struct AuditGapTests {
    private let server: TestServer

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
    }

    private func lines(_ action: String) async throws -> [String] {
        try await server.auditLines().filter { $0.contains(" \(action) ") }
    }

    @Test("a check-in that names another known inventory is noted once")
    func notesKnownInventories() async throws {
        let inventory = Feeds.inventory(["a": "1.0"])
        _ = try await server.enroll("web-1", having: ["a": "1.0"])
        let second = try await server.enroll("web-2", keyByte: 2)
        #expect(try await lines("device.inventory").count == 1)
        #expect(try await !second.checkIn(inventory).needsInventory)
        try await second.checkIn(inventory)
        let digest = Hex.sha256(try inventory.canonicalBytes()).prefix(12)
        #expect(
            try await lines("device.inventory").dropFirst() == [
                "\(second.principal.label) device.inventory \(digest) known already"
            ]
        )
    }

    @Test("an order that expires when the machine asks for it is noted")
    func notesExpiry() async throws {
        let agent = try await server.enroll("web-1", having: ["a": "1.0"])
        try await server.approve(try server.patch("a"))
        let deployment = try await server.install(nil)
        server.clock.advance(by: .seconds(7 * 86_400))
        #expect(try await agent.orders().isEmpty)
        #expect(try await server.execution(deployment).state == .expired)
        let expired = "\(agent.principal.label) order.expire expired: the device did not ask for it"
        #expect(try await lines("order.expire").map { $0.hasPrefix(expired) } == [true])
        #expect(try await server.services.deployments.expireOverdue() == 0)
    }
}
