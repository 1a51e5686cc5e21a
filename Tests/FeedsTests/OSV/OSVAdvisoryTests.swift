// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct OSVAdvisoryTests {
    private func decoded(_ text: String) throws -> OSVAdvisory {
        try OSVAdvisory.decoded(Array(text.utf8), name: "a.json")
    }

    @Test("the CVEs are those of three fields, each once; other names are left out")
    func readsCVEs() throws {
        let fields =
            #""aliases":["CVE-2026-0001","GHSA-1"],"related":["CVE-2026-0002","CVE-2026-0001"],"#
            + #""upstream":["CVE-2026-0003"],"summary":" Important:\nhats  and lamps ","#
        let found = try decoded(OSVFixture.advisory("ALSA-2026:1", [], fields: fields))
        #expect(found.cves == ["CVE-2026-0001", "CVE-2026-0002", "CVE-2026-0003"])
        #expect(found.title == "Important: hats and lamps")
        #expect(found.published == Timestamp(milliseconds: 1_767_312_000_000))
        #expect(found.modified == Timestamp(milliseconds: 1_770_091_506_000))
        #expect(!found.isWithdrawn)
    }

    @Test("a CVE counts under the name that Debian or Ubuntu gives it, and as the file's own name")
    func readsOwnCVEs() throws {
        let fields =
            #""upstream":["UBUNTU-CVE-2026-0001","CVE-2026-0001","UBUNTU-CVE-2026-0002"],"#
            + #""related":["USN-1-1","DEBIAN-CVE-2026-0003"],"#
        let found = try decoded(OSVFixture.advisory("UBUNTU-CVE-2026-0004", [], fields: fields))
        #expect(
            found.cves == ["CVE-2026-0003", "CVE-2026-0001", "CVE-2026-0002", "CVE-2026-0004"]
        )
        #expect(found.id == "UBUNTU-CVE-2026-0004")
        #expect(try decoded(OSVFixture.advisory("USN-1-1", [])).cves.isEmpty)
    }

    @Test(
        "Ubuntu's priority stands among the ratings",
        arguments: [
            ("negligible", Patch.Severity.low), ("low", .low), ("medium", .moderate),
            ("high", .important), ("critical", .critical), ("untriaged", nil),
        ]
    )
    func readsPriority(word: String, severity: Patch.Severity?) throws {
        let ratings =
            #""severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N"},"#
            + #"{"type":"Ubuntu","score":"\#(word)"}],"#
        #expect(
            try decoded(OSVFixture.advisory("A-1", [], fields: ratings)).priority == severity
        )
        #expect(try decoded(OSVFixture.advisory("A-1", [])).priority == nil)
    }

    @Test(
        "the summary's first word rates it",
        arguments: [
            ("Critical: a", Patch.Severity.critical), ("Important: a", .important),
            ("Moderate: a", .moderate), ("Low: a", .low), ("None: a", nil), ("a: Low", nil),
            ("Important", nil), ("", nil),
        ]
    )
    func rates(summary: String, severity: Patch.Severity?) throws {
        let text = OSVFixture.advisory("A-1", [], fields: #""summary":"\#(summary)","#)
        #expect(try decoded(text).severity == severity)
    }

    @Test(
        "the name tells security from maintenance",
        arguments: [
            ("ALSA-2026:1", Patch.Classification.security), ("RLSA-2026:1", .security),
            ("USN-1-1", .security), ("UBUNTU-CVE-2026-1", .security), ("ALBA-2026:1", .update),
            ("ALEA-2026:1", .update), ("RLBA-2026:1", .update), ("RLEA-2026:1", .update),
        ]
    )
    func classifies(id: String, expected: Patch.Classification) throws {
        let found = try decoded(OSVFixture.advisory(id, []))
        #expect(found.classification == expected)
        #expect(found.title == id)
    }

    @Test("what is wrong is refused with the path of the field")
    func refuses() {
        let hats = OSVFixture.package("AlmaLinux:9", "hats", fixed: "1-1")
        func second(_ element: String) -> String { OSVFixture.advisory("A", [hats, element]) }
        func events(_ list: String) -> String {
            second(OSVFixture.package("AlmaLinux:9", "lamps", events: list))
        }
        let cases = [
            ("{}", "id: missing"), (#"{"id":7}"#, "id: not a text"),
            (#"{"id":""}"#, "id: the text is empty"), (#"{"id":"A"}"#, "modified: missing"),
            (#"{"id":"A","modified":"now"}"#, "modified: no time in UTC: now"),
            ("[]", "not an object"),
            (OSVFixture.advisory("A", [], fields: #""related":{},"#), "related: not an array"),
            (OSVFixture.advisory("A", [], fields: #""related":[1],"#), "related[0]: not a text"),
            (
                OSVFixture.advisory("A", [], fields: #""severity":[{"type":"Ubuntu"}],"#),
                "severity[0].score: missing"
            ),
            (
                second(
                    #"{"package":{"ecosystem":"Ubuntu:24.10","name":"a"},"ecosystem_specific":3}"#
                ), "affected[1].ecosystem_specific: not an object"
            ),
            (second("3"), "affected[1]: not an object"),
            (second(#"{"package":{"name":"a"}}"#), "affected[1].package.ecosystem: missing"),
            (second(#"{"ranges":5}"#), "affected[1].ranges: not an array"),
            (second(#"{"ranges":[{}]}"#), "affected[1].ranges[0].type: missing"),
            (
                second(#"{"ranges":[{"type":"ECOSYSTEM"}]}"#),
                "affected[1].ranges[0].events: missing"
            ),
            (
                events(#"{"introduced":"0"},{}"#),
                "affected[1].ranges[0].events[1]: an event has exactly one of"
                    + " fixed, introduced, last_affected, limit"
            ),
            (
                events(#"{"introduced":"0","fixed":"1-1"}"#),
                "affected[1].ranges[0].events[0]: an event has exactly one of"
                    + " fixed, introduced, last_affected, limit"
            ),
            (events(#"{"fixed":1}"#), "affected[1].ranges[0].events[0].fixed: not a text"),
            (
                events(#"{"fixed":"1.0"}"#),
                "affected[1].ranges[0].events[0].fixed: no rpm version: 1.0 (it has no release)"
            ),
        ]
        for (text, expected) in cases {
            #expect(complaint { _ = try decoded(text) } == "feed.malformed: a.json: " + expected)
        }
        for ecosystem in ["Ubuntu:24.10", "Ubuntu:Pro:22.04:LTS", "Debian:12"] {
            let deb = second(OSVFixture.package(ecosystem, "lamps", fixed: "1-"))
            #expect(
                complaint { _ = try decoded(deb) }.hasPrefix(
                    "feed.malformed: a.json: affected[1].ranges[0].events[1].fixed: "
                        + "no Debian version: 1-"
                )
            )
        }
    }

    @Test("a text that is cut off anywhere is not JSON")
    func refusesCutText() {
        let bytes = Array(
            OSVFixture.advisory("A", [OSVFixture.package("Debian:12", "a", fixed: "1")]).utf8
        )
        for length in 0..<bytes.count {
            let text = complaint {
                _ = try OSVAdvisory.decoded(Array(bytes[..<length]), name: "a.json")
            }
            #expect(
                text
                    == "feed.malformed: a.json: not JSON: Unexpected end of file during JSON parse."
            )
        }
        #expect(
            complaint { _ = try decoded(#"{"id": x}"#) }
                == "feed.malformed: a.json: not JSON: Invalid value around character 7."
        )
    }
}
