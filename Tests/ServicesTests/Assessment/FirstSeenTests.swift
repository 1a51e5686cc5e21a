// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Services
import Testing

/// Since when a finding could be known, over days of scans and imports.
@Suite struct FirstSeenTests {
    private let server: TestServer
    private let start: Timestamp

    init() async throws {
        server = try await TestServer()
        start = server.clock.now
    }

    private func pass(days: Int) { server.clock.advance(by: .seconds(days * 86_400)) }

    private func add(_ feed: String, _ records: PatchRecord...) async throws {
        _ = try await server.services.catalog.importFeeds(
            [Feeds.content(feed, records)],
            by: server.operatorPrincipal
        )
    }

    /// The findings of a device, each as `source version state day`.
    private func days(_ name: String = "web-1") throws -> [String] {
        let view = try server.view()
        let device = try view.device(name)
        return view.snapshot.findings(device).map { finding in
            let day = view.snapshot.firstSeen(finding, on: device).map {
                "\(($0.milliseconds - start.milliseconds) / 86_400_000)"
            }
            return "\(finding.patch.name) \(finding.state.rawValue) \(day ?? "-")"
        }.sorted()
    }

    @Test("the patch, the scan or the package decides, whichever came last")
    func takesLatest() async throws {
        try await add("main", Feeds.record("a", "1.1", codename: "bookworm"))
        pass(days: 1)
        let agent = try await server.enroll("web-1", having: ["a": "1.0", "b": "1.0"])
        #expect(try days() == ["a 1.1 missing 1"])
        pass(days: 2)
        try await add("other", Feeds.record("b", "1.1", codename: "bookworm"))
        #expect(try days() == ["a 1.1 missing 1", "b 1.1 missing 3"])
        pass(days: 1)
        try await add("third", Feeds.record("c", "1.1", codename: "bookworm"))
        pass(days: 1)
        try await agent.upload(Feeds.inventory(["a": "1.0", "b": "1.0", "c": "1.0"]))
        #expect(try days() == ["a 1.1 missing 1", "b 1.1 missing 3", "c 1.1 missing 5"])
        #expect(try server.indexed(agent).device.installedSince == ["c": start + days5])
        // The same again changes nothing, by whichever way it comes.
        pass(days: 1)
        try await agent.upload(Feeds.inventory(["a": "1.0", "b": "1.0", "c": "1.0"]))
        try await agent.checkIn(Feeds.inventory(["a": "1.0", "b": "1.0", "c": "1.0"]))
        #expect(try days() == ["a 1.1 missing 1", "b 1.1 missing 3", "c 1.1 missing 5"])
    }

    private var days5: Duration { .seconds(5 * 86_400) }

    @Test("an upgrade that is still too old keeps the date, and what is installed has none")
    func keepsDateOverUpgrades() async throws {
        try await add("main", Feeds.record("a", "1.2", codename: "bookworm"))
        let agent = try await server.enroll("web-1", having: ["a": "1.0", "b": "1.0"])
        pass(days: 4)
        try await agent.upload(Feeds.inventory(["a": "1.1", "b": "1.0"]))
        #expect(try days() == ["a 1.2 missing 0"])
        #expect(try server.indexed(agent).device.installedSince == [:])
        try await agent.upload(Feeds.inventory(["a": "1.2", "b": "1.0"]))
        #expect(try days() == ["a 1.2 installed -"])
    }

    @Test("a package that was removed and comes again is new")
    func forgetsRemoved() async throws {
        try await add("main", Feeds.record("a", "1.2", codename: "bookworm"))
        let agent = try await server.enroll("web-1", having: ["a": "1.0", "b": "1.0"])
        pass(days: 1)
        try await agent.upload(Feeds.inventory(["b": "1.0"]))
        #expect(try days() == [])
        pass(days: 1)
        // The server knows this inventory, so that the check-in alone brings it.
        #expect(try await !agent.checkIn(Feeds.inventory(["a": "1.0", "b": "1.0"])).needsInventory)
        #expect(try days() == ["a 1.2 missing 2"])
        pass(days: 1)
        try await agent.checkIn(Feeds.inventory(["b": "1.0"]))
        #expect(try server.indexed(agent).device.installedSince == [:])
    }

    @Test("of several packages the one that was there first counts")
    func takesFirstPackage() async throws {
        var record = Feeds.record("a", "1.2", codename: "bookworm")
        record.binaries.append(
            PatchBinary(name: "a-doc", architecture: "amd64", version: "1.2", size: 1)
        )
        try await add("main", record)
        let main = InstalledPackage(name: "a", architecture: "amd64", version: "1.0", source: "a")
        var documents = main
        documents.name = "a-doc"
        var inventory = Feeds.inventory([:])
        let agent = try await server.enroll("web-1")
        try await agent.upload(inventory)
        for package in [documents, main] {
            pass(days: 1)
            inventory.packages.append(package)
            try await agent.upload(inventory)
        }
        #expect(try days() == ["a 1.2 missing 1"])
        pass(days: 1)
        inventory.packages.removeFirst()
        try await agent.upload(inventory)
        #expect(try days() == ["a 1.2 missing 2"])
    }

    @Test("a machine whose first inventory is known from another is dated by its own first call")
    func datesSharedInventories() async throws {
        try await add("main", Feeds.record("a", "1.2", codename: "bookworm"))
        _ = try await server.enroll("web-1", having: ["a": "1.0"])
        pass(days: 3)
        let other = try await server.enroll("web-2", keyByte: 2)
        try await other.checkIn(Feeds.inventory(["a": "1.0"]))
        #expect(try days("web-1") == ["a 1.2 missing 0"])
        #expect(try days("web-2") == ["a 1.2 missing 3"])
    }

    @Test("devices without agents are dated by their imports, by whichever node")
    func datesImports() async throws {
        try await add("main", Feeds.record("a", "1.2", codename: "bookworm"))
        let second = try await server.secondNode()
        func take(_ packages: [String: String], _ services: Services) async throws {
            _ = try await services.devices.importDevices(
                ImportedFleet(["web-1": Feeds.inventory(packages)]),
                by: server.operatorPrincipal
            )
            pass(days: 1)
        }
        try await take(["b": "1.0"], server.services)
        // The second node's index has not taken in anything so far.
        try await take(["a": "1.0", "b": "1.0"], second.services)
        try await take(["a": "1.1", "b": "1.0", "c": "1"], second.services)
        try await server.services.index.refresh()
        #expect(try days() == ["a 1.2 missing 1"])
        let device = try server.view().device("web-1").device
        #expect(device.firstScannedAt == start)
        #expect(
            device.installedSince.mapValues { $0 - start }
                == ["a": .seconds(86_400), "c": .seconds(2 * 86_400)]
        )
    }
}
