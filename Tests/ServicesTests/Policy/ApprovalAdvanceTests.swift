// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Services
import Testing

@Suite struct ApprovalAdvanceTests {
    private static let day: Duration = .seconds(86_400)

    private let server: TestServer
    private let a: Patch
    private let b: Patch
    private let pilot: TestAgent
    private let other: TestAgent
    private let group: Group

    /// One machine of the group lacks `a`; another machine lacks `a` and `b`.
    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        a = try server.patch("a")
        b = try server.patch("b")
        pilot = try await server.enroll("web-1", having: ["a": "1.0"], group: "pilot")
        other = try await server.enroll(
            "web-2",
            having: ["a": "1.0", "b": "1.0"],
            keyByte: 2
        )
        group = try server.group("pilot")
    }

    private func waits() async throws -> [String] {
        try await server.services.approvals.plan(by: server.operatorPrincipal).waits
            .flatMap(\.reasons).map { $0.words(groupName: { _ in "pilot" }, time: { _ in "then" }) }
    }

    @Test("where nothing is tested, all that is lacking is approved, once")
    func approvesAutomatically() async throws {
        try await server.setSettings(.automatic)
        #expect(try await server.advance() == 2)
        let approval = try #require(try server.approval(a))
        #expect(approval.isAutomatic)
        #expect(approval.reason == "automatic: approved without testing")
        #expect(try server.approval(b)?.decision == .approved)
        #expect(
            try await server.auditLines().suffix(2) == [
                "system patch.approved debian:12 a 1.1: automatic: approved without testing",
                "system patch.approved debian:12 b 1.1: automatic: approved without testing",
            ]
        )
        let changes = try await server.store.read { try $0.lastChangeNumber() }
        #expect(try await server.advance() == 0)
        #expect(try await server.store.read { try $0.lastChangeNumber() } == changes)
    }

    @Test("what a person decided or took back stays, until a person decides otherwise")
    func respectsPeople() async throws {
        try await server.decide(.declined, b)
        try await server.setSettings(.automatic)
        #expect(try await server.advance() == 1)
        #expect(try server.approval(b)?.decision == .declined)
        try await server.decide(nil, a)
        try await server.decide(nil, b)
        #expect(try await server.advance() == 0)
        #expect(try server.approval(a) == nil)
        #expect(
            try await waits()
                == ["a person took the decision back", "a person took the decision back"]
        )
        try await server.decide(.approved, a)
        #expect(try server.approval(a)?.by == "local:ada")
    }

    @Test("a rule approves what its query accepts after its days")
    func followsRules() async throws {
        try await server.setSettings(rules: [
            ApprovalRule(query: "isSecurity: true", days: 3, start: .firstImport)
        ])
        #expect(try await server.advance() == 0)
        #expect(try await waits() == ["a rule approves it at then"])
        server.clock.advance(by: .seconds(3 * 86_400) - .milliseconds(1))
        #expect(try await server.advance() == 0)
        server.clock.advance(by: .milliseconds(1))
        #expect(try await server.advance() == 1)
        #expect(
            try server.approval(a)?.reason
                == "rule: isSecurity: true, 3 days after the first import"
        )
        #expect(try server.approval(b) == nil)
    }

    @Test("a test approves for its group first, and for all when it went well")
    func tests() async throws {
        try await server.setSettings(tests: [TestGroup(group: group.id, days: 3)])
        #expect(try await server.advance() == 1)
        let test = try #require(try server.approval(a, on: pilot))
        #expect(test.isAutomatic && test.group == group.id)
        #expect(test.reason == "test for 3 days in pilot")
        #expect(try server.approval(a, on: other) == nil)
        #expect(try await server.advance() == 0)
        #expect(try await waits() == ["in test in pilot until then"])
        server.clock.advance(by: .seconds(3 * 86_400))
        #expect(try await server.advance() == 0)
        #expect(try await waits() == ["its test in pilot is over, and no device there has it"])
        try await pilot.upload(Feeds.inventory(["a": "1.1"]))
        #expect(try await server.advance() == 1)
        let approval = try #require(try server.approval(a, on: other))
        #expect(approval.group == nil)
        #expect(
            approval.reason
                == "tested for 3 days in pilot: installed on 1 device there, failed nowhere"
        )
        // The test is over, so that the tenant's decision counts for the group as well.
        #expect(try server.approval(a, on: pilot)?.group == nil)
        // `b` concerns no device of the group, so it waits for people.
        #expect(try server.approval(b) == nil)
        #expect(try await server.advance() == 0)
    }

    @Test("a person's decision for the tenant ends the test")
    func decisionEndsTest() async throws {
        try await server.setSettings(tests: [TestGroup(group: group.id, days: 3)])
        _ = try await server.advance()
        try await server.decide(.declined, a)
        #expect(try server.approval(a, on: pilot)?.decision == .declined)
        #expect(
            try await server.auditLines().suffix(2) == [
                "local:ada patch.declined debian:12 a 1.1",
                "local:ada patch.test_ended debian:12 a 1.1 for the group pilot",
            ]
        )
        #expect(try await server.advance() == 0)
    }

    @Test("a test that a person takes back does not begin again")
    func takesTestBack() async throws {
        try await server.setSettings(tests: [TestGroup(group: group.id, days: 3)])
        _ = try await server.advance()
        try await server.decide(nil, a, for: group)
        #expect(try await server.advance() == 0)
        #expect(try server.approval(a, on: pilot) == nil)
        #expect(try await waits() == ["a person took it out of the test in pilot"])
    }

    @Test("a group that tests no longer keeps nothing of its tests, and a person's decisions")
    func endsTestsOfFormerGroups() async throws {
        try await server.decide(.approved, b, for: group)
        try await server.setSettings(tests: [TestGroup(group: group.id, days: 3)])
        _ = try await server.advance()
        try await server.setSettings()
        #expect(try server.approval(a, on: pilot) == nil)
        #expect(try server.approval(b, on: pilot)?.by == "local:ada")
    }

    @Test("a tenant's settings decide for it and below, and nowhere else")
    func keepsToTenant() async throws {
        let third = try await server.enroll(
            "web-3",
            having: ["a": "1.0"],
            keyByte: 3,
            site: "Branch"
        )
        let branch = try await server.principal(ofSite: "Branch")
        _ = try await server.services.approvals.setSettings(
            .automatic,
            rules: [],
            testGroups: [],
            by: branch
        )
        #expect(try await server.advance() == 1)
        #expect(try server.approval(a, on: third)?.isAutomatic == true)
        #expect(try server.approval(a, on: other) == nil)
    }

    @Test("the server needs no permission for it, and a person needs the one to approve")
    func asksPermission() async throws {
        let nobody = TestServer.principal(TenantPath(root: 1), permissions: [])
        await #expect(throws: DomainError(.permissionMissing)) {
            try await server.services.approvals.advance(by: nobody)
        }
        let approver = TestServer.principal(TenantPath(root: 1), permissions: [.approvePatches])
        try await server.setSettings(.automatic)
        #expect(try await server.services.approvals.advance(by: approver) == 2)
        #expect(try server.approval(a)?.isAutomatic == true)
    }
}
