// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Foundation
import Services
import Testing

@Suite struct InventoryUploadTests {
    private let server: TestServer
    private let agent: TestAgent
    private let inventory = Feeds.inventory(["a": "1.0", "b": "1.1"])

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        agent = try await server.enroll("web-1")
    }

    @Test("an inventory that nobody has is wanted, and after its upload it is not")
    func uploads() async throws {
        #expect(try await agent.checkIn(inventory).needsInventory)
        #expect(try server.indexed(agent).device.inventoryDigest == nil)
        try await agent.upload(inventory)
        #expect(try server.findings(agent) == ["a missing", "b installed"])
        let device = try server.indexed(agent).device
        #expect(device.stream == Feeds.stream)
        #expect(device.scannedAt == server.clock.now)
        #expect(try await !agent.checkIn(inventory).needsInventory)
        let digest = Hex.sha256(try inventory.canonicalBytes()).prefix(12)
        let line = try await server.auditLines().last
        #expect(line == "\(agent.principal.label) device.inventory \(digest) 2 packages")
    }

    @Test("an inventory that another machine has sent is not wanted a second time")
    func sharesInventories() async throws {
        try await agent.upload(inventory)
        let other = try await server.enroll("web-2", keyByte: 2)
        #expect(try await !other.checkIn(inventory).needsInventory)
        #expect(try server.findings(other) == ["a missing", "b installed"])
        #expect(try server.indexed(other).device.stream == Feeds.stream)
    }

    @Test("a check-in before the first scan wants nothing and changes nothing but the contact")
    func withoutScan() async throws {
        server.clock.advance(by: .seconds(30))
        #expect(try await !agent.checkIn(nil).needsInventory)
        let device = try server.indexed(agent).device
        #expect(device.inventoryDigest == nil)
        #expect(device.scannedAt == nil)
        #expect(device.lastContactAt == server.clock.now)
        #expect(device.facts.hostName == "m")
    }

    @Test("bytes that are not those of the digest, or no inventory, are refused and not stored")
    func refusesMalformed() async throws {
        let good = try inventory.canonicalBytes()
        let text = Data("{}".utf8)
        let cases = [
            (good, Hex.sha256(text)), (good, ""), (good, Hex.sha256(good).uppercased()),
            (text, Hex.sha256(text)), (Data(), Hex.sha256(Data())),
        ]
        for (bytes, digest) in cases {
            await #expect(throws: DomainError(.inventoryMalformed)) {
                try await server.services.agents.storeInventory(
                    bytes,
                    digest: digest,
                    by: agent.principal
                )
            }
            #expect(try await !server.store.read { try $0.hasInventory(digest: digest) })
        }
        #expect(try server.indexed(agent).device.inventoryDigest == nil)
    }

    @Test(
        "a scan lies neither in the future nor before 1970",
        arguments: [
            (Int64.max, 0), (Int64.min, -1_700_000_000_000), (-1, -1_700_000_000_000),
            (1_699_999_999_000, -1_000), (1_700_000_000_001, 0),
        ] as [(Int64, Int64)]
    )
    func boundsScanTime(_ scannedAt: Int64, _ offset: Int64) async throws {
        try await agent.upload(inventory)
        _ = try await server.services.agents.checkIn(
            CheckIn(
                inventoryDigest: Hex.sha256(try inventory.canonicalBytes()),
                scannedAt: scannedAt,
                facts: DeviceFacts(),
                waitSeconds: 0
            ),
            by: agent.principal,
            sleep: { _ in }
        )
        let device = try server.indexed(agent)
        #expect(device.device.scannedAt == server.clock.now + .milliseconds(offset))
        let reason = try server.view().snapshot.unknown(device, now: server.clock.now)
        #expect(reason == (offset < -1_000 ? .inventoryStale : nil))
    }

    @Test("a changed inventory changes what is found, and a new upload of the same does not")
    func changes() async throws {
        try await agent.upload(inventory)
        try await agent.upload(Feeds.inventory(["a": "1.1", "b": "1.1"]))
        #expect(try server.findings(agent) == ["a installed", "b installed"])
        let packageCount = try server.view().snapshot.packageCount
        try await agent.upload(inventory)
        #expect(try server.findings(agent) == ["a missing", "b installed"])
        // What no machine has is counted nowhere, and what was known before is not kept twice.
        let counts = try server.view().patches().map { row in
            "\(row.patch.source) \(row.tally.missing) \(row.tally.installed)"
        }
        #expect(counts.sorted() == ["a 1 0", "b 0 1"])
        #expect(packageCount == 3)
        #expect(try server.view().snapshot.packageCount == packageCount)
    }

    @Test("only a machine may check in, upload and report")
    func refusesUsers() async throws {
        let user = server.operatorPrincipal
        let agents = server.services.agents
        let bytes = try inventory.canonicalBytes()
        let report = TestAgent.report(agent.device, [], .installed)
        await #expect(throws: DomainError(.permissionMissing)) {
            try await agents.storeInventory(bytes, digest: Hex.sha256(bytes), by: user)
        }
        await #expect(throws: DomainError(.permissionMissing)) {
            try await agents.checkIn(
                CheckIn(
                    inventoryDigest: nil,
                    scannedAt: nil,
                    facts: DeviceFacts(),
                    waitSeconds: 0
                ),
                by: user,
                sleep: { _ in }
            )
        }
        await #expect(throws: DomainError(.permissionMissing)) {
            try await agents.report(report, by: user)
        }
        await #expect(throws: DomainError(.permissionMissing)) {
            try await agents.refuse(
                OrderRefusal(order: nil, reason: .forged, detail: ""),
                by: user
            )
        }
    }
}
