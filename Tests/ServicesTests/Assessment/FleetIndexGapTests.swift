// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Services
import Synchronization
import Testing

/// An index that slept while the changes it has not seen were removed reads everything again.
@Suite struct FleetIndexGapTests {
    private let server: TestServer
    private let other: Services

    init() async throws {
        server = try await TestServer()
        other = try await server.secondNode().services
        try await server.importCatalogue()
        _ = try await server.enroll("web-1", having: ["a": "1.0"])
        try await other.index.refresh()
    }

    private func prune(keeping count: Int64) async throws {
        try await server.store.write { try $0.deleteChanges(keeping: count) }
    }

    @Test("what happened in the gap is there, and whoever waits for an order wakes")
    func readsEverything() async throws {
        let woken = Mutex<Set<Device.Identity>>([])
        other.index.onExecution { device in _ = woken.withLock { $0.insert(device) } }
        let agent = try await server.enroll("web-2", having: ["a": "1.1"], keyByte: 2)
        try await server.approve(try server.patch("a"))
        try await server.install(nil)
        let last = try await server.enroll("web-3", keyByte: 3, group: "Late")
        try await prune(keeping: 1)
        try await other.index.refresh()

        let snapshot = other.index.snapshot
        let own = server.services.index.snapshot
        #expect(snapshot.changeNumber == own.changeNumber)
        let ownDevices = own.devices.filter { _ in true }
        let theirDevices = snapshot.devices.filter { _ in true }
        #expect(Set(theirDevices.map(\.device.id)) == Set(ownDevices.map(\.device.id)))
        #expect(snapshot.devices.count == own.devices.count)
        #expect(snapshot.devices[last.identity]?.groups.count == 1)
        #expect(snapshot.approvals == own.approvals)
        #expect(snapshot.deployments == own.deployments)
        let first = try #require(ownDevices.first { $0.device.name == "web-1" })
        #expect(woken.withLock { $0 } == [first.device.id])
        for device in ownDevices {
            let theirs = try #require(snapshot.devices[device.device.id])
            #expect(snapshot.findings(theirs).map(\.state) == own.findings(device).map(\.state))
        }
        #expect(snapshot.findings(try #require(snapshot.devices[agent.identity])).count == 1)
    }

    @Test("without a gap nothing is read twice")
    func followsAcrossPruning() async throws {
        let seen = other.index.snapshot.changeNumber
        _ = try await server.enroll("web-2", keyByte: 2)
        let last = server.services.index.snapshot.changeNumber
        // Exactly what the other node has not seen is kept.
        try await prune(keeping: last - seen)
        let kept = try await server.store.read { try $0.changes(after: 0, limit: .max) }
        #expect(kept.first?.number == seen + 1)
        try await other.index.refresh()
        #expect(other.index.snapshot.devices.count == 2)
        #expect(other.index.snapshot.changeNumber == last)
    }
}
