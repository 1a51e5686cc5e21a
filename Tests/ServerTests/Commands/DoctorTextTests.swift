// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Foundation
import Server
import Services
import Storage
import Testing

@Suite struct DoctorTextTests {
    private static let figures = StorageFigures(
        fileBytes: 2_000_000,
        pageCount: 500,
        freePageCount: 17,
        walBytes: 340_000
    )

    private func doctor(_ snapshot: FleetSnapshot, after: Duration = .zero) -> DoctorText {
        DoctorText(snapshot, storage: Self.figures, now: SampleFleet.now + after)
    }

    private func members(_ doctor: DoctorText) throws -> [String: Any] {
        let bytes = try JSONEncoder().encode(doctor)
        return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    }

    @Test("machines of which nothing is known are counted by their reasons")
    func countsUnknown() throws {
        let doctor = doctor(SampleFleet.view.snapshot)
        #expect(
            doctor.warnings == [
                "1 devices are unknown: never_scanned", "1 devices are unknown: no_catalogue",
            ]
        )
        let unknown = try members(doctor)["unknown_devices"] as? [String: Int]
        #expect(unknown == ["never_scanned": 1, "no_catalogue": 1])
    }

    @Test("feeds that grew old are named with the time, and so are the machines they concern")
    func tellsStaleFeeds() {
        let snapshot = SampleFleet.view.snapshot
        let week = FreshnessLimits.defaultFeedMaxAge
        let onTime = doctor(snapshot, after: week)
        #expect(!onTime.warnings.contains { $0.contains("out of date") })
        let late = doctor(snapshot, after: week + .milliseconds(1))
        #expect(
            late.warnings.filter { $0.contains("out of date") } == [
                "the feed dsa is out of date since 2023-11-21T22:13:20Z",
                "the feed main is out of date since 2023-11-21T22:13:20Z",
                "the feed security is out of date since 2023-11-21T22:13:20Z",
            ]
        )
        #expect(late.warnings.contains("2 devices are unknown: inventory_stale"))
    }

    @Test("an empty folder is told to import a feed")
    func tellsEmptyFolder() {
        let snapshot = FleetSnapshot(limits: SampleFleet.view.snapshot.limits)
        let doctor = doctor(snapshot)
        #expect(doctor.warnings == ["no feed was imported: thimble catalog import"])
        #expect(doctor.text.hasSuffix("\n\nno feed was imported: thimble catalog import"))
    }

    @Test("people get sizes, parts and warnings")
    func writesText() {
        let text = doctor(SampleFleet.view.snapshot).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0] == "4 devices with 4 distinct packages, 3 patches from 3 feeds")
        #expect(lines[1] == "database: 2.3 MB, 17 free pages")
        #expect(lines[3].hasPrefix("index") && lines[3].hasSuffix("MB"))
        let parts = IndexMemory(SampleFleet.view.snapshot).parts.map(\.name)
        let rows = lines[5..<(6 + parts.count)].map { $0.prefix { $0 != " " } }
        #expect(rows.map(String.init) == parts + ["all"])
        #expect(lines.suffix(2).allSatisfy { $0.contains("devices are unknown") })
        #expect(!text.contains("nothing wants attention"))
    }

    @Test("where all is well it is said")
    func tellsHealth() {
        let all = SampleFleet.view.snapshot
        let writer = FleetWriter(limits: all.limits)
        let known = all.devices.filter { $0.device.name == "web-2" }
        let facts = FleetFacts(
            catalogue: all.catalogue,
            devices: known.map { ($0.device, all.inventory(of: $0)) }
        )
        let doctor = doctor(writer.take(facts))
        #expect(doctor.warnings.isEmpty)
        #expect(doctor.text.hasSuffix("\n\nnothing wants attention"))
    }

    @Test("programs get these members")
    func writesMembers() throws {
        let members = try members(doctor(SampleFleet.view.snapshot))
        #expect(
            members.keys.sorted() == [
                "database_bytes", "devices", "distinct_packages", "feeds", "free_database_pages",
                "index_bytes", "patches", "unknown_devices", "warnings",
            ]
        )
        #expect(members["devices"] as? Int == 4 && members["patches"] as? Int == 3)
        #expect(members["feeds"] as? Int == 3 && members["distinct_packages"] as? Int == 4)
        #expect(members["database_bytes"] as? Int == 2_340_000)
        #expect(members["free_database_pages"] as? Int == 17)
        let bytes = try #require(members["index_bytes"] as? [String: Int])
        let memory = IndexMemory(SampleFleet.view.snapshot)
        #expect(Set(bytes.keys) == Set(memory.parts.map(\.name)))
        #expect(bytes.values.reduce(0, +) == memory.total)
    }
}
