// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Foundation
import Query
import Testing

@Suite struct FieldTests {
    private let world: World
    private let writer: FleetWriter
    private let snapshot: FleetSnapshot

    init() throws {
        world = try World("security a 1.1 a:amd64\ndsa DSA-1 a 1.1\nmain b 1.1 b:amd64")
        var scanned = Snapshots.device(7)
        scanned.facts.fullyQualifiedName = "m7.example.org"
        scanned.facts.domain = "example.org"
        scanned.facts.ipAddresses = ["192.0.2.7", "2001:db8::7"]
        scanned.agentKey = Data(repeating: 1, count: 32)
        scanned.lastContactAt = Snapshots.now
        scanned.facts.operatingSystem = "Debian GNU/Linux 12 (bookworm)"
        scanned.facts.machine = "x86_64"
        scanned.facts.macAddresses = ["02:00:00:00:00:01", "02:00:00:00:00:02"]
        scanned.facts.loggedOnUsers = ["ada"]
        scanned.facts.agentVersion = "1.4"
        var windows = Snapshots.device(8, path: Snapshots.there)
        windows.stream = Stream(rawValue: "windows:Windows 11")
        let new = Snapshots.device(9, digest: nil)
        let writer = Snapshots.writer(
            world,
            inventories: ["d": try Machine.inventory("a:amd64 1.0 a\nb:amd64 1.1 b")],
            devices: [scanned, windows, new]
        )
        let group = Group(
            id: .init(Snapshots.uuid("group")),
            number: 1,
            tenant: .init(Snapshots.uuid("root")),
            name: "Web servers"
        )
        snapshot = writer.change {
            $0.groups = [group]
            $0.memberships = [GroupMembership(group: group.id, device: scanned.id)]
        }
        self.writer = writer
    }

    @Test(
        "devices are found by each field",
        arguments: [
            (.number, .isOneOf([.number(8)]), [8]),
            (.name, .contains("M"), [7, 8, 9]), (.name, .isOneOf([.text("m9")]), [9]),
            (.fullyQualifiedName, .contains("example"), [7]),
            (.domain, .isOneOf([.text("EXAMPLE.ORG")]), [7]),
            (.address, .isOneOf([.text("2001:db8::7")]), [7]),
            (.site, .isOneOf([.text("site /1/20/4/")]), [8]),
            (.group, .contains("web"), [7]),
            (.platform, .isOneOf([.text("linux")]), [7, 9]),
            (.platform, .isOneOf([.text("windows")]), [8]),
            (.stream, .isOneOf([.text("debian:12")]), [7]),
            (.health, .isOneOf([.number(3)]), [7, 8]), (.health, .isBetween(0, 0), [9]),
            (.hasAgent, .isOneOf([.flag(true)]), [7]),
            (.isScanned, .isOneOf([.flag(false)]), [9]),
            (.id, .isOneOf([.text(Snapshots.uuid("device 8").uuidString)]), [8]),
            (.operatingSystem, .contains("bookworm"), [7]),
            (.operatingSystem, .isOneOf([.text("Windows 11")]), [8]),
            (.architecture, .exists, [7]),
            (.macAddress, .isOneOf([.text("02:00:00:00:00:02")]), [7]),
            (.lastLoggedOnUser, .isOneOf([.text("Ada")]), [7]),
            (.agentVersion, .matches(.prefix("1.")), [7]),
            (.activatedModules, .isOneOf([.text("PM")]), [7, 8, 9]),
            (.activatedModules, .isOneOf([.text("MTG")]), [7]),
            (.scannedAt, .isBetween(Snapshots.now.milliseconds - 60_000, nil), [7, 8]),
            (.lastSeenAt, .exists, [7]),
            (.missingPatchCount, .isBetween(1, nil), [7, 8]),
            (.missingPatchCount, .isOneOf([.number(0)]), [9]),
            (.installedPatchCount, .isOneOf([.number(1)]), [7, 8]),
            (.missingPatchTitle, .contains("a - security"), [7, 8]),
            (.missingPatchTitle, .contains("b 1.1"), []),
            (.installedPatchTitle, .isOneOf([.text("B 1.1")]), [7, 8]),
        ] as [(DeviceField, Query.Test, [Int64])]
    )
    func deviceFields(_ field: DeviceField, _ test: Query.Test, _ numbers: [Int64]) {
        let found = snapshot.devices(
            matching: .test(field, test),
            in: Snapshots.root,
            now: Snapshots.now
        )
        #expect(found.map(\.device.number) == numbers)
        let others = snapshot.devices(
            matching: .not(.test(field, test)),
            in: Snapshots.root,
            now: Snapshots.now
        )
        #expect(Set(others.map(\.device.number)) == Set([7, 8, 9]).subtracting(numbers))
    }

    @Test("a filter finds nothing outside the path")
    func deviceFilterIsScoped() {
        let found = snapshot.devices(
            matching: .everything,
            in: Snapshots.here,
            now: Snapshots.now
        )
        #expect(found.map(\.device.number) == [7, 9])
    }

    @Test("every field of a device can be asked for")
    func coversDeviceFields() throws {
        let device = try #require(snapshot.devices(in: Snapshots.root).first)
        for field in DeviceField.allCases {
            #expect(!snapshot.values(of: field, device, now: Snapshots.now).isEmpty, "\(field)")
        }
    }

    @Test(
        "a patch's values are those of its fields",
        arguments: [
            (.name, [.text("a 1.1"), .text("a - security update")]),
            (.advisory, [.text("DSA-1")]), (.cve, [.text("CVE-2023-1")]),
            (.source, [.text("a")]), (.stream, [.text("debian:12")]),
            (.platform, [.text("Linux")]), (.severity, [.number(0)]),
            (.classification, [.text("security")]), (.decision, [.text("none")]),
            (.missingCount, [.number(2)]), (.installedCount, [.number(0)]),
            (.failedCount, [.number(0)]), (.releasedAt, []), (.modifiedAt, []),
            (.title, [.text("a - security update")]), (.qid, []), (.kb, []),
            (.appFamily, [.text("a")]), (.product, [.text("Debian 12"), .text("debian:12")]),
            (.vendor, [.text("Debian")]), (.architecture, [.text("amd64")]),
            (.type, [.text("OS")]), (.isSecurity, [.flag(true)]), (.status, [.text("Missing")]),
            (.isSuperseded, []), (.downloadMethod, [.text("Automatic")]),
            (.isRollback, [.flag(true)]),
        ] as [(PatchField, [Value])]
    )
    func patchFields(_ field: PatchField, _ values: [Value]) throws {
        let patch = try world.patch("a", "1.1")
        let tally = try #require(snapshot.tallies(in: Snapshots.root)[patch.id])
        #expect(
            snapshot.values(of: field, patch, tally: tally, path: Snapshots.root) == values
        )
    }

    @Test("the number and the decision of a patch are those of the place")
    func patchDecision() throws {
        let patch = try world.patch("b", "1.1")
        let decision = Approval(
            tenant: .init(Snapshots.uuid("t")),
            path: Snapshots.there,
            patch: patch.id,
            decision: .declined,
            by: "",
            at: Snapshots.now
        )
        let snapshot = writer.change { $0.approvals = [decision] }
        let tally = PatchTally()
        #expect(
            snapshot.values(of: .decision, patch, tally: tally, path: Snapshots.there)
                == [.text("declined")]
        )
        #expect(
            snapshot.values(of: .decision, patch, tally: tally, path: Snapshots.here)
                == [.text("none")]
        )
        #expect(
            snapshot.values(of: .number, patch, tally: tally, path: Snapshots.here)
                == [.number(patch.number)]
        )
    }

    @Test(
        "a platform is that of the stream's family",
        arguments: [
            ("debian:12", Platform.linux), ("almalinux:9", .linux), ("apt:Shop:stable", .linux),
            ("windows:Windows 11", .windows), ("macos:15", .mac), ("", .linux),
        ]
    )
    func platforms(_ stream: String, _ platform: Platform) {
        #expect(Platform(Stream(rawValue: stream)) == platform)
    }
}
