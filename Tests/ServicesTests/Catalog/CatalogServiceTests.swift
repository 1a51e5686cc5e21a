// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Services
import Testing

@Suite struct CatalogServiceTests {
    private let server: TestServer

    init() async throws { server = try await TestServer() }

    private func importFeeds(_ contents: [FeedContent]) async throws -> [ImportOutcome] {
        try await server.services.catalog.importFeeds(contents, by: server.operatorPrincipal)
    }

    @Test("an import is a numbered revision, and the same content again is none")
    func numbersRevisions() async throws {
        let first = try await importFeeds(Feeds.standard)
        #expect(first.map(\.added) == [1, 1, 2])
        #expect(first.map(\.revision.number) == [1, 1, 1])
        let again = try await importFeeds(Feeds.standard)
        #expect(again.map(\.isUnchanged) == [true, true, true])
        let next = try await importFeeds([
            Feeds.content("main", [Feeds.record("b", "1.2", codename: "bookworm")])
        ])
        #expect(next.map(\.revision.number) == [2])
        #expect(next.map(\.added) == [1] && next.map(\.withdrawn) == [1])
        let revisions = try await server.services.catalog.revisions(by: server.operatorPrincipal)
        #expect(
            revisions.map { "\($0.feed) \($0.number)" } == ["dsa 1", "main 2", "security 1"]
        )
        #expect(
            try await server.auditLines().suffix(4) == [
                "local:ada catalog.import revision 1: +1 ~0 -0 from security.txt",
                "local:ada catalog.import revision 1: +1 ~0 -0 from main.txt",
                "local:ada catalog.import revision 1: +2 ~0 -0 from dsa.txt",
                "local:ada catalog.import revision 2: +1 ~0 -1 from main.txt",
            ]
        )
    }

    @Test("a new catalogue changes what is found on every machine, without any new scan")
    func reassesses() async throws {
        let agent = try await server.enroll("web-1", having: ["a": "1.0", "b": "1.1"])
        let device = try server.indexed(agent)
        let reason = try server.view().snapshot.unknown(device, now: server.clock.now)
        #expect(reason == .noCatalogue)
        try await server.importCatalogue()
        #expect(try server.findings(agent) == ["a missing", "b installed"])
        _ = try await importFeeds([
            Feeds.content("main", [Feeds.record("b", "1.2", codename: "bookworm")])
        ])
        #expect(try server.findings(agent) == ["a missing", "b installed", "b missing"])
        _ = try await importFeeds([Feeds.content("main", [])])
        // What the repository no longer has explains the past: 1.1 is installed, 1.2 is gone.
        #expect(try server.findings(agent) == ["a missing", "b installed"])
    }
}
