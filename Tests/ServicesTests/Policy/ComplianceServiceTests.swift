// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Services
import Testing

@Suite struct ComplianceServiceTests {
    private let server: TestServer
    private let a: Patch
    private let agent: TestAgent
    private let grouped: TestAgent
    private let baseline: Baseline

    /// One machine lacks `a`; another one, in a group, was never scanned.
    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        a = try server.patch("a")
        agent = try await server.enroll("web-1", having: ["a": "1.0"])
        grouped = try await server.enroll("web-2", keyByte: 2, group: "pilot")
        baseline = try await server.services.baselines.create(
            name: "March",
            content: .patches([a.id]),
            by: server.operatorPrincipal
        )
    }

    private var service: ComplianceService { server.services.compliances }
    private var ada: Principal { server.operatorPrincipal }

    private func activate(_ isActive: Bool = true) async throws {
        _ = try await server.services.baselines.setActive(isActive, baseline.id, by: ada)
    }

    /// A compliance of the baseline, the first machine and the group.
    private func make() async throws -> Compliance {
        let made = try await service.create(name: "Servers", platform: .linux, by: ada)
        return try await service.assign(
            ComplianceAssignment(
                baselines: [baseline.id],
                devices: [agent.identity],
                groups: [try server.group("pilot").id]
            ),
            to: made.id,
            by: ada
        )
    }

    @Test("what is assigned is measured, and the result is kept")
    func runs() async throws {
        try await activate()
        let compliance = try await make()
        #expect(try await service.lastRun(of: compliance.id, by: ada) == nil)
        let run = try await service.run(compliance.id, by: ada)
        #expect(run.results.map(\.device) == [agent.identity, grouped.identity])
        #expect(run.results.map(\.state) == [.missing, .unknown])
        #expect(run.results.first?.missing == [a.id])
        #expect(run.results.last?.reason == .neverScanned)
        #expect(run.at == server.clock.now && run.by == "local:ada")
        #expect(try await service.run(run.id, by: ada) == run)
        #expect(try await service.lastRun(of: compliance.id, by: ada) == run)
        #expect(
            try await server.auditLines().last
                == "local:ada compliance.run Servers: 0 compliant, 1 missing, 1 unknown"
        )
        try await agent.upload(Feeds.inventory(["a": "1.1"]))
        try await grouped.upload(Feeds.inventory(["a": "1.1"]))
        let second = try await service.run(compliance.id, by: ada)
        #expect(second.totals == ComplianceTotals(compliant: 2))
        let runs = try await service.runs(of: compliance.id, by: ada)
        #expect(runs.map(\.id) == [second.id, run.id])
        #expect(runs.map(\.totals) == [second.totals, run.totals])
    }

    @Test("an inactive baseline takes no part")
    func skipsInactive() async throws {
        let compliance = try await make()
        #expect(try await service.run(compliance.id, by: ada).results.isEmpty)
        try await activate()
        #expect(try await service.run(compliance.id, by: ada).results.count == 2)
        try await activate(false)
        #expect(try await service.run(compliance.id, by: ada).results.isEmpty)
    }

    @Test("the newest runs are kept")
    func forgetsOldRuns() async throws {
        let compliance = try await make()
        for _ in 0..<52 { _ = try await service.run(compliance.id, by: ada) }
        let runs = try await service.runs(of: compliance.id, by: ada)
        #expect(runs.map(\.number) == (3...52).reversed().map { Int64($0) })
    }

    @Test("what is taken off is not measured any more; what is not there is passed over")
    func unassigns() async throws {
        try await activate()
        let compliance = try await make()
        let changed = try await service.unassign(
            ComplianceAssignment(
                devices: [agent.identity, .init(derivedFrom: "x")],
                groups: [.init(derivedFrom: "y")]
            ),
            from: compliance.id,
            by: ada
        )
        #expect(changed.devices.isEmpty && changed.groups.count == 1)
        let run = try await service.run(compliance.id, by: ada)
        #expect(run.results.map(\.device) == [grouped.identity])
        try await server.services.baselines.delete(baseline.id, by: ada)
        #expect(try await service.compliance(compliance.id, by: ada).baselines.isEmpty)
        #expect(try await service.run(compliance.id, by: ada).results.isEmpty)
    }

    @Test("what does not exist is refused, and then nothing is assigned")
    func refusesUnknown() async throws {
        let made = try await service.create(name: "Servers", platform: .linux, by: ada)
        let known = [agent.identity]
        let cases: [(ComplianceAssignment, DomainError.Code)] = [
            (.init(baselines: [.init(derivedFrom: "x")], devices: known), .baselineNotFound),
            (.init(devices: known + [.init(derivedFrom: "x")]), .deviceNotFound),
            (.init(devices: known, groups: [.init(derivedFrom: "x")]), .groupNotFound),
        ]
        for (assignment, code) in cases {
            await #expect(throws: DomainError(code)) {
                try await service.assign(assignment, to: made.id, by: ada)
            }
        }
        #expect(try await service.compliance(made.id, by: ada) == made)
        await #expect(throws: DomainError(.requestInvalid)) {
            try await service.create(name: "", platform: .mac, by: ada)
        }
    }

    @Test("a compliance is renamed, found by name and number, and removed with its runs")
    func changes() async throws {
        let compliance = try await make()
        let run = try await service.run(compliance.id, by: ada)
        let changed = try await service.update(
            compliance.id,
            name: "All",
            platform: .windows,
            by: ada
        )
        #expect(changed.name == "All" && changed.platform == .windows)
        #expect(changed.devices == compliance.devices)
        for text in ["All", "1", compliance.id.description] {
            #expect(try await service.compliance(named: text, by: ada) == changed)
        }
        try await service.delete(compliance.id, by: ada)
        #expect(try await service.list(by: ada).isEmpty)
        await #expect(throws: DomainError(.complianceRunNotFound)) {
            try await service.run(run.id, by: ada)
        }
        for text in ["All", "1"] {
            await #expect(throws: DomainError(.complianceNotFound)) {
                try await service.compliance(named: text, by: ada)
            }
        }
    }

    @Test("a caller sees and measures what belongs to its place alone")
    func keepsToPlace() async throws {
        let compliance = try await make()
        let run = try await service.run(compliance.id, by: ada)
        _ = try await server.enroll("web-3", keyByte: 3, site: "Branch")
        let branch = try await server.principal(ofSite: "Branch")
        #expect(try await service.list(by: branch).isEmpty)
        await #expect(throws: DomainError(.complianceNotFound)) {
            try await service.run(compliance.id, by: branch)
        }
        await #expect(throws: DomainError(.complianceNotFound)) {
            try await service.runs(of: compliance.id, by: branch)
        }
        await #expect(throws: DomainError(.complianceRunNotFound)) {
            try await service.run(run.id, by: branch)
        }
        let own = try await service.create(name: "Own", platform: .linux, by: branch)
        await #expect(throws: DomainError(.deviceNotFound)) {
            try await service.assign(
                ComplianceAssignment(devices: [agent.identity]),
                to: own.id,
                by: branch
            )
        }
        await #expect(throws: DomainError(.baselineNotFound)) {
            try await service.assign(
                ComplianceAssignment(baselines: [baseline.id]),
                to: own.id,
                by: branch
            )
        }
    }
}
