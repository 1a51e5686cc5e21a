// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Services
import Testing

@Suite struct ApprovalServiceTests {
    private let server: TestServer
    private let a: Patch
    private let b: Patch

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        a = try server.patch("a")
        b = try server.patch("b")
    }

    private func decision(_ patch: Patch, at path: String) throws -> Approval? {
        try server.view().snapshot.approval(of: patch.id, at: TenantPath(stored: path))
    }

    @Test("a decision counts for the caller's tenant and all below it, until it is taken back")
    func decides() async throws {
        try await server.approve(a, b)
        let approval = try #require(try decision(a, at: "/1/2/3/"))
        #expect(approval.decision == .approved)
        #expect(approval.by == "local:ada")
        #expect(approval.at == server.clock.now)
        #expect(approval.path.description == "/1/")
        try await server.services.approvals.decide(
            .declined,
            patches: [a.id],
            by: server.operatorPrincipal
        )
        #expect(try decision(a, at: "/1/2/3/")?.decision == .declined)
        #expect(try decision(b, at: "/1/2/3/")?.decision == .approved)
        try await server.services.approvals.decide(
            nil,
            patches: [a.id],
            by: server.operatorPrincipal
        )
        #expect(try decision(a, at: "/1/2/3/") == nil)
        #expect(
            try await server.auditLines().suffix(4) == [
                "local:ada patch.approved debian:12 a 1.1",
                "local:ada patch.approved debian:12 b 1.1",
                "local:ada patch.declined debian:12 a 1.1",
                "local:ada patch.unapproved debian:12 a 1.1",
            ]
        )
    }

    @Test("a site's decision counts there, whatever was decided above, and nowhere else")
    func decidesForSite() async throws {
        _ = try await server.enroll("web-1", site: "Branch")
        let branch = try await server.principal(ofSite: "Branch")
        try await server.services.approvals.decide(.approved, patches: [a.id], by: branch)
        #expect(try decision(a, at: branch.scope.description)?.decision == .approved)
        #expect(try decision(a, at: "/1/2/3/") == nil)
        #expect(try decision(a, at: "/1/") == nil)
        try await server.services.approvals.decide(
            .declined,
            patches: [a.id],
            by: server.operatorPrincipal
        )
        #expect(try decision(a, at: branch.scope.description)?.decision == .approved)
        #expect(try decision(a, at: "/1/2/3/")?.decision == .declined)
        // A site takes back its own decision and no other.
        try await server.services.approvals.decide(nil, patches: [a.id], by: branch)
        #expect(try decision(a, at: branch.scope.description)?.decision == .declined)
    }

    @Test("all patches are decided on or none, and an unknown one is named")
    func refusesUnknown() async throws {
        let unknown = Patch.Identity(derivedFrom: "nothing")
        let error = await #expect(throws: DomainError.self) {
            try await server.services.approvals.decide(
                .approved,
                patches: [a.id, unknown],
                by: server.operatorPrincipal
            )
        }
        #expect(error == DomainError(.patchNotFound))
        #expect(error?.subject == unknown.description)
        #expect(try decision(a, at: "/1/") == nil)
    }

    @Test("a caller whose place does not exist decides nothing")
    func refusesNowhere() async throws {
        let nowhere = TestServer.principal(TenantPath(stored: "/1/99/"))
        await #expect(throws: DomainError(.siteNotFound)) {
            try await server.services.approvals.decide(.approved, patches: [a.id], by: nowhere)
        }
    }

    @Test("a declined patch is missing all the same, and does not make a device unhealthy")
    func declinedIsNotLacking() async throws {
        let agent = try await server.enroll("web-1", having: ["a": "1.0"])
        let health = {
            try server.view().snapshot.health(server.indexed(agent), now: server.clock.now)
        }
        #expect(try health() == .highlyVulnerable)
        try await server.services.approvals.decide(
            .declined,
            patches: [a.id],
            by: server.operatorPrincipal
        )
        #expect(try health() == .healthy)
        #expect(try server.findings(agent) == ["a missing"])
    }
}
