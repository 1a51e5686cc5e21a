// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Testing

@Suite struct ComplianceMeasureTests {
    private static let group = Group.Identity(derivedFrom: "web")
    private static let baseline = Baseline.Identity(derivedFrom: "baseline")

    private let world: World
    private let snapshot: FleetSnapshot

    /// 1 lacks `a` and has `b`.
    ///
    /// 2 has both; 3 was never scanned; 4 was scanned long ago; 5 is at another customer's; 6 has
    /// neither package; 7 runs Windows. 2 to 7 are in the group.
    init() throws {
        world = try World(
            "security a 1.1 a:amd64\nmain b 1.1 b:amd64\nkb w KB1\nopen DSA-9 affected z"
        )
        var windows = Snapshots.device(7, digest: "w")
        windows.stream = Stream(rawValue: "windows:w")
        let writer = Snapshots.writer(
            world,
            inventories: [
                "1": try Machine.inventory("a:amd64 1.0 a\nb:amd64 1.1 b"),
                "2": try Machine.inventory("a:amd64 1.1 a\nb:amd64 1.1 b"),
                "6": try Machine.inventory("q:amd64 1.0 q\nz:amd64 1.0 z"),
                "w": try Machine.inventory("", stream: "windows:w"),
            ],
            devices: [
                Snapshots.device(1, digest: "1"), Snapshots.device(2, digest: "2"),
                Snapshots.device(3, digest: nil),
                Snapshots.device(4, digest: "1", scannedAgo: .seconds(30 * 86_400)),
                Snapshots.device(5, path: Snapshots.there, digest: "1"),
                Snapshots.device(6, digest: "6"), windows,
            ]
        )
        snapshot = writer.change { facts in
            facts.memberships = (2...7).map {
                GroupMembership(
                    group: Self.group,
                    device: .init(Snapshots.uuid("device \($0)"))
                )
            }
        }
    }

    private func compliance(_ platform: CompliancePlatform = .linux) -> Compliance {
        var compliance = Compliance(
            id: .init(derivedFrom: "compliance"),
            number: 1,
            tenant: .init(derivedFrom: "tenant"),
            path: Snapshots.root.appending(2),
            name: "Servers",
            summary: "",
            platform: platform,
            createdBy: "user:ada",
            createdAt: Snapshots.now
        )
        compliance.devices = [1, 3, 99].map {
            Device.Identity(Snapshots.uuid("device \($0)"))
        }.reduce(into: []) { $0.insert($1) }
        compliance.groups = [Self.group, .init(derivedFrom: "nothing")]
        return compliance
    }

    private func measure(
        _ patches: [Patch],
        _ platform: CompliancePlatform = .linux
    ) -> [String] {
        snapshot.measure(
            compliance(platform),
            against: [(Self.baseline, patches)],
            now: Snapshots.now
        ).map { result in
            let device = snapshot.devices[result.device]?.device.number ?? 0
            return "\(device) \(result.state) \(result.compliant) \(result.missing.count) "
                + "\(result.unknown) \(result.reason?.rawValue ?? "-")"
        }
    }

    @Test("each device is measured by what its inventory says, and the unknown never comply")
    func measures() {
        #expect(
            measure(world.catalogue.ordered) == [
                "1 missing 1 1 0 -",
                "2 compliant 2 0 0 -",
                "3 unknown 0 0 3 never_scanned",
                "4 unknown 0 0 2 inventory_stale",
                "6 compliant 0 0 0 -",
            ]
        )
    }

    @Test("the missing patches are named")
    func namesMissing() throws {
        let a = try world.patch("a", "1.1")
        let results = snapshot.measure(
            compliance(),
            against: [(Self.baseline, [a]), (.init(derivedFrom: "empty"), [])],
            now: Snapshots.now
        )
        #expect(results.map(\.missing.count) == [1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        #expect(results.first?.missing == [a.id])
        #expect(Set(results.prefix(5).map(\.baseline)) == [Self.baseline])
        // Without a patch to have, only the unknown do not comply.
        #expect(
            results.suffix(5).map(\.state)
                == [.compliant, .compliant, .unknown, .unknown, .compliant]
        )
    }

    @Test("devices of another platform are passed over, those never scanned are not")
    func keepsToPlatform() throws {
        let update = try world.patch(named: "KB1")
        #expect(
            measure([update], .windows) == [
                "3 unknown 0 0 1 never_scanned", "7 missing 0 1 0 -",
            ]
        )
        #expect(measure([update], .mac) == ["3 unknown 0 0 0 never_scanned"])
    }
}
