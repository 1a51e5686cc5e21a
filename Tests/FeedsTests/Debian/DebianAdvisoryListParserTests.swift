// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import TestSupport
import Testing

@testable import Feeds

@Suite struct DebianAdvisoryListParserTests {
    private static let list = """
        [02 Apr 2023] DSA-9002-2 lamps - regression update
        \tNOTE: the fix of DSA-9002-1 broke the blue ones
        \t[bullseye] - lamps 1.4-1+deb11u7
        [29 Mar 2023] DSA-9002-1 lamps - security update
        \t[bookworm] - lamps 1.6-2
        \t{CVE-2023-0001 CVE-2023-0002}
        \t[bullseye] - lamps 1.4-1+deb11u6
        \t[buster] - lamps <not-affected> (No blue ones there)
        \t[marsrover] - lamps 1.0-1
        [05 Aug 2002] DSA-143 hats
                {CVE-2002-0391}
                NOTE: one fix for two advisories
                [woody] - hats 1.2.4-5 (bug #1)
                [woody] - lamps <unfixed>
        [04 Aug 2002] DSA-142 hats - integer overflow
                {CVE-2002-0392 CVE-2002-0392}
                [woody] - hats  1.2.4-5
                [woody] - hats 1.2.4-5
        [03 Aug 2002] DSA-141 support - end of life

        """

    private func content(_ text: String, by size: Int = 1_000) throws -> FeedContent {
        var parser = DebianAdvisoryListParser(source: "list")
        try Bytes.feed(text, by: size) { try parser.feed($0) }
        return try parser.finish()
    }

    private func advisory(_ name: String, _ title: String, _ day: Int64, _ cves: [String])
        -> AdvisoryReference
    {
        AdvisoryReference(
            name: name,
            title: title,
            issuedAt: Timestamp(milliseconds: day * 86_400_000),
            cves: cves
        )
    }

    private static let ended = list + "\tNOTE: nothing to fix\n"

    @Test(
        "fixes become records, one for each release, package and version",
        arguments: [1, 3, 50, 100_000]
    )
    func reads(size: Int) throws {
        let found = try content(Self.ended, by: size)
        let regression = advisory("DSA-9002-2", "lamps - regression update", 19_449, [])
        let security = advisory(
            "DSA-9002-1",
            "lamps - security update",
            19_445,
            ["CVE-2023-0001", "CVE-2023-0002"]
        )
        let old = [
            advisory("DSA-143", "hats", 11_904, ["CVE-2002-0391"]),
            advisory("DSA-142", "hats - integer overflow", 11_903, ["CVE-2002-0392"]),
        ]
        let rows = [
            ("debian:11", "lamps", "1.4-1+deb11u7", [regression]),
            ("debian:12", "lamps", "1.6-2", [security]),
            ("debian:11", "lamps", "1.4-1+deb11u6", [security]),
            ("debian:3.0", "hats", "1.2.4-5", old),
        ]
        #expect(
            found.records
                == rows.map {
                    PatchRecord(
                        stream: Stream(rawValue: $0.0),
                        source: $0.1,
                        version: $0.2,
                        advisories: $0.3
                    )
                }
        )
        #expect(found.feed == "dsa")
        #expect(found.source == "list")
        #expect(
            found.remarks == [
                "Statements that name no fix: 2 (1 not-affected, 1 unfixed).",
                "Fixes of unknown releases, left aside: 1 (1 marsrover).",
                "Advisories that name no fix: 1.",
            ]
        )
    }

    @Test("the digest is of the text, not of its line ends or chunks")
    func digestsContent() throws {
        let digest = try content(Self.ended).digest
        #expect(digest.count == 64)
        #expect(try content(Self.ended, by: 1).digest == digest)
        let dos = Self.ended.replacingOccurrences(of: "\n", with: "\r\n")
        let fromDOS = try content(dos, by: 7)
        #expect(fromDOS.digest == digest)
        #expect(fromDOS.records == (try content(Self.ended).records))
        let changed = Self.ended.replacingOccurrences(of: "deb11u6", with: "deb11u5")
        #expect(try content(changed).digest != digest)
    }

    @Test("a list of DLAs is the other feed; a mixture is none")
    func namesFeed() throws {
        let entry = "[29 Mar 2023] DLA-1-1 lamps - update\n\t[buster] - lamps 1-1\n"
        #expect(try content(entry).feed == "dla")
        let mixed = entry + "[28 Mar 2023] DSA-1-1 lamps - update\n\t[buster] - lamps 1-1\n"
        #expect(
            complaint { _ = try content(mixed) }
                == "feed.malformed: list, line 3: DSA-1-1 in a list of DLA advisories"
        )
    }

    @Test("an advisory without releases is kept among others, and refused at the end")
    func refusesCutEntry() throws {
        let entry = "[29 Mar 2023] DSA-2-1 lamps - update\n\t[buster] - lamps 1-1\n"
        let bare = "[30 Mar 2023] DSA-3-1 hats - update\n"
        #expect(try content(bare + entry).remarks == ["Advisories that name no fix: 1."])
        let cut =
            "feed.malformed: list, line 3: the text is cut off:"
            + " DSA-3-1 has neither a release nor a note"
        #expect(complaint { _ = try content(entry + bare) } == cut)
        #expect(complaint { _ = try content(entry + bare + "\t{CVE-2023-0001}\n") } == cut)
        #expect(try content(entry + bare + "\tNOTE: none\n").records.count == 1)
    }

    @Test("a text that is cut off inside a line is refused wherever that is")
    func refusesCutText() {
        let bytes = Array(Self.ended.utf8)
        for length in 1..<bytes.count where bytes[length - 1] != 0x0A {
            #expect(throws: DomainError(.feedMalformed)) {
                try DebianAdvisoryListParser.content(Array(bytes[..<length]), source: "list")
            }
        }
    }

    @Test("a malformed list is refused whole, with the line")
    func refuses() {
        let entry = "[29 Mar 2023] DSA-2-1 lamps - update\n\t[buster] - lamps 1-1\n"
        let cases = [
            ("", "list: it names no advisory"), ("\n\n", "list: it names no advisory"),
            ("\tNOTE: x\n", "list, line 1: stands before the first advisory"),
            (
                entry + "garbage\n", "list, line 3: a header is [DD Mon YYYY] DSA-N-N title"
            ),
            (entry + entry, "list, line 3: DSA-2-1 stands here a second time"),
            (
                entry + "\t[buster] - lamps 1-\n",
                "list, line 3: no Debian version: 1- (nothing after the hyphen of the revision)"
            ),
        ]
        for (text, expected) in cases {
            for size in [1, 1_000] {
                let found = complaint { _ = try content(text, by: size) }
                #expect(found == "feed.malformed: " + expected)
            }
        }
        let bytes = Array(entry.utf8) + [0x09, 0xFF, 0x0A]
        let found = complaint { _ = try DebianAdvisoryListParser.content(bytes, source: "list") }
        #expect(found == "feed.malformed: list, line 3: not UTF-8")
    }

    @Test(
        "a file is read in any compression and its path is the source",
        arguments: Bytes.Compression.allCases
    )
    func readsFiles(compression: Bytes.Compression) throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("list")
        try Data(Bytes.compressed(Array(Self.ended.utf8), by: compression)).write(
            to: URL(fileURLWithPath: path)
        )
        let found = try DebianAdvisoryListParser.content(path: path)
        #expect(found.source == path)
        #expect(found.digest == (try content(Self.ended).digest))
    }
}
