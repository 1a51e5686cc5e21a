// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Feeds

@Suite struct EPSSFeedTests {
    private static let csv = """
        #model_version:v2026.01.01,score_date:2026-02-03T00:00:00+0000
        cve,epss,percentile
        CVE-2026-0002,0.97567,0.99995
        CVE-2025-12345,1e-05,0
        CVE-2026-0001,1,1.0

        """

    private func content(_ bytes: [UInt8]) throws -> FeedContent {
        try EPSSFeed.content(of: Decompressor(bytes: bytes, name: "epss"), source: "epss")
    }

    private func content(_ text: String) throws -> FeedContent { try content(Array(text.utf8)) }

    @Test("scores become records in the order of their names")
    func reads() throws {
        let found = try content(Self.csv)
        #expect(found.feed == "epss")
        #expect(found.records.isEmpty)
        #expect(found.publishedAt == Timestamp(milliseconds: 1_770_076_800_000))
        let rows = [
            ("CVE-2025-12345", 0.00001, 0.0), ("CVE-2026-0001", 1.0, 1.0),
            ("CVE-2026-0002", 0.97567, 0.99995),
        ]
        let expected = rows.map { cve, probability, percentile in
            var record = VulnerabilityRecord(cve: cve)
            record.probability = probability
            record.percentile = percentile
            return record
        }
        #expect(found.vulnerabilities == expected)
    }

    @Test("the order of the rows and the spelling of numbers are of no meaning, and the rest is")
    func digests() throws {
        let digest = try content(Self.csv).digest
        var rows = Self.csv.split(separator: "\n")
        rows.append(rows.remove(at: 2))
        let turned = rows.joined(separator: "\r\n") + "\r\n"
        #expect(try content(turned.replacing("1e-05", with: "0.00001")).digest == digest)
        for (old, new) in [
            ("v2026.01.01", "v2026.01.02"), ("02-03T", "02-04T"), ("0.97567", "0.97568"),
            ("0.99995", "0.99996"), ("CVE-2026-0002", "CVE-2026-0003"),
        ] {
            #expect(try content(Self.csv.replacing(old, with: new)).digest != digest, "\(old)")
        }
    }

    @Test("a file may be compressed, and its progress is told")
    func readsFiles() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("epss_scores.csv.gz")
        let bytes = Bytes.compressed(Array(Self.csv.utf8), by: .gzip)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let steps = Mutex<[FeedProgress]>([])
        let found = try EPSSFeed.content(path: path) { step in steps.withLock { $0.append(step) } }
        #expect(found.source == path)
        #expect(try found.digest == content(Self.csv).digest)
        let size = Int64(Self.csv.utf8.count)
        #expect(
            steps.withLock { $0 } == [FeedProgress(item: path, doneBytes: size, totalBytes: nil)]
        )
        let missing = folder.path("none")
        #expect(
            complaint { _ = try EPSSFeed.content(path: missing) }
                == "feed.unavailable: \(missing): no such file"
        )
    }

    @Test("a text that is cut off is refused, but for one between two rows")
    func refusesTruncation() throws {
        let bytes = Array(Self.csv.utf8)
        let header = try #require(Self.csv.range(of: "percentile\n")).upperBound
        let start = Self.csv.utf8.distance(from: Self.csv.startIndex, to: header)
        let accepted = bytes.indices.filter { length in
            (try? content(Array(bytes[..<length]))) != nil
        }
        #expect(
            accepted == bytes.indices.filter { $0 > start && bytes[$0 - 1] == UInt8(ascii: "\n") }
        )
        let packed = Bytes.compressed(bytes, by: .gzip)
        let complaints = packed.indices.map { length in
            complaint { _ = try content(Array(packed[..<length])) }
        }
        #expect(complaints.allSatisfy { $0.hasPrefix("feed.malformed: epss") })
    }

    @Test(
        "what is wrong is refused with its line",
        arguments: [
            (
                "",
                ", line 1: no CSV with the columns cve,epss,percentile: the text is empty"
            ),
            ("<html>", ", line 1: no EPSS scores: they begin with #model_version:…,score_date:…"),
            (
                "cve,epss,percentile\nCVE-2026-0001,0,0\n",
                ", line 1: no EPSS scores: they begin with #model_version:…,score_date:…"
            ),
            (
                "# cve scores\ncve,epss,percentile\nCVE-2026-0001,0,0\n",
                ", line 1: no EPSS scores: no model_version and score_date in \"# cve scores\""
            ),
            (
                csv.replacing("2026-02-03T", with: "2026-02-30T"),
                ", line 1: score_date: no time in UTC: 2026-02-30T00:00:00+0000"
            ),
            (
                csv.replacing("epss,", with: "score,"),
                ", line 2: no CSV with the columns cve,epss,percentile: epss is not in"
                    + " \"cve,score,percentile\""
            ),
            (csv.replacing("0.97567", with: "1.00001"), ", line 3: epss: no number from 0 to 1"),
            (csv.replacing("0.99995", with: "-0.1"), ", line 3: percentile: no number from 0 to 1"),
            (csv.replacing("1e-05", with: "nan"), ", line 4: epss: no number from 0 to 1: nan"),
            (csv.replacing("1e-05", with: "0x0p0"), ", line 4: epss: no number from 0 to 1: 0x0p0"),
            (csv.replacing("1e-05", with: ""), ", line 4: epss: no number from 0 to 1: "),
            (csv.replacing("2025-12345", with: "2025-1"), ", line 4: no CVE's name: CVE-2025-1"),
            (
                csv.replacing("CVE-2025-12345", with: "CVE-2026-0002"),
                ", line 4: CVE-2026-0002 stands here a second time"
            ),
            (csv + "CVE-2026-0009,1\n", ", line 6: 2 fields where the header has 3"),
        ]
    )
    func refuses(text: String, expected: String) {
        let found = complaint { _ = try content(text) }
        #expect(found.hasPrefix("feed.malformed: epss\(expected)"), "\(found)")
    }

    @Test("a file of no scores is refused")
    func refusesNothing() {
        let header = Self.csv.split(separator: "\n").prefix(2).joined(separator: "\n") + "\n"
        #expect(
            complaint { _ = try content(header) }
                == "feed.malformed: epss: it names no vulnerability"
        )
    }
}
