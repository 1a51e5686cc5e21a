// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Services
import Testing

@Suite struct GroupDecisionServiceTests {
    private let server: TestServer
    private let a: Patch
    private let pilot: TestAgent
    private let other: TestAgent
    private let group: Group

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        a = try server.patch("a")
        pilot = try await server.enroll("web-1", having: ["a": "1.0"], group: "pilot")
        other = try await server.enroll("web-2", having: ["a": "1.0"], keyByte: 2)
        group = try server.group("pilot")
    }

    @Test("a decision for a group counts for its devices and no others, until it is taken back")
    func decides() async throws {
        try await server.decide(.approved, a, for: group, reason: "try it")
        let approval = try #require(try server.approval(a, on: pilot))
        #expect(approval.decision == .approved)
        #expect(approval.group == group.id)
        #expect(approval.reason == "try it")
        #expect(try server.approval(a, on: other) == nil)
        #expect(try server.approval(a) == nil)
        try await server.decide(.declined, a)
        #expect(try server.approval(a, on: pilot)?.decision == .approved)
        #expect(try server.approval(a, on: other)?.decision == .declined)
        try await server.decide(nil, a, for: group)
        #expect(try server.approval(a, on: pilot)?.decision == .declined)
        #expect(
            try await server.auditLines().suffix(3) == [
                "local:ada patch.approved debian:12 a 1.1 for the group pilot: try it",
                "local:ada patch.declined debian:12 a 1.1",
                "local:ada patch.unapproved debian:12 a 1.1 for the group pilot",
            ]
        )
    }

    @Test("a group's decline makes its devices healthy")
    func declineMakesHealthy() async throws {
        let health = {
            try [pilot, other].map {
                try server.view().snapshot.health(server.indexed($0), now: server.clock.now)
            }
        }
        #expect(try health() == [.highlyVulnerable, .highlyVulnerable])
        try await server.decide(.declined, a, for: group)
        #expect(try health() == [.healthy, .highlyVulnerable])
    }

    @Test("who says the same again changes who and why, and not since when")
    func keepsTime() async throws {
        let first = server.clock.now
        try await server.decide(.approved, a)
        server.clock.advance(by: .seconds(86_400))
        try await server.decide(.approved, a, reason: "still")
        let again = try #require(try server.approval(a))
        #expect(again.at == first)
        #expect(again.reason == "still")
        #expect(again.isRipe(delayDays: 1, now: server.clock.now))
        try await server.decide(.declined, a)
        #expect(try server.approval(a)?.at == server.clock.now)
    }

    @Test("a group that does not exist, or belongs to another place, is refused")
    func refusesForeignGroups() async throws {
        _ = try await server.enroll("web-3", keyByte: 3, site: "Mine")
        _ = try await server.enroll("web-4", keyByte: 4, site: "Theirs")
        let mine = try await server.principal(ofSite: "Mine")
        let theirs = try await server.principal(ofSite: "Theirs")
        let own = Group(
            id: .init(derivedFrom: "own"),
            number: 99,
            tenant: try server.view().snapshot.tenants.first { $0.path == theirs.scope }?.id
                ?? .init(derivedFrom: "none"),
            name: "own"
        )
        try await server.store.write { transaction in
            try transaction.insert(own)
            try transaction.append(.structure)
        }
        let unknown = Group.Identity(derivedFrom: "unknown")
        for group in [own.id, unknown] {
            await #expect(throws: DomainError(.groupNotFound)) {
                try await server.services.approvals.decide(
                    .approved,
                    patches: [a.id],
                    for: group,
                    by: mine
                )
            }
        }
        // One of a tenant above may be named; the decision reaches the caller's devices alone.
        try await server.services.approvals.decide(
            .approved,
            patches: [a.id],
            for: group.id,
            by: mine
        )
        #expect(try server.approval(a, on: pilot) == nil)
        let visible = try server.services.approvals.decisions(by: theirs)
        #expect(visible.isEmpty)
        #expect(try server.services.approvals.decisions(by: mine).map(\.group) == [group.id])
    }

    @Test("a reason has a limit, and cannot steer a terminal")
    func limitsReasons() async throws {
        let long = String(repeating: "x", count: ApprovalService.reasonMax + 1)
        let error = await #expect(throws: DomainError.self) {
            try await server.decide(.approved, a, reason: long)
        }
        #expect(error == DomainError(.requestInvalid))
        #expect(try server.approval(a) == nil)
        try await server.decide(.approved, a, reason: "a\u{1B}[2J\nb")
        #expect(try server.approval(a)?.reason == "a\\u{1b}[2J\\u{a}b")
    }
}
