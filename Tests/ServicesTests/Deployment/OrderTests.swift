// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Services
import Testing

/// Orders on their way: leases, reports and refusals.
@Suite struct OrderTests {
    private let server: TestServer
    private let agent: TestAgent
    private let deployment: Deployment

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        agent = try await server.enroll("web-1", having: ["a": "1.0"])
        let patch = try server.patch("a")
        try await server.approve(patch)
        deployment = try await server.install([patch])
    }

    @Test("an order comes once within its lease, and again after it, with the same identity")
    func leases() async throws {
        let first = try await agent.orders()
        #expect(first.count == 1)
        #expect(try await agent.orders().isEmpty)
        server.clock.advance(by: .seconds(59))
        #expect(try await agent.orders().isEmpty)
        server.clock.advance(by: .seconds(1))
        let second = try await agent.orders()
        #expect(second.map(\.id) == first.map(\.id))
        #expect(second.map(\.issuedAt) == [server.clock.now.milliseconds])
        #expect(try await server.execution(deployment).offers == 2)
        try await agent.report(second[0])
        server.clock.advance(by: .seconds(600))
        #expect(try await agent.orders().isEmpty)
    }

    @Test("check-ins at once lease an order to one of them")
    func leasesToOne() async throws {
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 { group.addTask { try await agent.orders().count } }
            return try await group.reduce(0, +)
        }
        #expect(count == 1)
    }

    @Test("a report is stored once, however often it comes")
    func reportsOnce() async throws {
        let order = try #require(try await agent.orders().first)
        try await agent.report(order)
        let stored = try await server.execution(deployment)
        let lines = try await server.auditLines().count
        #expect(stored.state == .completed)
        server.clock.advance(by: .seconds(5))
        try await server.services.agents.report(
            TestAgent.report(order.id, order.patches, .installed),
            by: agent.principal
        )
        try await agent.report(order, .failed)
        #expect(try await server.execution(deployment) == stored)
        #expect(try await server.auditLines().count == lines)
        let text = "\(agent.principal.label) order.report verifying "
        #expect(try await server.auditLines().contains { $0.hasPrefix(text) })
    }

    @Test("a report in time, too late, or of an order that was never handed out counts")
    func lateReports() async throws {
        server.clock.advance(by: .seconds(8 * 86_400))
        #expect(try await server.services.deployments.expireOverdue() == 1)
        #expect(try await server.states(deployment) == ["expired"])
        let id = try await server.execution(deployment).id.uuid
        let patches = try await server.execution(deployment).patches
        try await server.services.agents.report(
            TestAgent.report(id, patches, .installed),
            by: agent.principal
        )
        #expect(try await server.states(deployment) == ["verifying"])
        #expect(try await server.services.deployments.expireOverdue() == 0)
    }

    @Test("no machine reports or refuses for another, and none about an order that nobody made")
    func othersCannotReport() async throws {
        let other = try await server.enroll("web-2", keyByte: 2)
        let order = try #require(try await agent.orders().first)
        await #expect(throws: DomainError(.orderNotFound)) {
            try await server.services.agents.report(
                TestAgent.report(order.id, order.patches, .installed),
                by: other.principal
            )
        }
        await #expect(throws: DomainError(.orderNotFound)) {
            try await server.services.agents.report(
                TestAgent.report(agent.device, [], .installed),
                by: agent.principal
            )
        }
        for reason in OrderRefusal.Reason.allCases {
            try await server.services.agents.refuse(
                OrderRefusal(order: order.id, reason: reason, detail: ""),
                by: other.principal
            )
        }
        #expect(try await server.states(deployment) == ["offered"])
    }

    @Test(
        "a refusal ends the machine's own order, unless the order was forged",
        arguments: [
            (.expired, "pending"), (.wrongDevice, "refused"), (.malformed, "refused"),
            (.replayed, "refused"), (.forged, "offered"),
        ] as [(OrderRefusal.Reason, String)]
    )
    func refuses(_ reason: OrderRefusal.Reason, _ state: String) async throws {
        let order = try #require(try await agent.orders().first)
        try await server.services.agents.refuse(
            OrderRefusal(order: order.id, reason: reason, detail: "why"),
            by: agent.principal
        )
        #expect(try await server.states(deployment) == [state])
        let last = try await server.services.audit.entries(last: 2, by: server.operatorPrincipal)
        let isEnded = state == "refused"
        let action = state == "offered" ? "order.refuse_forged" : "order.refuse"
        #expect(last.contains { $0.action == action && $0.actor == agent.principal.label })
        // The machine still lacks the patch, and it can be ordered again.
        #expect(try server.findings(agent) == [isEnded ? "a missing" : "a inProgress"])
        if isEnded { try await server.install([try server.patch("a")]) }
    }

    @Test(
        "what a machine was sent by someone else is an incident in the audit log",
        arguments: OrderRefusal.Reason.allCases
    )
    func recordsIncidents(_ reason: OrderRefusal.Reason) async throws {
        let foreign = Patch.Identity(derivedFrom: "an order of somebody else").uuid
        for order in [foreign, nil] {
            try await server.services.agents.refuse(
                OrderRefusal(
                    order: order,
                    reason: reason,
                    detail: String(repeating: "x", count: 2_000)
                ),
                by: agent.principal
            )
            let last = try await server.services.audit.entries(
                last: 1,
                by: server.operatorPrincipal
            )
            #expect(last[0].action == "order.refuse_\(reason.rawValue)")
            #expect(last[0].subject == agent.identity.description)
            #expect(last[0].detail.count < 600)
        }
        #expect(try await server.states(deployment) == ["pending"])
    }

    @Test("an order that the machine did not ask for in time expires, and says so")
    func expires() async throws {
        server.clock.advance(by: .seconds(7 * 86_400) - .milliseconds(1))
        #expect(try await server.services.deployments.expireOverdue() == 0)
        server.clock.advance(by: .milliseconds(1))
        #expect(try await agent.orders().isEmpty)
        #expect(try await server.states(deployment) == ["expired"])
        #expect(try server.findings(agent) == ["a missing"])
    }

    @Test("after success and a new inventory the patch is installed")
    func succeeds() async throws {
        let order = try #require(try await agent.orders().first)
        try await server.services.agents.report(
            TestAgent.report(order.id, order.patches, .installed),
            by: agent.principal
        )
        #expect(try await server.states(deployment) == ["verifying"])
        #expect(try server.findings(agent) == ["a inProgress"])
        server.clock.advance(by: .seconds(1))
        try await agent.upload(Feeds.inventory(["a": "1.1"]))
        #expect(try await server.states(deployment) == ["completed"])
        #expect(try server.findings(agent) == ["a installed"])
    }

    @Test("success that the inventory read afterwards does not show is a failure")
    func provesReports() async throws {
        let order = try #require(try await agent.orders().first)
        var report = TestAgent.report(order.id, order.patches, .installed)
        let unchanged = Feeds.inventory(["a": "1.0"])
        report.inventoryDigest = Hex.sha256(try unchanged.canonicalBytes())
        try await server.services.agents.report(report, by: agent.principal)
        #expect(try await server.states(deployment) == ["failed"])
        #expect(try server.findings(agent) == ["a failed"])
    }
}
