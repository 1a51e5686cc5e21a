// SPDX-License-Identifier: Apache-2.0

import Domain
import Services
import Testing

@Suite struct LatestRunTests {
    private let server: TestServer

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        try await server.approve(try server.patch("a"))
    }

    private var service: DeploymentService { server.services.deployments }

    @Test("deployments come newest first, with their newest runs")
    func lists() async throws {
        let agent = try await server.enroll("web-1", having: ["a": "1.0"])
        let waiting = try await server.make("waiting", isEnabled: false)
        server.clock.advance(by: .seconds(1))
        let daily = try await server.make("daily", .daily(every: 1), isEnabled: false)
        _ = try await server.make("scan", kind: .scan, patches: .none, isEnabled: false)
        let first = try await server.start(daily)
        let order = try #require(try await agent.orders().first)
        try await agent.report(order)
        let second = try await server.start(daily)

        let listed = try await service.deployments(
            kinds: [.install],
            by: server.operatorPrincipal
        )
        #expect(listed.map(\.deployment.name) == ["daily", "waiting"])
        let latest = try await service.latestRuns(
            of: [waiting.id, daily.id, daily.id],
            by: server.operatorPrincipal
        )
        #expect(latest.mapValues(\.run.number) == [daily.id: second.number])
        #expect(latest[daily.id]?.counts.sum() == 0)
        let run = try await service.run(
            number: first.number,
            of: daily.id,
            by: server.operatorPrincipal
        )
        #expect(run.counts.sum { $0.isSuccess } == 1)
        await #expect(throws: DomainError(.runNotFound)) {
            try await service.run(number: 99, of: daily.id, by: server.operatorPrincipal)
        }
    }

    @Test("a run that waits for a device is under way, one that has ended is not")
    func tellsOpenRuns() async throws {
        let agent = try await server.enroll("web-1", having: ["a": "1.0"])
        let made = try await server.make("now")
        let underWay = {
            try await service.deployments(kinds: [.install], by: server.operatorPrincipal)
                .map(\.isUnderWay)
        }
        #expect(try await underWay() == [true])
        let order = try #require(try await agent.orders().first)
        try await agent.report(order)
        #expect(try await underWay() == [false])
        #expect(try await server.states(made) == ["completed"])
    }

    @Test("who does not see a deployment sees no run of it")
    func hides() async throws {
        _ = try await server.enroll("web-1", having: ["a": "1.0"])
        let made = try await server.make("now")
        let site = try await server.principal(ofSite: "Local Office")
        #expect(try await service.deployments(kinds: [.install], by: site).isEmpty)
        #expect(try await service.latestRuns(of: [made.id], by: site).isEmpty)
        await #expect(throws: DomainError(.deploymentNotFound)) {
            try await service.latestRun(of: made.id, by: site)
        }
        let nobody = TestServer.principal(TenantPath(root: 1), permissions: [])
        await #expect(throws: DomainError(.permissionMissing)) {
            try await service.deployments(kinds: [.install], by: nobody)
        }
    }
}
