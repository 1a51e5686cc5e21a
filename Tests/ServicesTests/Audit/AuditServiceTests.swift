// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Query
import Services
import TestSupport
import Testing

@testable import Storage

@Suite struct AuditServiceTests {
    private let server: TestServer

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        let agent = try await server.enroll("web-1", having: ["a": "1.0"])
        try await server.approve(try server.patch("a"))
        let deployment = try await server.install(nil)
        let order = try #require(try await agent.orders().first)
        try await agent.report(order)
        #expect(try await server.states(deployment) == ["completed"])
    }

    private func verify() async throws -> Int64 {
        try await server.services.audit.verify(by: server.operatorPrincipal)
    }

    @Test("every change has its line, with who did it")
    func recordsChanges() async throws {
        let entries = try await server.services.audit.entries(
            last: 100,
            by: server.operatorPrincipal
        )
        let agent = try server.view().devices()[0].device.id
        #expect(
            entries.map { "\($0.actor) \($0.action)" } == [
                "system server.begin", "local:ada catalog.import", "local:ada catalog.import",
                "local:ada catalog.import", "local:ada enrolment.make_token",
                "system device.enroll", "agent:\(agent) device.inventory",
                "local:ada patch.approved", "local:ada run.started",
                "local:ada deployment.install", "agent:\(agent) order.report",
                "agent:\(agent) device.inventory", "agent:\(agent) order.verify",
                "agent:\(agent) run.completed",
            ]
        )
        #expect(entries.map(\.number) == Array(1...14))
        #expect(entries.allSatisfy { $0.at == server.clock.now })
        #expect(try await verify() == 14)
    }

    @Test("what changes nothing leaves no line")
    func recordsNoReads() async throws {
        let before = try await verify()
        try await server.importCatalogue()
        _ = try await server.services.deployments.list(
            offset: 0,
            limit: 1,
            by: server.operatorPrincipal
        )
        _ = try server.services.assessment.explain(
            device: "web-1",
            patch: "a",
            by: server.operatorPrincipal
        )
        await #expect(throws: DomainError(.deploymentEmpty)) {
            try await server.install(nil, on: .named("nobody"))
        }
        #expect(try await verify() == before)
    }

    @Test("the newest entries come oldest first")
    func readsEntries() async throws {
        let all = try await server.services.audit.entries(last: .max, by: server.operatorPrincipal)
        #expect(all.count == 14)
        for count in [1, 3, 10, 11] {
            let some = try await server.services.audit.entries(
                last: count,
                by: server.operatorPrincipal
            )
            #expect(some == all.suffix(count))
        }
    }

    @Test(
        "what someone changed behind the server's back is found at its place",
        arguments: [
            ("UPDATE audit_entry SET detail = detail || ' ' WHERE number = 4", 4),
            ("UPDATE audit_entry SET actor = 'user:eve' WHERE number = 10", 10),
            ("UPDATE audit_entry SET happened_at = happened_at + 1 WHERE number = 1", 1),
            ("DELETE FROM audit_entry WHERE number = 5", 5),
            ("DELETE FROM audit_entry WHERE number = 1", 1),
            ("DELETE FROM audit_entry WHERE number < 10", 1),
            ("UPDATE audit_entry SET number = number + 100 WHERE number > 6", 7),
            (
                "UPDATE audit_entry SET hash = (SELECT hash FROM audit_entry WHERE number = 2) "
                    + "WHERE number = 3", 3
            ),
        ]
    )
    func detectsTampering(_ sql: String, _ number: Int64) async throws {
        let driver = try SQLiteDriver(path: server.folder.path("thimble.sqlite"))
        let changed = try await driver.write { try $0.execute(sql, []) }
        try await driver.close()
        #expect(changed > 0)
        let error = await #expect(throws: DomainError.self) { try await verify() }
        #expect(error == DomainError(.auditBroken))
        #expect(error?.subject == "entry \(number)")
    }

    @Test("two nodes that write at once write one chain")
    func sharesTheChain() async throws {
        let second = try await server.secondNode()
        try await second.services.index.refresh()
        let first = server.services
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<10 {
                let services = index % 2 == 0 ? first : second.services
                group.addTask {
                    _ = try await services.devices.makeEnrolmentToken(
                        site: nil,
                        group: "g\(index)",
                        by: server.operatorPrincipal
                    )
                }
            }
            try await group.waitForAll()
        }
        #expect(try await verify() == 24)
    }
}
