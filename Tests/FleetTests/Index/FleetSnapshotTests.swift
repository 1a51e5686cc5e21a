// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing

@Suite struct FleetSnapshotTests {
    private let world: World
    private let security: Patch
    private let update: Patch

    init() throws {
        world = try World(
            "security a 1.1 a:amd64\nmain a 1.0.5 a:amd64\nmain b 1.1 b:amd64\nmain c 1.1 c:amd64"
        )
        security = try world.patch("a", "1.1")
        update = try world.patch("b", "1.1")
    }

    private func writer(_ machine: String, _ devices: [Device]) throws -> FleetWriter {
        Snapshots.writer(
            world,
            inventories: ["d": try Machine.inventory(machine)],
            devices: devices
        )
    }

    private func snapshot(_ machine: String, _ devices: [Device]) throws -> FleetSnapshot {
        try writer(machine, devices).snapshot
    }

    @Test("devices are those of a path and below, by number")
    func devicesInPath() throws {
        let snapshot = try snapshot(
            "",
            [
                Snapshots.device(3), Snapshots.device(1),
                Snapshots.device(2, path: Snapshots.there),
            ]
        )
        #expect(snapshot.devices(in: Snapshots.root).map(\.device.number) == [1, 2, 3])
        #expect(snapshot.devices(in: Snapshots.here).map(\.device.number) == [1, 3])
        #expect(snapshot.devices(in: Snapshots.root.appending(2)).count == 2)
        #expect(snapshot.devices(in: Snapshots.there).map(\.device.number) == [2])
        #expect(snapshot.devices(in: TenantPath(root: 2)).isEmpty)
    }

    @Test(
        "nothing is concluded from no inventory, an old one, an unread one or no catalogue",
        arguments: [
            (Snapshots.device(1, digest: nil), .neverScanned, .unknown),
            (Snapshots.device(1, digest: "lost"), .neverScanned, .unknown),
            (Snapshots.device(1, digest: "uncovered"), .noCatalogue, .unknown),
            (Snapshots.device(1, scannedAgo: .seconds(7 * 86_400)), nil, .healthy),
            (
                Snapshots.device(1, scannedAgo: .seconds(7 * 86_400) + .milliseconds(1)),
                .inventoryStale, .unknown
            ),
            (Snapshots.device(1, scannedAgo: .seconds(-60)), nil, .healthy),
        ] as [(Device, Finding.Reason?, Health)]
    )
    func unknownDevices(_ device: Device, _ reason: Finding.Reason?, _ health: Health) throws {
        let snapshot = Snapshots.snapshot(
            world,
            inventories: [
                "d": try Machine.inventory("a:amd64 1.1 a"),
                "uncovered": try Machine.inventory("a:amd64 1.0 a", stream: "ubuntu:24.04"),
            ],
            devices: [device]
        )
        let indexed = try #require(snapshot.devices[device.id])
        #expect(snapshot.unknown(indexed, now: Snapshots.now) == reason)
        #expect(snapshot.health(indexed, now: Snapshots.now) == health)
    }

    @Test("a device that claims a scan at the beginning of time is stale, and stops nothing")
    func survivesExtremeTimes() throws {
        for milliseconds in [Int64.min, .max] {
            var device = Snapshots.device(1)
            device.scannedAt = Timestamp(milliseconds: milliseconds)
            let snapshot = try snapshot("a:amd64 1.0 a", [device])
            let expected: Finding.Reason? = milliseconds == .min ? .inventoryStale : nil
            let indexed = try #require(snapshot.devices[device.id])
            #expect(snapshot.unknown(indexed, now: Snapshots.now) == expected)
        }
    }

    @Test(
        "health is the worst of what is lacking",
        arguments: [
            ("a:amd64 1.0 a\nb:amd64 1.0 b", .highlyVulnerable),
            ("a:amd64 1.1 a\nb:amd64 1.0 b", .vulnerable),
            ("a:amd64 1.1 a\nb:amd64 1.1 b", .healthy), ("", .healthy),
            ("a:amd64 : a", .unknown), ("a:amd64 : a\nb:amd64 1.0 b", .vulnerable),
        ] as [(String, Health)]
    )
    func health(_ machine: String, _ health: Health) throws {
        let snapshot = try snapshot(machine, [Snapshots.device(1)])
        let device = try #require(snapshot.devices(in: Snapshots.root).first)
        #expect(snapshot.health(device, now: Snapshots.now) == health)
    }

    @Test("superseded and declined patches are not lacking")
    func lacking() throws {
        let writer = try writer("a:amd64 1.0 a\nb:amd64 1.0 b", [Snapshots.device(1)])
        var snapshot = writer.snapshot
        var device = try #require(snapshot.devices(in: Snapshots.root).first)
        #expect(snapshot.findings(device).filter(\.state.isMissing).count == 3)
        #expect(lines(snapshot.lacking(device)) == ["a 1.1", "b 1.1"])
        snapshot = writer.change {
            $0.approvals = [
                decision(.declined, security, Snapshots.root),
                decision(.approved, update, Snapshots.root),
            ]
        }
        device = try #require(snapshot.devices(in: Snapshots.root).first)
        #expect(lines(snapshot.lacking(device)) == ["b 1.1"])
        #expect(snapshot.health(device, now: Snapshots.now) == .vulnerable)
        snapshot = writer.change {
            $0.approvals = [
                decision(.declined, security, Snapshots.root),
                decision(.declined, update, Snapshots.there),
            ]
        }
        device = try #require(snapshot.devices(in: Snapshots.root).first)
        #expect(lines(snapshot.lacking(device)) == ["b 1.1"])
        #expect(snapshot.health(device, now: Snapshots.now) == .vulnerable)
    }

    @Test("the decision of the nearest tenant above a place counts there")
    func nearestApproval() throws {
        let writer = try writer("", [])
        var snapshot = writer.snapshot
        let customer = Snapshots.root.appending(2)
        #expect(snapshot.approval(of: update.id, at: Snapshots.here) == nil)
        let all = [
            decision(.declined, update, Snapshots.here),
            decision(.declined, update, Snapshots.root), decision(.approved, update, customer),
        ]
        for decisions in [all, all.reversed()] {
            snapshot = writer.change { $0.approvals = decisions }
            let found = [Snapshots.here, customer, Snapshots.root, Snapshots.there].map {
                snapshot.approval(of: update.id, at: $0)?.decision
            }
            #expect(found == [.declined, .approved, .declined, .declined])
            #expect(snapshot.approval(of: security.id, at: Snapshots.here) == nil)
        }
        snapshot = writer.change { $0.approvals = [decision(.approved, update, Snapshots.here)] }
        #expect(snapshot.approval(of: update.id, at: Snapshots.there) == nil)
        #expect(snapshot.approval(of: update.id, at: customer) == nil)
    }

    @Test("a finding about one patch is the one among all findings")
    func oneFinding() throws {
        let snapshot = try snapshot("a:amd64 1.0 a", [Snapshots.device(1)])
        let device = try #require(snapshot.devices(in: Snapshots.root).first)
        #expect(snapshot.finding(of: security.id, on: device)?.state == .missing)
        #expect(snapshot.finding(of: update.id, on: device) == nil)
        let unscanned = IndexedDevice(Snapshots.device(9, digest: nil))
        #expect(snapshot.finding(of: security.id, on: unscanned) == nil)
        #expect(snapshot.findings(unscanned).isEmpty)
    }

    private func decision(
        _ decision: Approval.Decision,
        _ patch: Patch,
        _ path: TenantPath
    ) -> Approval {
        Approval(
            tenant: .init(Snapshots.uuid("\(path)")),
            path: path,
            patch: patch.id,
            decision: decision,
            by: "user:ada",
            at: Snapshots.now
        )
    }

    private func lines(_ findings: [Finding]) -> [String] {
        findings.map { "\($0.patch.source) \($0.patch.version)" }.sorted()
    }
}
