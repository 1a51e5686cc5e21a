// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import TestSupport
import Testing

@testable import Services

/// What is read of the database for the index: the least that will do.
@Suite struct FleetReaderTests {
    private let server: TestServer
    private let agent: TestAgent

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        agent = try await server.enroll("web-1", having: ["a": "1.0", "b": "1.1"])
    }

    /// What was committed after the server's own index.
    private func facts(after base: FleetSnapshot) async throws -> FleetFacts? {
        try await server.store.read { try FleetReader.facts(after: base, in: $0) }
    }

    /// A change that the server's own index has not taken in.
    private func write(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> Void
    ) async throws -> FleetFacts {
        let base = server.services.index.snapshot
        try await server.store.write { try body($0) }
        return try #require(try await facts(after: base))
    }

    @Test("where nothing was committed there is nothing to read")
    func readsNothing() async throws {
        #expect(try await facts(after: server.services.index.snapshot) == nil)
    }

    @Test("an index of nothing reads everything")
    func readsEverything() async throws {
        let empty = FleetSnapshot(limits: server.services.index.snapshot.limits)
        let facts = try #require(try await facts(after: empty))
        #expect(facts.isEverything)
        #expect(facts.changeNumber == server.services.index.snapshot.changeNumber)
        #expect(facts.devices.map(\.device.name) == ["web-1"])
        #expect(facts.packages.count == 2 && facts.profiles.count == 1)
        #expect(facts.tenants?.count == 3)
        guard case .whole(let catalogue) = facts.catalogue else {
            Issue.record("the catalogue is not whole")
            return
        }
        #expect(catalogue.count == 3)
    }

    @Test("a patch is modified when a later revision that changed it was imported")
    func datesRevisions() async throws {
        let first = try server.patch("b")
        let view = try server.view()
        #expect(view.snapshot.modifiedAt(first) == nil)
        server.clock.advance(by: .seconds(3_600))
        var changed = Feeds.record("b", "1.1", codename: "bookworm")
        changed.severity = .critical
        let other = Feeds.record("z", "1.0", codename: "bookworm")
        _ = try await server.services.catalog.importFeeds(
            [Feeds.content("main", [changed, other])],
            by: server.operatorPrincipal
        )
        let importedAt = server.clock.now
        server.clock.advance(by: .seconds(3_600))
        _ = try await server.services.catalog.importFeeds(
            [Feeds.content("main", [changed])],
            by: server.operatorPrincipal
        )
        let followed = server.services.index.snapshot
        // A node that reads everything comes to the same.
        let empty = FleetSnapshot(limits: followed.limits)
        let facts = try #require(try await facts(after: empty))
        let fresh = FleetWriter(limits: followed.limits).take(facts)
        for snapshot in [followed, fresh] {
            let patch = try #require(snapshot.catalogue.patch(first.id))
            #expect(patch.severity == .critical)
            #expect(snapshot.modifiedAt(patch) == importedAt)
            // What no later revision changed was modified when it was released.
            let same = try #require(snapshot.catalogue.ordered.first { $0.source == "a" })
            #expect(snapshot.modifiedAt(same) == same.releasedAt)
        }
    }

    @Test("a device that called without news brings its row and no package")
    func readsCheckIn() async throws {
        let id = agent.identity
        let now = server.clock.now
        let facts = try await write { transaction in
            guard var device = try transaction.device(id) else { return }
            device.lastContactAt = now + .seconds(5)
            try transaction.update(device)
            try transaction.append(.device(id))
        }
        #expect(!facts.isEverything)
        #expect(facts.devices.map(\.device.id) == [id])
        let known = server.services.index.snapshot.devices[id]
        #expect(facts.devices.first?.packages == known?.packages)
        #expect(facts.packages.isEmpty && facts.profiles.isEmpty)
        #expect(facts.catalogue == nil && facts.approvals == nil && facts.tenants == nil)
        #expect(facts.executions.isEmpty && facts.removed.isEmpty)
    }

    @Test("a new inventory brings the packages that are new, and no other")
    func readsNewPackages() async throws {
        let facts = try await write { transaction in
            let list = try transaction.list(Feeds.inventory(["a": "1.1", "b": "1.1"]))
            try transaction.insertInventory(
                digest: "other",
                list: list,
                at: Timestamp(milliseconds: 0)
            )
            guard
                var device = try transaction.rootTenant().flatMap({ root in
                    try transaction.devices(in: root.path).first
                })
            else { return }
            device.inventoryDigest = "other"
            try transaction.update(device)
            try transaction.append(.device(device.id))
        }
        #expect(facts.packages.map { "\($0.source) \($0.version)" } == ["a 1.1"])
        #expect(facts.profiles.isEmpty)
        #expect(facts.devices.first?.packages?.deciding.count == 2)
    }

    @Test("a change that is logged many times is read once")
    func readsOnce() async throws {
        let id = agent.identity
        let facts = try await write { transaction in
            for _ in 0..<50 { try transaction.append(.device(id)) }
        }
        #expect(!facts.isEverything)
        #expect(facts.devices.count == 1)
    }

    @Test("a device that is not there any more is removed")
    func removes() async throws {
        let gone = Device.Identity(derivedFrom: "gone")
        let facts = try await write { try $0.append(.device(gone)) }
        #expect(facts.removed == [gone] && facts.devices.isEmpty)
    }

    @Test(
        "up to 2,000 changes are taken in one by one, and of more everything is read",
        arguments: [(2_000, false), (2_001, true)]
    )
    func prefersEverything(count: Int, isEverything: Bool) async throws {
        let id = agent.identity
        let facts = try await write { transaction in
            for _ in 0..<count { try transaction.append(.device(id)) }
        }
        #expect(facts.isEverything == isEverything)
        #expect(facts.devices.count == 1)
        #expect((facts.tenants != nil) == isEverything)
    }

    @Test("a small revision is read patch by patch, a large one as a whole")
    func readsCatalogue() async throws {
        let small = Feeds.content(
            "main",
            [
                Feeds.record("b", "1.1", codename: "bookworm"),
                Feeds.record("d", "1.0", codename: "bookworm"),
            ]
        )
        var facts = try await imported(small)
        guard case .patches(let next, let changed) = facts.catalogue else {
            Issue.record("a small revision is read as a whole")
            return
        }
        #expect(changed.map(\.name) == ["d 1.0"])
        #expect(next.count == 4)
        let large = Feeds.content(
            "main",
            (0..<1_000).map { Feeds.record("p\($0)", "1.0", codename: "bookworm") }
        )
        facts = try await imported(large)
        guard case .whole(let catalogue) = facts.catalogue else {
            Issue.record("a large revision is read patch by patch")
            return
        }
        #expect(catalogue.count == 1_004)
    }

    @Test("a feed that ranks vulnerabilities changes patches that it does not name")
    func readsRanks() async throws {
        var record = VulnerabilityRecord(cve: "CVE-2023-1")
        record.exploitedSince = Timestamp(milliseconds: 0)
        var content = FeedContent(feed: "kev", digest: "1", source: "kev.json", records: [])
        content.vulnerabilities = [record]
        let facts = try await imported(content)
        guard case .whole(let catalogue) = facts.catalogue else {
            Issue.record("the catalogue is not read anew")
            return
        }
        let patch = try #require(catalogue.ordered.first { $0.source == "a" })
        #expect(patch.urgency.isExploited)
        #expect(catalogue.ordered.first { $0.source == "b" }?.urgency.isExploited == false)
        _ = try await server.services.catalog.importFeeds([content], by: server.operatorPrincipal)
        #expect(try server.patch("a").urgency.isExploited)
    }

    /// What a feed brings, before the server's own index takes it in; the index takes it in after.
    private func imported(_ content: FeedContent) async throws -> FleetFacts {
        let now = server.clock.now
        let facts = try await write { transaction in
            _ = try transaction.replace(content, at: now)
            try transaction.append(.catalogue(feed: content.feed))
        }
        try await server.services.index.refresh()
        return facts
    }

    @Test("decisions, devices and feeds that are committed between two looks all arrive")
    func readsAllKinds() async throws {
        let patch = try server.patch("a")
        let id = agent.identity
        let now = server.clock.now
        let facts = try await write { transaction in
            guard let root = try transaction.rootTenant() else { return }
            let approval = Approval(
                tenant: root.id,
                path: root.path,
                patch: patch.id,
                decision: .declined,
                by: "user:ada",
                at: now
            )
            try transaction.setApproval(approval, patch: patch.id, tenant: root.id)
            try transaction.append(.approval(patch.id))
            let content = Feeds.content("main", [Feeds.record("e", "1", codename: "bookworm")])
            _ = try transaction.replace(content, at: now)
            try transaction.append(.catalogue(feed: "main"))
            try transaction.append(.device(id))
            try transaction.append(.structure)
        }
        #expect(!facts.isEverything)
        #expect(facts.approvals?.map(\.patch) == [patch.id])
        #expect(facts.catalogue != nil && facts.devices.count == 1 && facts.groups == [])
        try await server.services.index.refresh()
        let snapshot = try server.view().snapshot
        #expect(snapshot.approval(of: patch.id, at: TenantPath(root: 1))?.decision == .declined)
        let health = snapshot.health(try server.indexed(agent), now: now)
        #expect(health == .healthy)
    }

    @Test("a feed that is asked again and has no news stays fresh")
    func staysFresh() async throws {
        let age = Duration.seconds(6 * 86_400)
        server.clock.advance(by: age)
        try await agent.checkIn(Feeds.inventory(["a": "1.0", "b": "1.1"]))
        try await server.importCatalogue()
        server.clock.advance(by: age)
        try await agent.checkIn(Feeds.inventory(["a": "1.0", "b": "1.1"]))
        let unknown = { try server.view().snapshot.unknown(server.indexed(agent), now: $0) }
        #expect(try unknown(server.clock.now) == nil)
        server.clock.advance(by: .seconds(86_400) + .milliseconds(1))
        try await agent.checkIn(Feeds.inventory(["a": "1.0", "b": "1.1"]))
        #expect(try unknown(server.clock.now) == .feedStale)
    }
}
