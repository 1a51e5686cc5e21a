// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing

/// Single cases of what the laws of changes say of all.
@Suite struct FleetWriterTests {
    private func health(_ snapshot: FleetSnapshot) throws -> Health {
        let device = try #require(snapshot.devices(in: Snapshots.root).first)
        return snapshot.health(device, now: Snapshots.now)
    }

    private func lines(_ snapshot: FleetSnapshot, _ number: Int = 0) throws -> [String] {
        let devices = snapshot.devices(in: Snapshots.root)
        try #require(number < devices.count)
        return snapshot.findings(devices[number]).map { $0.line(snapshot.catalogue) }
    }

    /// The change from one catalogue to what the lines say of the patches that they name.
    private func change(_ base: Catalogue, _ lines: String) throws -> FleetFacts.CatalogueChange {
        let groups = Dictionary(grouping: try World(lines).records, by: \.record.patch)
        let next = base.updated(groups.values, revisions: [])
        return .patches(
            next,
            groups.keys.compactMap { base.patch($0) } + groups.keys.compactMap { next.patch($0) }
        )
    }

    private func writer(_ catalogue: String, _ machines: Inventory...) throws -> FleetWriter {
        let names = machines.indices.map { "d\($0)" }
        return Snapshots.writer(
            try World(catalogue),
            inventories: Dictionary(uniqueKeysWithValues: zip(names, machines)),
            devices: names.indices.map { Snapshots.device(Int64($0) + 1, digest: names[$0]) }
        )
    }

    @Test("a decision and a new revision that are read together both count")
    func takesDecisionsWithFeeds() throws {
        let writer = try writer("security a 1.1 a:amd64", try Machine.inventory("a:amd64 1.0 a"))
        #expect(try health(writer.snapshot) == .highlyVulnerable)
        let patch = try World("security a 1.1 a:amd64").patch("a", "1.1")
        let decision = Approval(
            tenant: .init(Snapshots.uuid("site \(Snapshots.root)")),
            path: Snapshots.root,
            patch: patch.id,
            decision: .declined,
            by: "user:ada",
            at: Snapshots.now
        )
        // A feed with news, and one that was asked and has none.
        for lines in ["main b 1.1 b:amd64", ""] {
            writer.change { $0.approvals = [] }
            let next = try change(writer.snapshot.catalogue, lines)
            let snapshot = writer.change {
                $0.approvals = [decision]
                $0.catalogue = next
            }
            #expect(snapshot.approval(of: patch.id, at: Snapshots.here)?.decision == .declined)
            #expect(try health(snapshot) == .healthy, "\(lines)")
        }
    }

    @Test("a version that was dropped and comes back with other packages brings only those")
    func forgetsFormerPackages() throws {
        let writer = try writer(
            "security a 1.1 a:amd64\nmain z 1 z:amd64",
            try Machine.inventory("a:amd64 1.0 a\nb:amd64 1.1 a")
        )
        #expect(try lines(writer.snapshot) == ["a 1.1 missing binary_older"])
        var next = try change(writer.snapshot.catalogue, "security a 1.1 a:amd64 withdrawn")
        #expect(try lines(writer.change { $0.catalogue = next }).isEmpty)
        next = try change(writer.snapshot.catalogue, "security a 1.1 b:amd64")
        let snapshot = writer.change { $0.catalogue = next }
        #expect(try lines(snapshot) == ["a 1.1 installed up_to_date"])
        let device = try #require(snapshot.devices(in: Snapshots.root).first)
        #expect(snapshot.findings(device).first?.packages.map(\.name) == ["b"])
    }

    @Test("what an update replaces on one product may change another product's chain")
    func followsChainsAcrossProducts() throws {
        let writer = try writer(
            "kb Oak KB1\nkb Oak KB3 KB2\nkb Elm KB2 KB1",
            try Machine.inventory("KB3", stream: "windows:Oak")
        )
        #expect(
            try lines(writer.snapshot).sorted() == [
                "KB1 installed replaced_by_installed", "KB3 installed up_to_date",
            ]
        )
        let next = try change(writer.snapshot.catalogue, "kb Elm KB2")
        #expect(
            try lines(writer.change { $0.catalogue = next }).sorted() == [
                "KB1 missing update_not_installed", "KB3 installed up_to_date",
            ]
        )
    }

    @Test("the first feed of a release makes its machines known, and their updates missing")
    func coversReleases() throws {
        let writer = try writer(
            "main a 1 a:amd64",
            try Machine.inventory("KB1", stream: "windows:Oak"),
            try Machine.inventory("oak:x86_64 1-1 oak", stream: "almalinux:9")
        )
        let next = try change(
            writer.snapshot.catalogue,
            "kb Oak KB1\nkb Oak KB2\nalsa ALSA-1 oak=2-1"
        )
        let snapshot = writer.change { $0.catalogue = next }
        #expect(
            try lines(snapshot).sorted() == [
                "KB1 installed up_to_date", "KB2 missing update_not_installed",
            ]
        )
        #expect(try lines(snapshot, 1) == ["ALSA-1 missing binary_older"])
        for device in snapshot.devices(in: Snapshots.root) {
            #expect(snapshot.unknown(device, now: Snapshots.now) == nil)
        }
    }

    @Test("a feed that changes all the time leaves no trace, in the answers and in the memory")
    func forgetsFormerRevisions() throws {
        let names = (0..<60).map { "a\($0)" }
        let feed = { (phase: Int) in
            names.map { "updates \($0) 1.1 \($0):amd64 phased=\(phase)" }.joined(separator: "\n")
        }
        let machine = names.map { "\($0):amd64 1.0 \($0)" }.joined(separator: "\n")
        let writer = try writer(feed(1), try Machine.inventory(machine))
        let before = IndexMemory(writer.snapshot).total
        for round in 2..<300 {
            let next = try change(writer.snapshot.catalogue, feed(round % 90 + 1))
            writer.change { $0.catalogue = next }
        }
        // About 18,000 verdicts were given; those that nobody needs are swept now and then.
        #expect(IndexMemory(writer.snapshot).total < before + 700_000)
        let fresh = try self.writer(feed(299 % 90 + 1), try Machine.inventory(machine)).snapshot
        #expect(FleetAnswers(writer.snapshot).differences(from: FleetAnswers(fresh)).isEmpty)
    }

    @Test("of two open orders the older one counts again where the newer one expires")
    func showsOlderOrder() throws {
        let writer = try writer("main a 1.1 a:amd64", try Machine.inventory("a:amd64 1.0 a"))
        let patch = try World("main a 1.1 a:amd64").patch("a", "1.1")
        let older = Snapshots.execution("1", patches: [patch])
        var newer = Snapshots.execution("2", patches: [patch], at: 10)
        writer.change { $0.executions = [older, newer] }
        _ = newer.on(.tick, at: newer.expiresAt)
        let snapshot = writer.change { $0.executions = [newer] }
        #expect(try lines(snapshot) == ["a 1.1 inProgress order_open"])
    }

    @Test("two indexes that met the machines in another order give the same answers")
    func orderOfDevicesIsIrrelevant() throws {
        let catalogue = """
            security a 1.1 a:amd64 b:amd64 c:amd64
            open CVE-1 affected bin/a
            security d 1.2 d:amd64
            """
        let one = try Machine.inventory("c:amd64 1.0 a\nb:amd64 1.0 a")
        let two = try Machine.inventory("a:amd64 1.0 a\nb:amd64 1.0 a\nc:amd64 1.0 a\nd:amd64 1 d")
        let forwards = try writer(catalogue, one, two).snapshot
        let backwards = Snapshots.snapshot(
            try World(catalogue),
            inventories: ["d0": one, "d1": two],
            devices: [Snapshots.device(2, digest: "d1"), Snapshots.device(1, digest: "d0")]
        )
        #expect(FleetAnswers(forwards).differences(from: FleetAnswers(backwards)).isEmpty)
    }

    @Test("a device that is removed is counted no more, and its slot is given to nobody")
    func removes() throws {
        let inventory = try Machine.inventory("a:amd64 1.0 a")
        let writer = try writer("main a 1.1 a:amd64", inventory, inventory)
        let patch = try World("main a 1.1 a:amd64").patch("a", "1.1")
        let removed = Snapshots.device(1)
        let slot = try #require(writer.snapshot.devices[removed.id]?.slot)
        var snapshot = writer.change { $0.removed = [removed.id] }
        #expect(snapshot.devices.count == 1 && snapshot.devices[removed.id] == nil)
        #expect(snapshot.tallies(in: Snapshots.root)[patch.id] == PatchTally(missing: 1))
        #expect(snapshot.devices(lacking: [patch.id]).slots == [1 - slot])
        let packages = snapshot.devices(in: Snapshots.root).first?.packages
        snapshot = writer.change {
            $0.devices = [FleetFacts.DeviceFact(Snapshots.device(9), packages: packages)]
        }
        #expect(snapshot.devices[Snapshots.device(9).id]?.slot == 2)
        #expect(snapshot.devices[slot: slot] == nil)
        #expect(snapshot.devices(lacking: [patch.id]).slots == [1 - slot, 2])
        // What is not there can be removed again.
        snapshot = writer.change { $0.removed = [removed.id] }
        #expect(snapshot.devices.count == 2)
    }

    @Test("a call without news changes no answer")
    func checkInChangesNothing() throws {
        let writer = try writer("main a 1.1 a:amd64", try Machine.inventory("a:amd64 1.0 a"))
        let before = FleetAnswers(writer.snapshot)
        let known = try #require(writer.snapshot.devices(in: Snapshots.root).first)
        var device = known.device
        device.lastContactAt = Snapshots.now
        let snapshot = writer.change {
            $0.devices = [FleetFacts.DeviceFact(device, packages: known.packages)]
        }
        #expect(FleetAnswers(snapshot).differences(from: before).isEmpty)
        #expect(snapshot.devices[device.id]?.device.lastContactAt == Snapshots.now)
    }
}
