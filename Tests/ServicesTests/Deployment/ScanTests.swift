// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Query
import Services
import Testing

@Suite struct ScanTests {
    private let server: TestServer

    init() async throws { server = try await TestServer() }

    @Test("a scan is ordered once until it is done")
    func scansOnce() async throws {
        let agent = try await server.enroll("web-1")
        let services = server.services
        let deployment = try #require(
            try await services.deployments.scan(.everything, by: server.operatorPrincipal)
        )
        #expect(deployment.kind == .scan)
        #expect(
            try await services.deployments.scan(.everything, by: server.operatorPrincipal) == nil
        )
        let order = try #require(try await agent.orders().first)
        #expect(order.kind == .scan)
        #expect(order.patches.isEmpty)
        #expect(
            try await services.deployments.scan(.everything, by: server.operatorPrincipal) == nil
        )
        try await agent.report(order)
        #expect(try await server.states(deployment) == ["completed"])
        let again = try await services.deployments.scan(.everything, by: server.operatorPrincipal)
        #expect(again?.number == 2)
    }

    @Test("a machine that joins gets its scan while others are still at theirs")
    func scansTheRest() async throws {
        _ = try await server.enroll("web-1")
        _ = try await server.services.deployments.scan(.everything, by: server.operatorPrincipal)
        let second = try await server.enroll("web-2", keyByte: 2)
        let deployment = try #require(
            try await server.services.deployments.scan(.everything, by: server.operatorPrincipal)
        )
        #expect(try await server.execution(deployment).device == second.identity)
    }

    @Test("a scan of no machine with an agent is refused")
    func refusesEmpty() async throws {
        await #expect(throws: DomainError(.deploymentEmpty)) {
            try await server.services.deployments.scan(.everything, by: server.operatorPrincipal)
        }
        _ = try await server.services.devices.importDevices(
            ImportedFleet(["bare": Feeds.inventory([:])]),
            by: server.operatorPrincipal
        )
        await #expect(throws: DomainError(.deploymentEmpty)) {
            try await server.services.deployments.scan(.everything, by: server.operatorPrincipal)
        }
    }

    @Test("deployments are listed newest first, page by page")
    func lists() async throws {
        let agent = try await server.enroll("web-1")
        for _ in 0..<3 {
            _ = try await server.services.deployments.scan(
                .everything,
                by: server.operatorPrincipal
            )
            server.clock.advance(by: .seconds(1))
            for order in try await agent.orders() { try await agent.report(order) }
        }
        let list = { (offset: Int, limit: Int) in
            let found = try await server.services.deployments.list(
                offset: offset,
                limit: limit,
                by: server.operatorPrincipal
            )
            #expect(found.total == 3)
            #expect(found.page.allSatisfy { $0.executions.count == 1 })
            return found.page.map(\.deployment.number)
        }
        #expect(try await list(0, 10) == [3, 2, 1])
        #expect(try await list(1, 1) == [2])
        #expect(try await list(3, 10) == [])
        #expect(try await list(0, 0) == [])
    }
}
