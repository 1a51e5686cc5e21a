// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Query
import Services
import Testing

@Suite struct InstallTests {
    private let server: TestServer
    private let a: Patch
    private let b: Patch

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        a = try server.patch("a")
        b = try server.patch("b")
    }

    @Test("approved patches are ordered with their exact packages, on the devices that lack them")
    func orders() async throws {
        let lacking = try await server.enroll("web-1", having: ["a": "1.0", "b": "1.1"])
        let healthy = try await server.enroll("web-2", having: ["a": "1.1"], keyByte: 2)
        try await server.approve(a, b)
        let deployment = try await server.install([a, b])
        #expect(deployment.number == 1)
        #expect(deployment.kind == .install)
        #expect(deployment.name == "Tuesday")
        #expect(deployment.summary == "why")
        #expect(deployment.request == #"{"task":1}"#)
        #expect(deployment.createdBy == "local:ada")
        #expect(deployment.plan.patches == .listed([a.id, b.id]))
        #expect(deployment.plan.expiresAt == server.clock.now + .seconds(7 * 86_400))
        let order = try #require(try await lacking.orders().first)
        #expect(order.kind == .install)
        #expect(order.device == lacking.device)
        #expect(order.expiresAt == deployment.plan.expiresAt?.milliseconds)
        #expect(
            order.patches == [
                OrderPatch(
                    patch: a.id.uuid,
                    title: "a - security update",
                    packages: [TargetPackage(name: "a", architecture: "amd64", version: "1.1")]
                )
            ]
        )
        #expect(try await healthy.orders().isEmpty)
        #expect(try server.findings(lacking) == ["a inProgress", "b installed"])
        let line = try await server.auditLines().last { $0.contains("deployment.install") }
        #expect(line == "local:ada deployment.install Tuesday: 2 patches on 1 devices")
    }

    @Test("a patch that nobody approved is not installed")
    func needsApproval() async throws {
        _ = try await server.enroll("web-1", having: ["a": "1.0", "b": "1.0"])
        await #expect(throws: DomainError(.patchNotApproved)) { try await server.install([a]) }
        try await server.approve(b)
        await #expect(throws: DomainError(.patchNotApproved)) { try await server.install([b, a]) }
        try await server.approve(a)
        try await server.install([b, a])
    }

    @Test("a patch that somebody declined is not installed, whoever approved it further up")
    func respectsDecline() async throws {
        _ = try await server.enroll("web-1", having: ["a": "1.0"])
        try await server.approve(a)
        let site = try await server.principal(ofSite: "Local Office")
        try await server.services.approvals.decide(.declined, patches: [a.id], by: site)
        await #expect(throws: DomainError(.patchDeclined)) { try await server.install([a]) }
        try await server.services.approvals.decide(nil, patches: [a.id], by: site)
        try await server.install([a])
    }

    @Test("without a list, everything that is approved and current is installed")
    func installsApproved() async throws {
        let agent = try await server.enroll("web-1", having: ["a": "1.0", "b": "1.0"])
        await #expect(throws: DomainError(.deploymentEmpty)) { try await server.install(nil) }
        try await server.approve(b)
        let deployment = try await server.install(nil)
        #expect(deployment.plan.patches == .missing)
        let order = try #require(try await agent.orders().first)
        #expect(order.patches.map(\.patch) == [b.id.uuid])
    }

    @Test("of two approved versions only the current one is installed, unless the other is named")
    func installsCurrent() async throws {
        _ = try await server.services.catalog.importFeeds(
            [Feeds.content("main", [Feeds.record("a", "1.2", codename: "bookworm")])],
            by: server.operatorPrincipal
        )
        let newest = try server.patch("a", "1.2")
        let agent = try await server.enroll("web-1", having: ["a": "1.0"])
        try await server.approve(a, newest)
        try await server.install(nil)
        let order = try #require(try await agent.orders().first)
        #expect(order.patches.map(\.patch) == [newest.id.uuid])
        try await agent.report(order, .failed)
        try await server.install([a])
        let named = try #require(try await agent.orders().first)
        #expect(named.patches.flatMap(\.packages).map(\.version) == ["1.1"])
    }

    @Test("an installation that would do nothing is refused")
    func refusesEmpty() async throws {
        try await server.approve(a)
        await #expect(throws: DomainError(.deploymentEmpty)) { try await server.install([a]) }
        _ = try await server.enroll("web-1", having: ["a": "1.1"])
        await #expect(throws: DomainError(.deploymentEmpty)) { try await server.install([a]) }
        await #expect(throws: DomainError(.deploymentEmpty)) {
            try await server.install([a], on: .named("nobody"))
        }
        #expect(
            try await server.store.read { try $0.deploymentCount(in: TenantPath(root: 1)) } == 0
        )
    }

    @Test("a patch that is not in the catalogue is named in the error")
    func refusesUnknown() async throws {
        _ = try await server.enroll("web-1", having: ["a": "1.0"])
        let unknown = Patch.Identity(derivedFrom: "nothing")
        let error = await #expect(throws: DomainError.self) {
            try await server.services.deployments.install(
                DeploymentRequest(
                    name: "",
                    summary: "",
                    targets: .everything,
                    patches: [unknown],
                    request: ""
                ),
                by: server.operatorPrincipal
            )
        }
        #expect(error == DomainError(.patchNotFound))
        #expect(error?.subject == unknown.description)
    }

    @Test("while an order for it is open, a patch is not ordered again; afterwards it is")
    func ordersOnce() async throws {
        let agent = try await server.enroll("web-1", having: ["a": "1.0"])
        try await server.approve(a)
        let first = try await server.install([a])
        await #expect(throws: DomainError(.deploymentEmpty)) { try await server.install([a]) }
        let order = try #require(try await agent.orders().first)
        await #expect(throws: DomainError(.deploymentEmpty)) { try await server.install([a]) }
        try await agent.report(order, .failed)
        #expect(try server.findings(agent) == ["a failed"])
        #expect(try await server.states(first) == ["failed"])
        let second = try await server.install([a])
        #expect(second.number == 2)
        #expect(try server.findings(agent) == ["a inProgress"])
    }

    @Test("a held package is sent all the same, once: the machine has the last word")
    func sendsHeld() async throws {
        let agent = try await server.enroll("web-1")
        try await agent.upload(Feeds.inventory(["a": "1.0"], held: ["a"]))
        #expect(try server.findings(agent) == ["a held"])
        try await server.approve(a)
        try await server.install([a])
        #expect(try server.findings(agent) == ["a inProgress"])
        await #expect(throws: DomainError(.deploymentEmpty)) { try await server.install([a]) }
        let order = try #require(try await agent.orders().first)
        try await agent.report(order, .blocked)
        #expect(try server.findings(agent) == ["a held"])
    }

    @Test("a fix that no repository offers cannot be ordered")
    func refusesUnoffered() async throws {
        let c = try server.patch("c")
        let agent = try await server.enroll("web-1", having: ["c": "1.0"])
        #expect(try server.findings(agent) == ["c missing"])
        try await server.approve(c)
        await #expect(throws: DomainError(.deploymentEmpty)) { try await server.install([c]) }
    }

    @Test("devices without an agent and those outside the filter get no order")
    func targets() async throws {
        _ = try await server.enroll("web-1", having: ["a": "1.0"])
        _ = try await server.enroll("web-2", having: ["a": "1.0"], keyByte: 2)
        _ = try await server.services.devices.importDevices(
            ImportedFleet(["bare": Feeds.inventory(["a": "1.0"])]),
            by: server.operatorPrincipal
        )
        try await server.approve(a)
        let one = try await server.install([a], on: .named("web-2", "bare"))
        #expect(try await server.states(one) == ["pending"])
        let rest = try await server.install([a])
        #expect(try await server.states(rest) == ["pending"])
    }
}
