// SPDX-License-Identifier: Apache-2.0

import Domain
import Query
import Services
import Testing

/// Each call of the services asks for the permissions of its row, and for no others.
@Suite struct PermissionTests {
    enum Call: String, CaseIterable {
        case view, explain, decide, scan, install, listDeployments, importFeeds, revisions
        case makeClient, makeEnrolmentToken, importDevices, verifyAudit, readAudit

        var permissions: Set<Permission> {
            switch self {
            case .view, .explain: [.readDevices, .readPatches]
            case .decide: [.approvePatches]
            case .scan, .install: [.deploy]
            case .listDeployments: [.readDeployments]
            case .importFeeds: [.manageCatalog]
            case .revisions: [.readPatches]
            case .makeClient: [.manageAccess]
            case .makeEnrolmentToken, .importDevices: [.manageDevices]
            case .verifyAudit, .readAudit: [.readAudit]
            }
        }

        func make(_ server: TestServer, _ principal: Principal) async throws {
            let services = server.services
            switch self {
            case .view: _ = try services.assessment.view(by: principal)
            case .explain:
                _ = try services.assessment.explain(
                    device: "web-1",
                    patch: "a",
                    by: principal
                )
            case .decide:
                try await services.approvals.decide(
                    .approved,
                    patches: [server.patch("a").id],
                    by: principal
                )
            case .scan: _ = try await services.deployments.scan(.everything, by: principal)
            case .install: try await server.install([server.patch("a")], by: principal)
            case .listDeployments:
                _ = try await services.deployments.list(offset: 0, limit: 1, by: principal)
            case .importFeeds:
                _ = try await services.catalog.importFeeds(Feeds.standard, by: principal)
            case .revisions: _ = try await services.catalog.revisions(by: principal)
            case .makeClient:
                _ = try await services.access.makeClient(
                    dialect: "d",
                    user: "bob",
                    scope: "",
                    by: principal
                )
            case .makeEnrolmentToken:
                _ = try await services.devices.makeEnrolmentToken(
                    site: nil,
                    group: nil,
                    by: principal
                )
            case .importDevices:
                _ = try await services.devices.importDevices(
                    ImportedFleet([:]),
                    by: principal
                )
            case .verifyAudit: _ = try await services.audit.verify(by: principal)
            case .readAudit: _ = try await services.audit.entries(last: 1, by: principal)
            }
        }
    }

    private let server: TestServer

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        _ = try await server.enroll("web-1", having: ["a": "1.0"])
        try await server.makeUser("bob")
        try await server.approve(try server.patch("a"))
    }

    private func principal(_ permissions: Set<Permission>) -> Principal {
        TestServer.principal(TenantPath(root: 1), permissions: permissions)
    }

    @Test("a call passes with its permissions alone", arguments: Call.allCases)
    func passes(_ call: Call) async throws {
        try await call.make(server, principal(call.permissions))
    }

    @Test("a call is refused where one of its permissions is lacking", arguments: Call.allCases)
    func refuses(_ call: Call) async throws {
        for lacking in call.permissions {
            let others = Set(Permission.allCases).subtracting([lacking])
            let error = await #expect(throws: DomainError.self) {
                try await call.make(server, principal(others))
            }
            #expect(error == DomainError(.permissionMissing))
            #expect(error?.subject == lacking.rawValue)
        }
    }

    @Test("an agent may make none of the calls", arguments: Call.allCases)
    func refusesAgents(_ call: Call) async throws {
        let agent = Principal(
            actor: .agent(.init(derivedFrom: "web-1")),
            scope: TenantPath(root: 1),
            permissions: []
        )
        await #expect(throws: DomainError(.permissionMissing)) {
            try await call.make(server, agent)
        }
    }

    @Test("every permission guards a call")
    func coversPermissions() {
        let guarded = Call.allCases.reduce(into: Set<Permission>()) { $0.formUnion($1.permissions) }
        #expect(guarded == Set(Permission.allCases))
    }
}
