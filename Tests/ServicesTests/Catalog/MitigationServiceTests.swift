// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Services
import Testing

@Suite struct MitigationServiceTests {
    private let server: TestServer

    init() async throws { server = try await TestServer() }

    private var service: MitigationService { server.services.mitigations }
    private var ada: Principal { server.operatorPrincipal }

    private func content(
        _ name: String,
        _ cves: [String] = ["CVE-2026-0001"],
        apply: String = "true"
    ) -> Mitigation.Content {
        Mitigation.Content(
            name: name,
            cves: cves,
            platform: .linux,
            apply: Script(interpreter: .sh, text: apply, timeoutSeconds: 60)
        )
    }

    private func take(
        _ contents: Mitigation.Content...,
        by principal: Principal? = nil
    ) async throws -> MitigationService.ImportCounts {
        try await service.importMitigations(contents, by: principal ?? ada)
    }

    private func names(by principal: Principal) async throws -> [String] {
        try await service.list(by: principal).map(\.name)
    }

    @Test("an import adds, replaces by name, and leaves the others; each change has its line")
    func imports() async throws {
        var counts = MitigationService.ImportCounts()
        counts.added = 2
        #expect(try await take(content("b"), content("a")) == counts)
        server.clock.advance(by: .seconds(5))
        counts = MitigationService.ImportCounts()
        (counts.added, counts.changed, counts.unchanged) = (1, 1, 1)
        #expect(try await take(content("a"), content("b", apply: "x"), content("c")) == counts)
        let all = try await service.list(by: ada)
        #expect(all.map(\.name) == ["a", "b", "c"])
        #expect(all.map(\.content.apply.text) == ["true", "x", "true"])
        #expect(all[1].writtenBy == "local:ada" && all[1].writtenAt == server.clock.now)
        #expect(all[0].writtenAt < server.clock.now)
        #expect(
            try await server.auditLines().suffix(4) == [
                "local:ada mitigation.add b: Linux, CVE-2026-0001",
                "local:ada mitigation.add a: Linux, CVE-2026-0001",
                "local:ada mitigation.change b: Linux, CVE-2026-0001",
                "local:ada mitigation.add c: Linux, CVE-2026-0001",
            ]
        )
    }

    @Test("one that is wrong keeps all of them out")
    func refuses() async throws {
        let error = await #expect(throws: DomainError.self) {
            try await take(content("a"), content("b", ["CVE-1"]))
        }
        #expect(error == DomainError(.requestInvalid))
        #expect(error?.subject == "mitigations[1].cves[0]: CVE-1 is no CVE-YYYY-NNNN")
        #expect(try await service.list(by: ada).isEmpty)
    }

    @Test("a mitigation is found by name and identity, and removed")
    func findsAndDeletes() async throws {
        _ = try await take(content("a"), content("b"))
        let found = try await service.mitigation(named: "a", by: ada)
        let text = found.id.description.uppercased()
        #expect(try await service.mitigation(named: text, by: ada) == found)
        try await service.delete(found.id, by: ada)
        #expect(try await names(by: ada) == ["b"])
        #expect(try await server.auditLines().last?.contains("mitigation.delete a: ") == true)
        for _ in 0..<2 {
            await #expect(throws: DomainError(.mitigationNotFound)) {
                try await service.mitigation(named: "a", by: ada)
            }
            await #expect(throws: DomainError(.mitigationNotFound)) {
                try await service.delete(found.id, by: ada)
            }
        }
    }

    @Test("a place uses its own and those above it; those above it keep")
    func keepsToPlace() async throws {
        _ = try await server.enroll("web-1", site: "Branch")
        let branch = try await server.principal(ofSite: "Branch")
        _ = try await take(content("shared"), content("own", apply: "above"))
        _ = try await take(content("own", apply: "here"), by: branch)
        #expect(try await names(by: ada) == ["own", "own", "shared"])
        let effective = try await service.effective(by: branch)
        #expect(effective.map(\.name) == ["own", "shared"])
        #expect(effective[0].content.apply.text == "here")
        #expect(try await service.effective(by: ada)[0].content.apply.text == "above")
        #expect(
            try await service.mitigation(named: "own", by: branch).content.apply.text == "here"
        )
        let shared = try await service.mitigation(named: "shared", by: branch)
        await #expect(throws: DomainError(.permissionMissing)) {
            try await service.delete(shared.id, by: branch)
        }
        // Who looks after the place may.
        try await service.delete(effective[0].id, by: ada)
        #expect(try await service.effective(by: branch)[0].content.apply.text == "above")
    }

    @Test("another tenant's mitigations are not there")
    func keepsApart() async throws {
        _ = try await server.enroll("web-1", site: "Branch")
        _ = try await server.enroll("web-2", keyByte: 2, site: "Annex")
        let branch = try await server.principal(ofSite: "Branch")
        let annex = try await server.principal(ofSite: "Annex")
        _ = try await take(content("a"), by: branch)
        #expect(try await names(by: annex).isEmpty)
        let id = try await service.mitigation(named: "a", by: branch).id
        await #expect(throws: DomainError(.mitigationNotFound)) {
            try await service.delete(id, by: annex)
        }
    }

    @Test("a call is refused without its permission, and passes with it alone")
    func requiresPermissions() async throws {
        _ = try await take(content("a"))
        let id = try await service.mitigation(named: "a", by: ada).id
        let service = service
        let calls: [(Permission, @Sendable (Principal) async throws -> Void)] = [
            (.readPatches, { _ = try await service.list(by: $0) }),
            (.readPatches, { _ = try await service.effective(by: $0) }),
            (.readPatches, { _ = try await service.mitigation(named: "a", by: $0) }),
            (.manageCatalog, { _ = try await service.importMitigations([], by: $0) }),
            (.manageCatalog, { try await service.delete(id, by: $0) }),
        ]
        for (permission, call) in calls {
            let others = Set(Permission.allCases).subtracting([permission])
            let root = TenantPath(root: 1)
            await #expect(throws: DomainError(.permissionMissing)) {
                try await call(TestServer.principal(root, permissions: others))
            }
            try await call(TestServer.principal(root, permissions: [permission]))
        }
    }
}
