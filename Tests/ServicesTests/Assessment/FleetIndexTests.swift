// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Services
import Synchronization
import Testing

/// The index follows what other nodes and programs write into the same file.
@Suite struct FleetIndexTests {
    private let server: TestServer
    private let other: Services

    init() async throws {
        server = try await TestServer()
        other = try await server.secondNode().services
    }

    private func catchUp() async throws -> FleetSnapshot {
        try await other.index.refresh()
        return other.index.snapshot
    }

    @Test("an index of nothing sees nothing until it is refreshed")
    func beginsEmpty() async throws {
        #expect(other.index.snapshot.changeNumber == 0)
        #expect(other.index.snapshot.tenants.isEmpty)
        #expect(try await catchUp().tenants.count == 3)
    }

    @Test("every kind of change is followed")
    func follows() async throws {
        _ = try await catchUp()
        try await server.importCatalogue()
        #expect(try await catchUp().catalogue.ordered.count == 3)
        let agent = try await server.enroll("web-1", site: "Branch", group: "Web")
        var snapshot = try await catchUp()
        #expect(snapshot.groups.map(\.name) == ["Web"])
        #expect(snapshot.tenants.count == 4)
        #expect(snapshot.devices[agent.identity]?.groups == Set(snapshot.groups.map(\.id)))
        try await agent.upload(Feeds.inventory(["a": "1.0"]))
        #expect(try await states(agent) == ["a missing"])
        let patch = try server.patch("a")
        try await server.approve(patch)
        snapshot = try await catchUp()
        #expect(snapshot.approval(of: patch.id, at: TenantPath(root: 1))?.decision == .approved)
        let deployment = try await server.install([patch])
        #expect(try await states(agent) == ["a inProgress"])
        #expect(other.index.snapshot.deployments[deployment.id] == deployment)
        let order = try #require(try await agent.orders().first)
        try await agent.report(order, .blocked)
        #expect(try await states(agent) == ["a failed"])
        try await agent.upload(Feeds.inventory(["a": "1.1"]))
        #expect(try await states(agent) == ["a installed"])
        try await server.services.approvals.decide(
            nil,
            patches: [patch.id],
            by: server.operatorPrincipal
        )
        #expect(try await catchUp().approval(of: patch.id, at: TenantPath(root: 1)) == nil)
    }

    @Test("an index that is built from nothing is the one that followed every change")
    func rebuildsEqually() async throws {
        _ = try await catchUp()
        try await server.importCatalogue()
        let agent = try await server.enroll("web-1", having: ["a": "1.0", "b": "1.0"])
        let patches = [try server.patch("a"), try server.patch("b")]
        try await server.approve(patches[0], patches[1])
        // One attempt fails, the next one is refused, another one expires and the last is open.
        try await server.install([patches[0]])
        try await agent.report(try #require(try await agent.orders().first), .failed)
        try await server.install([patches[0]])
        let second = try #require(try await agent.orders().first)
        try await server.services.agents.refuse(
            OrderRefusal(order: second.id, reason: .wrongDevice, detail: ""),
            by: agent.principal
        )
        try await server.install([patches[1]])
        _ = try await catchUp()
        let fresh = try await server.secondNode(seed: 3).services
        try await fresh.index.refresh()
        for index in [server.services.index, other.index, fresh.index] {
            let device = try #require(index.snapshot.devices[agent.identity])
            let lines = index.snapshot.findings(device).map {
                "\($0.patch.source) \($0.state.rawValue) \($0.reason.rawValue)"
            }
            #expect(lines == ["a failed install_failed", "b inProgress order_open"])
            #expect(index.snapshot.approvals == server.services.index.snapshot.approvals)
            #expect(index.snapshot.changeNumber == server.services.index.snapshot.changeNumber)
        }
    }

    @Test("a reader keeps the state that it took, whatever happens")
    func snapshotsAreStable() async throws {
        _ = try await server.enroll("web-1")
        let kept = server.services.index.snapshot
        _ = try await server.enroll("web-2", keyByte: 2)
        #expect(kept.devices.count == 1)
        #expect(server.services.index.snapshot.devices.count == 2)
        #expect(kept.changeNumber < server.services.index.snapshot.changeNumber)
    }

    @Test("listeners hear of each device with a new or changed execution, and of no other")
    func tellsListeners() async throws {
        let heard = Mutex<[Device.Identity]>([])
        let agent = try await server.enroll("web-1")
        _ = try await catchUp()
        other.index.onExecution { device in heard.withLock { $0.append(device) } }
        _ = try await server.enroll("web-2", keyByte: 2)
        _ = try await catchUp()
        #expect(heard.withLock { $0 } == [])
        _ = try await server.services.deployments.scan(
            .named("web-1"),
            by: server.operatorPrincipal
        )
        _ = try await catchUp()
        #expect(heard.withLock { $0 } == [agent.identity])
        _ = try await catchUp()
        #expect(heard.withLock { $0 }.count == 1)
    }

    private func states(_ agent: TestAgent) async throws -> [String] {
        let snapshot = try await catchUp()
        let device = try #require(snapshot.devices[agent.identity])
        return snapshot.findings(device).map { "\($0.patch.source) \($0.state.rawValue)" }
    }
}
