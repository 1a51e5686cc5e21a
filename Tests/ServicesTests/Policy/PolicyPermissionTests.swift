// SPDX-License-Identifier: Apache-2.0

import Domain
import Services
import Testing

/// Each call about policies asks for the permissions of its row, and for no others.
@Suite struct PolicyPermissionTests {
    enum Call: String, CaseIterable {
        case decideForGroup, decisions, settings, setSettings, plan
        case listBaselines, createBaseline, activateBaseline, rate, ratings
        case listCompliances, createCompliance, assign, runCompliance, runs

        var permissions: Set<Permission> {
            switch self {
            case .decisions, .settings, .plan, .listBaselines, .ratings, .listCompliances:
                [.readPatches]
            case .decideForGroup, .setSettings, .createBaseline, .activateBaseline, .rate,
                .createCompliance, .assign, .runCompliance:
                [.approvePatches]
            case .runs: [.readDevices, .readPatches]
            }
        }
    }

    private let server: TestServer
    private let patch: Patch
    private let baseline: Baseline
    private let compliance: Compliance

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        _ = try await server.enroll("web-1", group: "pilot")
        patch = try server.patch("a")
        let ada = server.operatorPrincipal
        baseline = try await server.services.baselines.create(
            name: "March",
            content: .patches([]),
            by: ada
        )
        compliance = try await server.services.compliances.create(
            name: "Servers",
            platform: .linux,
            by: ada
        )
    }

    private func make(_ call: Call, _ principal: Principal) async throws {
        switch call {
        case .decideForGroup, .decisions, .settings, .setSettings, .plan:
            try await makeApproval(call, principal)
        case .listBaselines, .createBaseline, .activateBaseline, .rate, .ratings:
            try await makeBaseline(call, principal)
        case .listCompliances, .createCompliance, .assign, .runCompliance, .runs:
            try await makeCompliance(call, principal)
        }
    }

    private func makeApproval(_ call: Call, _ principal: Principal) async throws {
        let service = server.services.approvals
        switch call {
        case .decideForGroup:
            try await service.decide(
                .approved,
                patches: [patch.id],
                for: server.group("pilot").id,
                by: principal
            )
        case .decisions: _ = try service.decisions(by: principal)
        case .settings: _ = try await service.settings(by: principal)
        case .setSettings:
            _ = try await service.setSettings(
                .automatic,
                rules: [],
                testGroups: [],
                by: principal
            )
        default: _ = try await service.plan(by: principal)
        }
    }

    private func makeBaseline(_ call: Call, _ principal: Principal) async throws {
        let service = server.services.baselines
        switch call {
        case .listBaselines: _ = try await service.list(by: principal)
        case .createBaseline:
            _ = try await service.create(name: "x", content: .patches([]), by: principal)
        case .activateBaseline:
            _ = try await service.setActive(true, baseline.id, by: principal)
        case .rate: _ = try await service.rate(patch.id, word: "TESTING", by: principal)
        default: _ = try await service.ratings(by: principal)
        }
    }

    private func makeCompliance(_ call: Call, _ principal: Principal) async throws {
        let service = server.services.compliances
        switch call {
        case .listCompliances: _ = try await service.list(by: principal)
        case .createCompliance:
            _ = try await service.create(name: "x", platform: .mac, by: principal)
        case .assign:
            _ = try await service.assign(
                ComplianceAssignment(baselines: [baseline.id]),
                to: compliance.id,
                by: principal
            )
        case .runCompliance: _ = try await service.run(compliance.id, by: principal)
        default: _ = try await service.runs(of: compliance.id, by: principal)
        }
    }

    private func principal(_ permissions: Set<Permission>) -> Principal {
        TestServer.principal(TenantPath(root: 1), permissions: permissions)
    }

    @Test("a call passes with its permissions alone", arguments: Call.allCases)
    func passes(_ call: Call) async throws {
        try await make(call, principal(call.permissions))
    }

    @Test("a call is refused where one of its permissions is lacking", arguments: Call.allCases)
    func refuses(_ call: Call) async throws {
        for lacking in call.permissions {
            let others = Set(Permission.allCases).subtracting([lacking])
            let error = await #expect(throws: DomainError.self) {
                try await make(call, principal(others))
            }
            #expect(error == DomainError(.permissionMissing))
            #expect(error?.subject == lacking.rawValue)
        }
    }
}
