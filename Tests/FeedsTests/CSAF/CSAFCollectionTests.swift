// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct CSAFCollectionTests {
    private static let tree = CSAFFixture.tree(
        ["m": "cpe:/a:redhat:enterprise_linux:9::appstream"],
        ["hats-0:1-1.x86_64", "felt-0:1-1.x86_64", "felt"]
    )
    private static let sles = CSAFFixture.tree(
        ["s": "cpe:/o:suse:sles:15:sp5"],
        ["hats-1-1", "felt-1-1"]
    )

    /// An advisory that fixes some packages.
    private func advisory(
        _ name: String = "RHSA-2026:1",
        _ fixed: [String] = ["m:hats-0:1-1.x86_64"],
        tree: String = tree,
        publisher: String = "Red Hat Product Security",
        status: String = "final",
        category: String = "csaf_security_advisory",
        day: Int = 1
    ) -> String {
        CSAFFixture.document(
            name,
            category: category,
            publisher: publisher,
            status: status,
            released: "2026-02-0\(day)T00:00:00Z",
            rating: "Low",
            tree: tree,
            vulnerabilities: [CSAFFixture.vulnerability("CVE-2026-0001", ["fixed": fixed])]
        )
    }

    private func binaries(_ content: FeedContent) -> [String] {
        content.records.map { record in
            "\(record.stream) \(record.source) \(record.binaries.map(\.name))"
        }
    }

    @Test("a document about a vulnerability and an advisory make one patch, in any order")
    func joins() throws {
        let vulnerability = CSAFFixture.document(
            "CVE-2026-0002",
            released: "2026-03-01T00:00:00Z",
            tree: Self.tree,
            vulnerabilities: [
                CSAFFixture.vulnerability(
                    "CVE-2026-0002",
                    [
                        "fixed": ["m:felt-0:1-1.x86_64", "m:hats-0:1-1.x86_64"],
                        "known_affected": ["m:felt"],
                    ],
                    remediations: [
                        CSAFFixture.remediation(
                            "vendor_fix",
                            ["m:felt-0:1-1.x86_64", "m:hats-0:1-1.x86_64"],
                            fields: #""url":"e/RHSA-2026:1","date":"2026-01-09T00:00:00Z","#
                        )
                    ],
                    threats: [CSAFFixture.impact("Important", ["m:hats-0:1-1.x86_64"])]
                )
            ]
        )
        let texts = [advisory(), vulnerability]
        let found = try CSAFFixture.contents(texts)[0]
        #expect(
            binaries(found) == [
                "rhel:9 CVE-2026-0002 []", "rhel:9 RHSA-2026:1 [\"felt\", \"hats\"]",
            ]
        )
        // What the advisory says of itself counts, and of the ratings the worse one.
        #expect(
            found.records[1].advisories == [
                AdvisoryReference(
                    name: "RHSA-2026:1",
                    title: "hats update",
                    issuedAt: Timestamp(milliseconds: 1_767_312_000_000),
                    cves: ["CVE-2026-0001", "CVE-2026-0002"]
                )
            ]
        )
        #expect(found.records[1].severity == .important)
        #expect(found.publishedAt == Timestamp(milliseconds: 1_772_323_200_000))
        let reversed = try CSAFFixture.contents(texts.reversed())[0]
        #expect(reversed.records == found.records)
        #expect(reversed.digest == found.digest)
        #expect(reversed.remarks == found.remarks)
        #expect(try CSAFFixture.contents([vulnerability])[0].digest != found.digest)
    }

    @Test("a fixed package of a vulnerability is left to the advisory that brings it")
    func leavesFixes() throws {
        let vulnerability = CSAFFixture.document(
            "CVE-2026-0001",
            publisher: "SUSE Product Security Team",
            tree: Self.sles,
            vulnerabilities: [
                CSAFFixture.vulnerability(
                    "CVE-2026-0001",
                    ["recommended": ["s:hats-1-1", "s:felt-1-1"]]
                )
            ]
        )
        let fix = advisory(
            "SUSE-SU-2026:1-1",
            ["s:hats-1-1"],
            tree: Self.sles,
            publisher: "SUSE Product Security Team"
        )
        let found = try CSAFFixture.contents([vulnerability, fix])[0]
        #expect(
            binaries(found) == [
                "suse:sles:15.5 CVE-2026-0001 [\"felt\"]",
                "suse:sles:15.5 SUSE-SU-2026:1-1 [\"hats\"]",
            ]
        )
        #expect(
            found.remarks == [
                "Fixed packages of vulnerabilities that an advisory brings too: 1."
            ]
        )
        let whole = advisory(
            "SUSE-SU-2026:1-1",
            ["s:hats-1-1", "s:felt-1-1"],
            tree: Self.sles,
            publisher: "SUSE Product Security Team"
        )
        #expect(try CSAFFixture.contents([vulnerability, whole])[0].records.count == 1)
    }

    @Test("each publisher has a feed of its own")
    func separatesPublishers() throws {
        let found = try CSAFFixture.contents([
            advisory(tree: Self.tree), advisory(publisher: "Hat Maker"),
            advisory("X", ["s:hats-1-1"], tree: Self.sles, publisher: "SUSE"),
        ])
        #expect(found.map(\.feed) == ["csaf Hat Maker", "csaf redhat", "csaf suse"])
        #expect(found.map(\.records.count) == [1, 1, 1])
    }

    @Test("of files about one document the same is kept once and the newer one wins")
    func keepsNewest() throws {
        let old = advisory("RHSA-2026:1", ["m:hats-0:1-1.x86_64"], day: 1)
        let new = advisory("RHSA-2026:1", ["m:felt-0:1-1.x86_64"], day: 2)
        for texts in [[old, new], [new, old]] {
            let found = try CSAFFixture.contents(texts)[0]
            #expect(binaries(found) == ["rhel:9 RHSA-2026:1 [\"felt\"]"])
            #expect(found.remarks == ["Files that a newer one replaces: 1."])
        }
        let same = try CSAFFixture.contents([old, old])[0]
        #expect(same.remarks == ["Files that repeat another one: 1."])
        let other = advisory("RHSA-2026:1", ["m:felt-0:1-1.x86_64"], day: 1)
        #expect(
            complaint { _ = try CSAFFixture.contents([old, other]) }
                == "feed.malformed: 1.json: RHSA-2026:1 is not what 0.json says,"
                + " and neither is newer"
        )
    }

    @Test("drafts and documents without fixes are counted")
    func counts() throws {
        let found = try CSAFFixture.contents([
            advisory(), advisory("RHSA-2026:2", status: "draft"),
            advisory("RHSA-2026:3", category: "csaf_informational_advisory"),
            advisory("RHSA-2026:4", category: "csaf_security_incident_response"),
        ])[0]
        #expect(found.records.map(\.source) == ["RHSA-2026:1"])
        #expect(
            found.remarks == [
                "Drafts, left aside: 1.", "Documents that are no advisories, left aside: 2.",
            ]
        )
    }

    @Test("an import that says nothing of a known release is refused, with what it has instead")
    func refusesNothing() {
        let tree = CSAFFixture.tree(
            ["a": "", "b": "", "c": "", "d": "", "e": "", "f": "", "g": "", "h": "", "i": ""],
            ["hats-0:1-1.x86_64"]
        )
        let fixed = ["b", "a", "c", "d", "e", "f", "g", "h", "i"].map { "\($0):hats-0:1-1.x86_64" }
        #expect(
            complaint { _ = try CSAFFixture.contents([advisory("RHSA-2026:1", fixed, tree: tree)]) }
                == "feed.malformed: csaf: no document in it says something about a release that is"
                + " known. Statements about products that are no known release, left aside: 9"
                + " (1 a, 1 b, 1 c, 1 d, 1 e, 1 f, 1 g, 1 h, 1 others)."
                + " (known are the releases of Red Hat Enterprise Linux, SUSE Linux Enterprise and"
                + " openSUSE)"
        )
        #expect(
            complaint { _ = try CSAFFixture.contents([CSAFFixture.document("CVE-1")]) }
                == "feed.malformed: csaf: no document in it says something about a release that is"
                + " known (known are the releases of Red Hat Enterprise Linux, SUSE Linux"
                + " Enterprise and openSUSE)"
        )
    }
}
