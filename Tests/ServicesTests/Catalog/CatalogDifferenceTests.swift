// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Services
import Testing

/// What a revision of a feed changed for the fleet.
@Suite struct CatalogDifferenceTests {
    private let server: TestServer

    /// Three machines: `a` is at 1.0, 1.0 and 1.1, `b` at 1.0 everywhere.
    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        _ = try await server.enroll("web-1", having: ["a": "1.0", "b": "1.0"])
        _ = try await server.enroll("web-2", having: ["a": "1.0", "b": "1.0"], keyByte: 2)
        _ = try await server.enroll(
            "web-3",
            having: ["a": "1.1", "b": "1.0"],
            keyByte: 3,
            site: "Branch"
        )
    }

    /// Makes the next revision of a feed, a minute later.
    private func revise(_ feed: String, _ records: [PatchRecord], digest: String) async throws {
        server.clock.advance(by: .seconds(60))
        var content = Feeds.content(feed, records)
        content.digest = digest
        _ = try await server.services.catalog.importFeeds([content], by: server.operatorPrincipal)
    }

    private func difference(
        _ feed: String,
        _ revision: Int64? = nil,
        by principal: Principal? = nil
    ) async throws -> CatalogDifference {
        try await server.services.catalog.difference(
            feed: feed,
            revision: revision,
            by: principal ?? server.operatorPrincipal
        )
    }

    private func lines(_ difference: CatalogDifference) -> [String] {
        difference.lines.map { "\($0.kind) \($0.patch.name) \($0.deviceCount)" }
    }

    @Test("of a first revision everything is added, what most machines lack first")
    func first() async throws {
        let found = try await difference("security")
        #expect(found.revision.feed == "security" && found.revision.number == 1)
        #expect(lines(found) == ["added a 1.1 2"])
        #expect(found.newlyAffected == 2)
        #expect(try await lines(difference("dsa")) == ["added a 1.1 2", "added c 1.1 0"])
    }

    @Test("what is added, described otherwise and withdrawn is told apart")
    func tellsKindsApart() async throws {
        var changed = Feeds.record("a", "1.1", codename: "bookworm-security")
        changed.phasedPercentage = 10
        try await revise(
            "security",
            [changed, Feeds.record("a", "1.2", codename: "bookworm-security")],
            digest: "2"
        )
        var found = try await difference("security")
        #expect(found.revision.number == 2)
        #expect(lines(found) == ["added a 1.2 3", "changed a 1.1 2"])
        // Those that lack an added patch, each counted once.
        #expect(found.newlyAffected == 3)

        try await revise(
            "security",
            [Feeds.record("a", "1.2", codename: "bookworm-security")],
            digest: "3"
        )
        found = try await difference("security")
        #expect(lines(found) == ["withdrawn a 1.1 2"])
        #expect(found.newlyAffected == 0)
    }

    @Test("a machine that lacks two added patches is affected once")
    func countsMachinesOnce() async throws {
        try await revise(
            "main",
            [
                Feeds.record("a", "1.3", codename: "bookworm"),
                Feeds.record("b", "1.1", codename: "bookworm"),
                Feeds.record("b", "1.3", codename: "bookworm"),
            ],
            digest: "2"
        )
        let found = try await difference("main")
        #expect(lines(found) == ["added a 1.3 3", "added b 1.3 3"])
        #expect(found.newlyAffected == 3)
    }

    @Test("a revision of the past tells what it brought, as the machines are now")
    func past() async throws {
        try await revise("main", [Feeds.record("b", "1.2", codename: "bookworm")], digest: "2")
        let found = try await difference("main", 1)
        #expect(found.revision.number == 1)
        #expect(lines(found) == ["added b 1.1 3"])
        // Of as many machines the names decide.
        #expect(try await lines(difference("main", 2)) == ["withdrawn b 1.1 3", "added b 1.2 3"])
    }

    @Test("an import without news is no revision")
    func unchanged() async throws {
        try await server.importCatalogue()
        #expect(try await difference("main").revision.number == 1)
    }

    @Test("machines outside the caller's place are not counted")
    func isScoped() async throws {
        let branch = try await server.principal(ofSite: "Branch")
        let found = try await difference("main", by: branch)
        #expect(lines(found) == ["added b 1.1 1"])
        #expect(found.newlyAffected == 1)
        let security = try await difference("security", by: branch)
        #expect(lines(security) == ["added a 1.1 0"])
        #expect(security.newlyAffected == 0)
    }

    @Test(
        "a feed or a revision that is not there is named",
        arguments: [
            ("nothing", nil, "nothing"), ("main", 2, "main, revision 2"),
            ("main", 0, "main, revision 0"), ("", nil, ""),
        ] as [(String, Int64?, String)]
    )
    func refusesUnknown(feed: String, revision: Int64?, subject: String) async throws {
        let error = await #expect(throws: DomainError.self) {
            try await difference(feed, revision)
        }
        #expect(error?.code == .feedNotFound)
        #expect(error?.subject == subject)
    }

    @Test("a caller must be allowed to see both patches and devices")
    func needsBothPermissions() async throws {
        for permission in [Permission.readPatches, .readDevices] {
            let caller = TestServer.principal(TenantPath(root: 1), permissions: [permission])
            await #expect(throws: DomainError(.permissionMissing)) {
                try await difference("main", by: caller)
            }
        }
    }
}
