// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Services
import Testing

@Suite struct BaselineServiceTests {
    private let server: TestServer
    private let a: Patch
    private let b: Patch

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        a = try server.patch("a")
        b = try server.patch("b")
    }

    private var service: BaselineService { server.services.baselines }
    private var ada: Principal { server.operatorPrincipal }

    private func create(
        _ name: String,
        _ content: Baseline.Content = .patches([]),
        by principal: Principal? = nil
    ) async throws -> Baseline {
        try await service.create(name: name, content: content, by: principal ?? ada)
    }

    private func sources(_ baseline: Baseline) async throws -> [String] {
        try await service.patches(of: baseline, by: ada).map(\.source)
    }

    private func rule(
        _ key: BaselineRule.Key,
        _ relation: BaselineRule.Relation,
        _ value: String
    ) -> BaselineRule {
        BaselineRule(key: key, relation: relation, value: value)
    }

    @Test("a baseline is made inactive, found by name and number, and listed")
    func creates() async throws {
        let made = try await create("March", .patches([a.id]))
        #expect(!made.isActive)
        #expect(made.number == 1)
        #expect(made.createdBy == "local:ada" && made.createdAt == server.clock.now)
        let second = try await create("April")
        #expect(try await service.list(by: ada) == [made, second])
        for text in ["March", "1", made.id.description.uppercased()] {
            #expect(try await service.baseline(named: text, by: ada) == made)
        }
        await #expect(throws: DomainError(.baselineNotFound)) {
            try await service.baseline(named: "May", by: ada)
        }
        #expect(
            try await server.auditLines().suffix(2) == [
                "local:ada baseline.create March: 1 patches",
                "local:ada baseline.create April: 0 patches",
            ]
        )
    }

    @Test("patches are added to a static baseline and taken out")
    func changesPatches() async throws {
        let made = try await create("March", .patches([a.id]))
        server.clock.advance(by: .seconds(5))
        let more = try await service.add([b.id, a.id], to: made.id, by: ada)
        #expect(more.updatedAt == server.clock.now && more.createdAt == made.createdAt)
        #expect(try await sources(more) == ["a", "b"])
        let fewer = try await service.remove([a.id], from: made.id, by: ada)
        #expect(try await sources(fewer) == ["b"])
        await #expect(throws: DomainError(.patchNotFound)) {
            try await service.add([.init(derivedFrom: "x")], to: made.id, by: ada)
        }
    }

    @Test("rules choose patches whenever somebody asks")
    func followsRules() async throws {
        let driven = try await create(
            "Security",
            .rules([
                rule(.category, .contains, "SECURITY"),
                rule(.rating, .notEquals, "BLACKLISTED"),
            ])
        )
        let first = try await sources(driven)
        #expect(first.contains("a") && !first.contains("b"))
        _ = try await service.rate(a.id, word: "Blacklisted", by: ada)
        #expect(try await !sources(driven).contains("a"))
        try await service.unrate(a.id, by: ada)
        #expect(try await sources(driven) == first)
        for change in [true, false] {
            await #expect(throws: DomainError(.baselineRuleDriven)) {
                change
                    ? try await service.add([a.id], to: driven.id, by: ada)
                    : try await service.remove([a.id], from: driven.id, by: ada)
            }
        }
    }

    @Test("a baseline is renamed, described, given other content, and switched")
    func updates() async throws {
        let made = try await create("March", .patches([a.id]))
        let changed = try await service.update(
            made.id,
            name: "April",
            summary: "why",
            content: .rules([rule(.query, .equals, "source: b")]),
            by: ada
        )
        #expect(changed.name == "April" && changed.summary == "why")
        #expect(try await sources(changed) == ["b"])
        #expect(try await service.setActive(true, made.id, by: ada).isActive)
        #expect(try await service.baseline(made.id, by: ada).isActive)
        #expect(try await !service.setActive(false, made.id, by: ada).isActive)
        try await service.delete(made.id, by: ada)
        #expect(try await service.list(by: ada).isEmpty)
        await #expect(throws: DomainError(.baselineNotFound)) {
            try await service.delete(made.id, by: ada)
        }
    }

    @Test("a name is given once in a tenant")
    func refusesTakenNames() async throws {
        _ = try await create("March")
        let april = try await create("April")
        await #expect(throws: DomainError(.baselineNameTaken)) { try await create("March") }
        await #expect(throws: DomainError(.baselineNameTaken)) {
            try await service.update(april.id, name: "March", by: ada)
        }
        _ = try await server.enroll("web-1", site: "Branch")
        _ = try await create("March", by: try await server.principal(ofSite: "Branch"))
    }

    @Test(
        "what cannot be meant is refused with its place",
        arguments: [
            ("", [], "name: must have 1 to 256 bytes"),
            ("a\u{1B}", [], "name: must have 1 to 256 bytes"),
            (
                "x", [BaselineRule(key: .rating, relation: .contains, value: "W")],
                "rules[0].operator: of rating"
            ),
            (
                "x", [BaselineRule(key: .cve, relation: .equals, value: "")],
                "rules[0].value: must have"
            ),
            (
                "x", [BaselineRule(key: .query, relation: .equals, value: "nope: 1")],
                "rules[0].value: column 1"
            ),
        ] as [(String, [BaselineRule], String)]
    )
    func refuses(_ name: String, _ rules: [BaselineRule], _ subject: String) async throws {
        let content: Baseline.Content = rules.isEmpty ? .patches([]) : .rules(rules)
        let error = await #expect(throws: DomainError.self) { try await create(name, content) }
        #expect(error == DomainError(.requestInvalid))
        #expect(error?.subject?.hasPrefix(subject) == true, "\(error?.subject ?? "")")
    }

    @Test("a rule-driven baseline has a rule")
    func refusesNoRules() async throws {
        await #expect(throws: DomainError(.requestInvalid)) { try await create("x", .rules([])) }
    }

    @Test("a caller sees and changes the baselines of its place alone")
    func keepsToPlace() async throws {
        _ = try await server.enroll("web-1", site: "Branch")
        let branch = try await server.principal(ofSite: "Branch")
        let made = try await create("March")
        #expect(try await service.list(by: branch).isEmpty)
        await #expect(throws: DomainError(.baselineNotFound)) {
            try await service.setActive(true, made.id, by: branch)
        }
        let own = try await create("Own", by: branch)
        #expect(try await service.list(by: ada).map(\.id) == [made.id, own.id])
    }

    @Test("a rating keeps who gave it first, and is refused where it makes no sense")
    func rates() async throws {
        let first = try await service.rate(a.id, word: "TESTING", cve: "CVE-2023-1", by: ada)
        server.clock.advance(by: .seconds(9))
        let next = try await service.rate(a.id, word: "CRITICAL", comment: "now", by: ada)
        #expect(next.createdAt == first.createdAt && next.updatedAt == server.clock.now)
        #expect(next.id == first.id)
        #expect(next.cve == nil && next.comment == "now")
        #expect(try await service.ratings(by: ada) == [next])
        await #expect(throws: DomainError(.requestInvalid)) {
            try await service.rate(a.id, word: "", by: ada)
        }
        await #expect(throws: DomainError(.patchNotFound)) {
            try await service.rate(.init(derivedFrom: "x"), word: "TESTING", by: ada)
        }
        // Taking back what is not there changes nothing.
        let lines = try await server.auditLines().count
        try await service.unrate(b.id, by: ada)
        #expect(try await server.auditLines().count == lines)
    }
}
