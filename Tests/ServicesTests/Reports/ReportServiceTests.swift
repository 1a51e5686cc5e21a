// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Testing

@Suite struct ReportServiceTests {
    private let server: TestServer

    init() async throws { server = try await TestServer() }

    private var reports: ReportService { server.services.reports }

    @Test("a report is asked for, listed and removed, and the audit log says so")
    func lives() async throws {
        let first = try await server.askForReport("First")
        let second = try await server.askForReport("Second")
        #expect(first.state == .queued)
        #expect(first.createdBy == server.operatorPrincipal.label)
        #expect(first.createdAt == server.clock.now)
        let listed = try await list(by: server.operatorPrincipal)
        #expect(listed == [second, first])
        #expect(try await server.report(first) == first)
        try await reports.delete(first.id, of: "d", by: server.operatorPrincipal)
        #expect(try await list(by: server.operatorPrincipal) == [second])
        await #expect(throws: DomainError(.reportNotFound)) { try await server.report(first) }
        let lines = try await server.auditLines().filter { $0.contains(" report.") }
        #expect(
            lines == [
                "local:ada report.create d k: First", "local:ada report.create d k: Second",
                "local:ada report.delete d k: First",
            ]
        )
    }

    private func list(by principal: Principal) async throws -> [Report] {
        try await reports.list(of: "d", offset: 0, limit: 9, by: principal)
    }

    @Test(
        "a report asks for the permission to see what it tells",
        arguments: Report.Subject.allCases
    )
    func requires(subject: Report.Subject) async throws {
        let report = try await server.askForReport(about: subject)
        for permission in subject.permissions {
            let lacking = Set(Permission.allCases).subtracting([permission])
            let other = TestServer.principal(TenantPath(root: 1), permissions: lacking)
            await #expect(throws: DomainError(.permissionMissing), "\(permission)") {
                try await server.askForReport(about: subject, by: other)
            }
            await #expect(throws: DomainError(.permissionMissing), "\(permission)") {
                try await reports.report(report.id, of: "d", by: other)
            }
            await #expect(throws: DomainError(.permissionMissing), "\(permission)") {
                try await reports.content(report.id, of: "d", by: other)
            }
            await #expect(throws: DomainError(.permissionMissing), "\(permission)") {
                try await reports.delete(report.id, of: "d", by: other)
            }
        }
        let enough = TestServer.principal(
            TenantPath(root: 1),
            permissions: subject.permissions
        )
        #expect(try await reports.report(report.id, of: "d", by: enough) == report)
    }

    @Test("a list has what the caller may read, and says so where that is nothing")
    func listsReadable() async throws {
        for subject in Report.Subject.allCases { try await server.askForReport(about: subject) }
        let root = TenantPath(root: 1)
        let some = TestServer.principal(root, permissions: [.readDevices, .readPatches])
        #expect(try await list(by: some).map(\.subject) == [.patches, .devices])
        for permissions in [[], [.readPatches], [.readDevices]] as [Set<Permission>] {
            let none = TestServer.principal(root, permissions: permissions)
            await #expect(throws: DomainError(.permissionMissing)) { try await list(by: none) }
        }
    }

    @Test("other tenants do not see it, neither does another dialect")
    func isolates() async throws {
        _ = try await server.enroll("web-1", site: "Mine")
        _ = try await server.enroll("web-2", keyByte: 2, site: "Theirs")
        let mine = try await server.principal(ofSite: "Mine")
        let theirs = try await server.principal(ofSite: "Theirs")
        let report = try await server.askForReport(by: mine)
        #expect(report.path == mine.scope)
        #expect(try await list(by: mine) == [report])
        #expect(try await list(by: server.operatorPrincipal) == [report])
        #expect(try await list(by: theirs) == [])
        await #expect(throws: DomainError(.reportNotFound)) {
            try await reports.report(report.id, of: "d", by: theirs)
        }
        await #expect(throws: DomainError(.reportNotFound)) {
            try await reports.content(report.id, of: "d", by: theirs)
        }
        await #expect(throws: DomainError(.reportNotFound)) {
            try await reports.delete(report.id, of: "d", by: theirs)
        }
        await #expect(throws: DomainError(.reportNotFound)) {
            try await reports.report(report.id, of: "e", by: mine)
        }
        // What an organisation asked for tells of all tenants.
        let whole = try await server.askForReport()
        #expect(try await list(by: mine) == [report])
        await #expect(throws: DomainError(.reportNotFound)) {
            try await reports.report(whole.id, of: "d", by: mine)
        }
    }

    @Test("somebody else's report is removed by those alone who manage access")
    func guardsRemoval() async throws {
        let report = try await server.askForReport()
        let all = Set(Permission.allCases)
        let bob = Principal.Actor.local(name: "bob")
        let root = TenantPath(root: 1)
        let reader = Principal(
            actor: bob,
            scope: root,
            permissions: all.subtracting([.manageAccess])
        )
        await #expect(throws: DomainError(.permissionMissing)) {
            try await reports.delete(report.id, of: "d", by: reader)
        }
        let keeper = Principal(actor: bob, scope: root, permissions: all)
        try await reports.delete(report.id, of: "d", by: keeper)
        #expect(try await list(by: server.operatorPrincipal) == [])
    }

    @Test(
        "names and texts have their limits",
        arguments: [
            ("", "", "{}"), (String(repeating: "n", count: 257), "", "{}"), ("a\nb", "", "{}"),
            ("n", String(repeating: "s", count: 4_097), "{}"), ("n", "a\0b", "{}"),
            ("n", "", String(repeating: "r", count: 262_145)),
        ]
    )
    func limits(name: String, summary: String, request: String) async throws {
        await #expect(throws: DomainError(.requestInvalid)) {
            try await reports.create(
                ReportDraft(
                    dialect: "d",
                    kind: "k",
                    subject: .patches,
                    name: name,
                    summary: summary,
                    request: request
                ),
                by: server.operatorPrincipal
            )
        }
    }

    @Test("a place has so many reports at most, all below it included")
    func bounds() async throws {
        _ = try await server.enroll("web-1", site: "Mine")
        let mine = try await server.principal(ofSite: "Mine")
        let model = try await server.askForReport(by: mine)
        try await server.store.write { transaction in
            for number in 2...Int64(Report.countMax) {
                var copy = model
                copy.id = ID(derivedFrom: "report \(number)")
                copy.number = model.number + number
                try transaction.insert(copy)
            }
        }
        for principal in [mine, server.operatorPrincipal] {
            await #expect(throws: DomainError(.tooManyRequests)) {
                try await server.askForReport(by: principal)
            }
        }
        try await reports.delete(model.id, of: "d", by: mine)
        try await server.askForReport(by: mine)
    }
}
