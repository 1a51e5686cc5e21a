// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Feeds

@Suite struct KEVFeedTests {
    private static let csv = """
        cveID,product,dateAdded,shortDescription,dueDate,knownRansomwareCampaignUse
        CVE-2026-0002,Lamps,2026-02-03,"They glow, and ""how"" they do",2026-02-24,Unknown
        CVE-2025-12345,Hats,2026-01-02,Wide,2026-01-05,Known

        """
    private static let entries = [
        #"{"cveID":"CVE-2026-0002","product":"Lamps","dateAdded":"2026-02-03","#
            + #""dueDate":"2026-02-24","knownRansomwareCampaignUse":"Unknown","cwes":["CWE-1"]}"#,
        #"{"knownRansomwareCampaignUse":"Known","dueDate":"2026-01-05","#
            + #""dateAdded":"2026-01-02","cveID":"CVE-2025-12345"}"#,
    ]

    private static func json(_ entries: [String], count: Int? = nil) -> String {
        #"{"title":"Lamps and hats","catalogVersion":"2026.02.03","#
            + #""dateReleased":"2026-02-03T15:16:17.1234Z","count":\#(count ?? entries.count),"#
            + #""vulnerabilities":[\#(entries.joined(separator: ","))]}"#
    }

    private static let records: [VulnerabilityRecord] = {
        var hats = VulnerabilityRecord(cve: "CVE-2025-12345")
        hats.exploitedSince = Timestamp(milliseconds: 1_767_312_000_000)
        hats.dueAt = Timestamp(milliseconds: 1_767_571_200_000)
        hats.isUsedByRansomware = true
        var lamps = VulnerabilityRecord(cve: "CVE-2026-0002")
        lamps.exploitedSince = Timestamp(milliseconds: 1_770_076_800_000)
        lamps.dueAt = Timestamp(milliseconds: 1_771_891_200_000)
        lamps.isUsedByRansomware = false
        return [hats, lamps]
    }()

    private func content(_ text: String) throws -> FeedContent {
        let folder = try TemporaryDirectory()
        var content = try KEVFeed.content(path: try folder.write(text, to: "kev"))
        content.source = "kev"
        return content
    }

    /// What is said of a text, without the path.
    private func refusal(_ text: String) -> String {
        let found = complaint { _ = try content(text) }
        guard let path = found.range(of: "/kev") else { return found }
        return "\(found.prefix { $0 != "/" })\(found[path.upperBound...])"
    }

    @Test("the JSON and the CSV are the same content")
    func readsBoth() throws {
        let json = try content("\u{FEFF}\n" + Self.json(Self.entries))
        let csv = try content("\u{FEFF}" + Self.csv)
        #expect(json.feed == "kev")
        #expect(json.records.isEmpty)
        #expect(json.vulnerabilities == Self.records)
        #expect(json.publishedAt == Timestamp(milliseconds: 1_770_131_777_123))
        #expect(csv.vulnerabilities == Self.records)
        #expect(csv.publishedAt == nil)
        #expect(csv.digest == json.digest)
    }

    @Test("the order of the entries is of no meaning, and what they say is")
    func digests() throws {
        let digest = try content(Self.csv).digest
        #expect(try content(Self.json(Self.entries.reversed())).digest == digest)
        for (old, new) in [
            ("0002", "0003"), ("2026-02-03", "2026-02-04"), ("2026-02-24", "2026-02-25"),
            ("Unknown", "Known"),
        ] {
            #expect(try content(Self.csv.replacing(old, with: new)).digest != digest, "\(old)")
        }
        #expect(try content(Self.csv.replacing("Wide", with: "Broad")).digest == digest)
    }

    @Test("entries from before the ransomware field say nothing of it")
    func readsOldEntries() throws {
        let json = Self.json([
            #"{"cveID":"CVE-2021-0001","dateAdded":"2021-11-03","dueDate":"2021-11-17"}"#
        ])
        let csv = "cveID,dateAdded,dueDate\r\nCVE-2021-0001,2021-11-03,2021-11-17\r\n"
        for text in [json, csv] {
            #expect(try content(text).vulnerabilities.map(\.isUsedByRansomware) == [nil])
        }
    }

    @Test("a file may be compressed, and its progress is told")
    func readsFiles() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("kev.json.gz")
        let text = Self.json(Self.entries)
        try Data(Bytes.compressed(Array(text.utf8), by: .gzip)).write(
            to: URL(fileURLWithPath: path)
        )
        let steps = Mutex<[FeedProgress]>([])
        let found = try KEVFeed.content(path: path) { step in steps.withLock { $0.append(step) } }
        #expect(found.source == path)
        #expect(found.vulnerabilities == Self.records)
        let size = Int64(text.utf8.count)
        #expect(
            steps.withLock { $0 } == [FeedProgress(item: path, doneBytes: size, totalBytes: nil)]
        )
    }

    @Test("a catalogue that is cut off is refused, but for a CSV between two rows")
    func refusesTruncation() {
        let json = Self.json(Self.entries)
        let complaints = (0..<json.utf8.count).map { length in
            complaint {
                let cut = Array(json.utf8.prefix(length))
                _ = try KEVDocument.catalogue(cut, name: "x").content(source: "x")
            }
        }
        #expect(complaints.allSatisfy { $0.hasPrefix("feed.malformed: x: ") })
        let csv = Array(Self.csv.utf8)
        let accepted = csv.indices.filter { length in
            (try? KEVTable.catalogue(Array(csv[..<length]), name: "x")) != nil
        }
        #expect(accepted == csv.indices.filter { $0 > 0 && csv[$0 - 1] == UInt8(ascii: "\n") })
    }

    @Test(
        "what is wrong is refused with its place",
        arguments: [
            (
                json(entries, count: 3),
                ": count is 3, but there are 2 vulnerabilities (byte 0)"
            ),
            (json([]), ": it names no vulnerability"),
            (
                json([entries[0], entries[0]]),
                ": vulnerabilities[1]: CVE-2026-0002 stands here a second time (byte 276)"
            ),
            (
                json([entries[0].replacing("2026-02-24", with: "2026-02-30")]),
                ": vulnerabilities[0].dueDate: no such date: 2026-02-30 (byte 206)"
            ),
            (
                json([entries[0].replacing("CVE-", with: "GHSA-")]),
                ": vulnerabilities[0].cveID: no CVE's name: GHSA-2026-0002 (byte 137)"
            ),
            (
                json([entries[0].replacing("Unknown", with: "Maybe")]),
                ": vulnerabilities[0].knownRansomwareCampaignUse: neither Known nor Unknown: Maybe"
                    + " (byte 248)"
            ),
            (
                json([entries[1].replacing("dateAdded", with: "added")]),
                ": vulnerabilities[0]: dateAdded is missing (byte 128)"
            ),
            (
                #"{"dateReleased":"soon"}"#,
                ": dateReleased: no time in UTC: soon (byte 16)"
            ),
            (
                #"{"PublicAssetSets":{}}"#,
                ": no catalogue of exploited vulnerabilities: vulnerabilities is missing (byte 0)"
            ),
            (
                #"{"vulnerabilities":[]}"#,
                ": no catalogue of exploited vulnerabilities: count is missing (byte 0)"
            ),
            (#"{"vulnerabilities":[],"count":0}"#, ": dateReleased is missing (byte 0)"),
            (
                #"{"vulnerabilities":[],"vulnerabilities":[]}"#,
                ": vulnerabilities: stands here a second time (byte 40)"
            ),
            (
                "",
                ": neither the JSON nor the CSV of CISA's catalogue of exploited vulnerabilities"
            ),
            (
                "\n<!DOCTYPE html>",
                ": neither the JSON nor the CSV of CISA's catalogue of exploited vulnerabilities"
            ),
            (
                "cve,epss\nCVE-2026-0001,1\n",
                ", line 1: no CSV with the columns cveID,dateAdded,dueDate: cveID is not in"
                    + " \"cve,epss\""
            ),
            ("cveID,dateAdded,dueDate\n", ": it names no vulnerability"),
            (csv.replacing("2026-01-05", with: "never"), ", line 3: dueDate: no such date: never"),
            (
                csv.replacing("CVE-2025-12345", with: "CVE-2026-0002"),
                ", line 3: CVE-2026-0002 stands here a second time"
            ),
            (csv + "x,y\n", ", line 4: 2 fields where the header has 6"),
        ]
    )
    func refuses(text: String, complaint: String) {
        #expect(refusal(text) == "feed.malformed: \(complaint)")
    }
}
