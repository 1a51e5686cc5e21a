// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Services
import Testing

@Suite struct ApprovalSettingsServiceTests {
    private let server: TestServer

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        _ = try await server.enroll("web-1", having: ["a": "1.0"], group: "pilot")
    }

    private func settings(_ principal: Principal? = nil) async throws -> ApprovalSettings {
        try await server.services.approvals.settings(by: principal ?? server.operatorPrincipal)
    }

    @Test("people decide until somebody sets it otherwise")
    func beginsManual() async throws {
        let settings = try await settings()
        #expect(settings.mode == .manual)
        #expect(settings.path == TenantPath(root: 1))
        #expect(settings.updatedAt == nil)
        #expect(!settings.isActive)
        #expect(try await server.advance() == 0)
    }

    @Test("settings are those of the caller's tenant")
    func keepsApart() async throws {
        _ = try await server.enroll("web-2", keyByte: 2, site: "Branch")
        let branch = try await server.principal(ofSite: "Branch")
        try await server.setSettings(.automatic)
        #expect(try await settings(branch).mode == .manual)
        let set = try await settings()
        #expect(set.mode == .automatic)
        #expect(set.updatedBy == "local:ada")
        #expect(set.updatedAt == server.clock.now)
        #expect(
            try await server.auditLines().last
                == "local:ada approval.settings automatic, 0 rules, 0 test groups"
        )
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var rules: [ApprovalRule] = []
        var tests: [TestGroup] = []
        var subject: String
    }

    private static let pilot = Group.Identity(derivedFrom: "any")

    @Test(
        "what cannot be meant is refused with its place",
        arguments: [
            Refusal(
                testDescription: "an unreadable rule",
                rules: [
                    ApprovalRule(query: "", days: 0, start: .release),
                    ApprovalRule(query: "severity >= Imporant", days: 0, start: .release),
                ],
                subject: "rules[1].query: column 13"
            ),
            Refusal(
                testDescription: "negative days",
                rules: [ApprovalRule(query: "", days: -1, start: .release)],
                subject: "rules[0].days: must be from 0 to 3650, not -1"
            ),
            Refusal(
                testDescription: "a test that never ends",
                tests: [TestGroup(group: pilot, days: 366)],
                subject: "testGroups[0].days: must be from 0 to 365, not 366"
            ),
            Refusal(
                testDescription: "an unreadable test",
                tests: [TestGroup(group: pilot, days: 1, query: "(")],
                subject: "testGroups[0].query: "
            ),
            Refusal(
                testDescription: "a group twice",
                tests: [TestGroup(group: pilot, days: 1), TestGroup(group: pilot, days: 2)],
                subject: "testGroups[1].group: "
            ),
            Refusal(
                testDescription: "too many rules",
                rules: Array(
                    repeating: ApprovalRule(query: "", days: 0, start: .release),
                    count: 101
                ),
                subject: "rules: more than 100 entries"
            ),
        ]
    )
    func refuses(_ refusal: Refusal) async throws {
        let error = await #expect(throws: DomainError.self) {
            try await server.setSettings(rules: refusal.rules, tests: refusal.tests)
        }
        #expect(error == DomainError(.requestInvalid))
        #expect(error?.subject?.hasPrefix(refusal.subject) == true, "\(error?.subject ?? "")")
        #expect(try await settings().updatedAt == nil)
    }

    @Test("a test group must exist")
    func refusesUnknownGroups() async throws {
        await #expect(throws: DomainError(.groupNotFound)) {
            try await server.setSettings(tests: [TestGroup(group: Self.pilot, days: 1)])
        }
    }
}
