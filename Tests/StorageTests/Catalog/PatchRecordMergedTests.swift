// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Storage

@Suite struct PatchRecordMergedTests {
    @Test("records of one patch are joined at its first place, the others stay")
    func joinsRecords() {
        var first = World.record("redis", binaries: ["redis"], advisories: ["DSA-1"])
        first.phasedPercentage = 40
        var second = World.record(
            "redis",
            title: "zweiter",
            binaries: ["redis", "redis-tools"],
            advisories: ["DSA-2", "DSA-1"]
        )
        second.origin = origin("contrib")
        second.phasedPercentage = 20
        var third = World.record("redis", title: "dritter")
        third.origin = origin("main")
        let other = World.record("nginx")

        let merged = PatchRecord.merged([first, other, second, third])

        var expected = first
        expected.title = "zweiter"
        expected.origin = second.origin
        expected.binaries = second.binaries
        expected.advisories = [first.advisories[0], second.advisories[0]]
        expected.phasedPercentage = 20
        #expect(merged.map(\.record) == [expected, other])
        #expect(merged.map(\.id) == [first.patch, other.patch])
    }

    @Test("one record stays as it is, and none is none")
    func keepsSingles() {
        let record = World.record("redis", title: "eins", binaries: ["b", "a"])
        #expect(PatchRecord.merged([record]).map(\.record) == [record])
        #expect(PatchRecord.merged([]).isEmpty)
    }

    private func origin(_ component: String) -> PatchOrigin {
        PatchOrigin(
            origin: "Debian",
            label: "Debian",
            suite: "stable",
            codename: "bookworm",
            component: component,
            willingness: .automatic
        )
    }
}
