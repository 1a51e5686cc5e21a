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

    @Test("what is worse, wider or needed counts, and what one part gives freely is free")
    func joinsOptionalMembers() {
        let c = AffectedPackage(name: "c", isSource: false, answer: .affected)
        let d = AffectedPackage(name: "d", isSource: true, answer: .willNotFix)
        let bare = World.record("a")
        let first = changed(bare) {
            $0.severity = .moderate
            $0.supersedes = ["KB2", "KB1"]
            $0.affected = [c]
            $0.subscription = "Ubuntu Pro"
            $0.needsReboot = false
        }
        let second = changed(bare) {
            $0.severity = .critical
            $0.classification = .thirdParty
            $0.supersedes = ["KB1", "KB3"]
            $0.affected = [d, c]
            $0.subscription = "other"
            $0.needsReboot = true
        }
        let third = changed(bare) {
            $0.severity = .low
            $0.classification = .update
            $0.subscription = "third"
            $0.needsReboot = false
        }
        let expected = changed(bare) {
            $0.severity = .critical
            $0.classification = .thirdParty
            $0.supersedes = ["KB2", "KB1", "KB3"]
            $0.affected = [c, d]
            $0.subscription = "Ubuntu Pro"
            $0.needsReboot = true
        }
        #expect(PatchRecord.merged([first, second, third]).map(\.record) == [expected])
        for order in [[first, bare, second], [bare, first, second], [second, first, bare]] {
            #expect(PatchRecord.merged(order).map(\.record.subscription) == [nil])
        }
        for order in [[bare, first], [first, bare]] {
            let free = changed(first) { $0.subscription = nil }
            #expect(PatchRecord.merged(order).map(\.record) == [free])
        }
        #expect(PatchRecord.merged([bare, bare]).map(\.record) == [bare])
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
