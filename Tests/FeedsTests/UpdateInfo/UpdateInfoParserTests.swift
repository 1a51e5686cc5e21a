// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct UpdateInfoParserTests {
    static let list = """
        <?xml version="1.0" encoding="UTF-8"?>
        <updates>
          <update from="x" status="final" type="security" version="1">
            <id>TLSA-2026:1</id>
            <title>Important: hats
              security &amp; more</title>
            <issued date="2026-01-02 03:04:05"/>
            <severity>Important</severity>
            <description>Not the <id>other</id> one</description>
            <references>
              <reference href="h" id="CVE-2026-0001" type="cve" title="CVE-2026-0001"/>
              <reference href="h" id="CVE-2026-0001" type="cve"/>
              <reference href="h" id="12" type="bugzilla" title="CVE-2026-0003"/>
            </references>
            <pkglist>
              <collection short="a">
                <package name="hats" epoch="0" version="1.2" release="3.el9" arch="x86_64">
                  <filename>hats.rpm</filename>
                </package>
                <package name="hats" epoch="0" version="1.2" release="3.el9" arch="src"/>
                <package name="felt" epoch="2" version="1" release="1" arch="noarch"/>
              </collection>
              <collection short="b">
                <module name="lamps" stream="1" version="2" context="3" arch="x86_64"/>
                <package name="lamps" version="5" release="6" arch="x86_64"/>
              </collection>
              <collection>
                <package name="pins" version="5" release="6" arch="x86_64"/>
              </collection>
            </pkglist>
          </update>
          <update type="bugfix"><id>TLBA-2026:2</id><title/>
            <pkglist><collection><package name="a" version="1" release="1" arch="i686"/>
            </collection></pkglist>
          </update>
          <update type="newpackage"><id>TLEA-2026:3</id></update>
          <update type="mystery"><id>T-4</id><severity>None</severity><issued date=""/>
            <pkglist><collection><package name="b" version="1" release="1" arch="i686"/>
            </collection></pkglist></update>
          <update type="security"><id>TLBA-2026:2</id><severity>Low</severity>
            <pkglist><collection><package name="c" version="1" release="1" arch="i686"/>
            </collection></pkglist></update>
          <update type="security" status="retracted"><id>T-5</id></update>
        </updates>

        """

    private func parsed(_ text: String, by size: Int = 1_000) throws
        -> (records: [PatchRecord], remarks: [String])
    {
        var parser = UpdateInfoParser(name: "u.xml")
        try Bytes.feed(text, by: size) { try parser.feed($0) }
        return try parser.finish(stream: Stream(rawValue: "almalinux:9"))
    }

    private func record(
        _ name: String,
        _ title: String,
        _ binaries: [(String, String, String)],
        _ classification: Patch.Classification,
        _ severity: Patch.Severity? = nil,
        issuedAt: Timestamp? = nil,
        cves: [String] = []
    ) -> PatchRecord {
        PatchRecord(
            stream: Stream(rawValue: "almalinux:9"),
            source: name,
            version: "",
            title: title,
            binaries: binaries.map {
                PatchBinary(name: $0.0, architecture: $0.1, version: $0.2, size: nil)
            },
            advisories: [
                AdvisoryReference(name: name, title: title, issuedAt: issuedAt, cves: cves)
            ],
            severity: severity,
            classification: classification
        )
    }

    @Test("an advisory is a record with its packages", arguments: [1, 5, 100_000])
    func reads(size: Int) throws {
        let found = try parsed(Self.list, by: size)
        #expect(
            found.records == [
                record(
                    "TLSA-2026:1",
                    "Important: hats security & more",
                    [
                        ("hats", "x86_64", "1.2-3.el9"), ("felt", "noarch", "2:1-1"),
                        ("lamps", "x86_64", "5-6"), ("pins", "x86_64", "5-6"),
                    ],
                    .security,
                    .important,
                    issuedAt: Timestamp(milliseconds: 1_767_323_045_000),
                    cves: ["CVE-2026-0001"]
                ),
                record(
                    "TLBA-2026:2",
                    "TLBA-2026:2",
                    [("a", "i686", "1-1"), ("c", "i686", "1-1")],
                    .security,
                    .low
                ), record("T-4", "T-4", [("b", "i686", "1-1")], .update),
            ]
        )
        #expect(
            found.remarks == [
                "Advisories that were retracted, left aside: 1.",
                "Advisories that stand more than once, joined: 1.",
                "Advisories without packages, left aside: 1.", "Source packages, left aside: 1.",
                "Packages that belong to modules: 1.",
                "Advisories of other types, taken as updates: 1 (1 mystery).",
            ]
        )
    }

    @Test("a list that is cut off anywhere is refused")
    func refusesCut() {
        let text = Self.list.dropLast()
        for length in stride(from: 0, to: text.count, by: 7) {
            #expect(throws: DomainError(.feedMalformed)) {
                try parsed(String(text.prefix(length)))
            }
        }
    }

    @Test("what is wrong is refused with its line")
    func refuses() {
        func package(_ attributes: String) -> String {
            "<updates>\n<update type='security'><id>A</id><pkglist><collection>\n"
                + "<package \(attributes)/></collection></pkglist></update></updates>"
        }
        let cases = [
            ("<updates/>", ": it names no advisory"),
            ("<html>\n</html>", ", line 1: the root is <html>, not <updates>"),
            (
                "<updates>\n<update>\n</update></updates>",
                ", line 3: the update that begins in line 2 has no id"
            ),
            (
                "<updates><update>\n<issued date='soon'/></update></updates>",
                ", line 2: no date of issue: soon"
            ), (package("version='1' release='1' arch='a'"), ", line 3: a package without name"),
            (package("name='a' release='1' arch='a'"), ", line 3: a package without version"),
            (package("name='a' version='1' arch='a'"), ", line 3: a package without release"),
            (package("name='a' version='1' release='1'"), ", line 3: a package without arch"),
            (
                package("name='a' version='1' release='1' arch='a' epoch='x'"),
                ", line 3: the epoch of a is no number: x"
            ),
            (
                package("name='a' version='1-2' release='1' arch='a'"),
                ", line 3: no version of a: 1-2-1"
            ),
        ]
        for (text, expected) in cases {
            for size in [1, 1_000] {
                #expect(
                    complaint { _ = try parsed(text, by: size) }
                        == "feed.malformed: u.xml" + expected
                )
            }
        }
    }
}
