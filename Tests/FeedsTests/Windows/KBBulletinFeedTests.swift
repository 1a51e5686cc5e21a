// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import TestSupport
import Testing

@testable import Feeds

@Suite struct KBBulletinFeedTests {
    static let header =
        "\"DatePosted\",\"CVE\",\"BulletinKB\",\"Title\",\"AffectedProduct\","
        + "\"AffectedComponent\",\"Severity\",\"Impact\",\"Supersedes\",\"Exploits\"\r\n"

    /// A row as the table has it; the columns that are not read say something too.
    static func row(
        _ date: String = "20260310",
        _ cve: String = "CVE-2026-1001",
        _ kb: String = "5100001",
        _ product: String = "Window Pane 3",
        title: String = "A pane leaks",
        severity: String = "Important",
        supersedes: String = ""
    ) -> String {
        let fields = [date, cve, kb, title, product, "Glass", severity, "Draught", supersedes]
        return fields.map { "\"\($0)\"," }.joined() + "\r\n"
    }

    static let table =
        header + row() + row("20260414", "CVE-2026-1003", supersedes: "5090001;4980001")
        + row("20260310", "CVE-2026-1002", title: "A sash sticks", severity: "Critical")
        + row("20260414", "CVE-2026-1003", supersedes: "5090001", severity: "Low")
        + row("20260310", "CVE-2026-1001", "5090001", severity: "System.Object[]")
        + row("20260310", "CVE-2026-1001", "5100001", "Window Pane 3 for tall Houses")

    private static func row(
        _ date: String,
        _ cve: String,
        supersedes: String,
        severity: String
    ) -> String {
        row(date, cve, "5100001", severity: severity, supersedes: supersedes)
    }

    private func content(_ text: String, name: String = "t.csv") throws -> FeedContent {
        let folder = try TemporaryDirectory()
        try folder.write(text, to: name)
        return try KBBulletinFeed.content(path: folder.path(name))
    }

    @Test("the rows of a KB and a product are one patch")
    func joinsRows() throws {
        let found = try content(Self.table)
        #expect(found.feed == "kb-csv")
        #expect(
            found.records.map { "\($0.stream) \($0.source)" } == [
                "windows:Window Pane 3 KB5090001", "windows:Window Pane 3 KB5100001",
                "windows:Window Pane 3 for tall Houses KB5100001",
            ]
        )
        let patch = found.records[1]
        #expect(patch.version.isEmpty)
        #expect(patch.severity == .critical)
        #expect(patch.classification == .security)
        #expect(patch.supersedes == ["KB4980001", "KB5090001"])
        #expect(patch.title == "A pane leaks, and 1 more")
        #expect(patch.needsReboot == nil)
        #expect(patch.binaries.isEmpty && patch.affected == nil)
        let day = try #require(CalendarDate(year: 2026, month: 4, day: 14))
        #expect(
            patch.advisories == [
                AdvisoryReference(
                    name: "KB5100001",
                    title: "A pane leaks, and 1 more",
                    issuedAt: day.midnight,
                    cves: ["CVE-2026-1001", "CVE-2026-1002", "CVE-2026-1003"]
                )
            ]
        )
        #expect(found.records[0].severity == nil)
        #expect(found.records[0].supersedes == [])
        #expect(found.records[2].severity == .important)
    }

    @Test(
        "every rating has its severity",
        arguments: [
            ("Critical", .critical), ("Important", .important), ("Moderate", .moderate),
            ("Low", .low), ("None", nil), ("", nil), ("System.Object[]", nil),
        ] as [(String, Patch.Severity?)]
    )
    func rates(text: String, severity: Patch.Severity?) throws {
        let found = try content(Self.header + Self.row(severity: text))
        #expect(found.records.map(\.severity) == [severity])
        let remark = "Rows without a rating: 1 (1 \(text.isEmpty ? "empty" : text))."
        #expect(found.remarks == (severity == nil ? [remark] : []))
    }

    @Test("what is left aside is counted by kind")
    func remarks() throws {
        let kinds = ["Click to Run", "", "", "Release Notes", "Release Notes", "Release Notes"]
        let text =
            Self.header + kinds.map { Self.row("soon", "CVE-2026-1", $0, "") }.joined()
            + Self.row("20260310", "ADV260001", supersedes: "5100001;2.41.0")
            + Self.row("20260310", "", "5100002")
        let found = try content(text)
        #expect(found.records.map(\.source) == ["KB5100001", "KB5100002"])
        #expect(found.records.flatMap { $0.supersedes ?? ["-"] } == [])
        #expect(found.records.flatMap { $0.advisories.flatMap(\.cves) } == [])
        #expect(
            found.remarks == [
                "Rows without a KB number, left aside: 6"
                    + " (3 Release Notes, 2 empty, 1 Click to Run).",
                "Rows that name no CVE, taken without one: 2.",
                "Entries of Supersedes that are no KB, left aside: 1.",
                "Statements that a KB replaces itself, left aside: 1.",
            ]
        )
    }

    @Test("of many kinds the most frequent are named")
    func namesFewKinds() throws {
        let kinds = (0..<12).flatMap { Array(repeating: "kind \($0)", count: 12 - $0) }
        let rows = kinds.map { Self.row("", "", $0) }.joined()
        let found = try content(Self.header + rows + Self.row())
        let named = (0..<8).map { "\(12 - $0) kind \($0)" }.joined(separator: ", ")
        #expect(
            found.remarks == [
                "Rows without a KB number, left aside: 78 (\(named), 10 of 4 other kinds)."
            ]
        )
    }

    @Test("a KB without a title is called by its name")
    func namesUntitled() throws {
        let found = try content(Self.header + Self.row(title: ""))
        #expect(found.records[0].title == nil)
        #expect(found.records[0].advisories[0].title == "KB5100001")
    }

    @Test("the order of rows and columns, comments and the packing change nothing")
    func isOrderIndependent() throws {
        let digest = try content(Self.table).digest
        var rows = Self.table.split(separator: "\r\n").map { "\($0)\r\n" }
        let header = rows.removeFirst()
        let shuffled = header + "# more\r\n\r\n" + rows.reversed().joined()
        #expect(try content(shuffled).digest == digest)
        #expect(try content(Self.table + rows[2]).digest == digest)
        let plain = Self.table.replacing("\"", with: "").replacing("\r\n", with: "\n")
        #expect(try content(plain).digest == digest)
        let other = Self.table.replacing("4980001", with: "4980002")
        #expect(try content(other).digest != digest)
        #expect(try content(Self.table.replacing("20260414", with: "20260415")).digest != digest)
        #expect(try content(Self.table.replacing("CVE-2026-1002", with: "")).digest != digest)
    }

    @Test("the day of a table stands in its name")
    func readsDay() throws {
        let day = try #require(CalendarDate(year: 2026, month: 6, day: 28))
        #expect(try content(Self.table, name: "CVEs_20260628.csv").publishedAt == day.midnight)
        for name in ["CVEs_20260632.csv", "CVEs_2026.csv", "Custom_20260628.csv"] {
            #expect(try content(Self.table, name: name).publishedAt == nil)
        }
    }

    @Test(
        "what cannot be read is refused with its line",
        arguments: [
            (row("10.03.2026"), "line 3: DatePosted is no day like 20260612: 10.03.2026"),
            (row("20260230"), "line 3: DatePosted is no day like 20260612: 20260230"),
            (row(""), "line 3: DatePosted is no day like 20260612: "),
            (row("20260310", "CVE-2026-1", "5100001", ""), "line 3: no AffectedProduct"),
            ("\"20260310\",\"CVE-2026-1\"\r\n", "line 3: 2 fields where the header has 10"),
            (
                "\"20260310\",\"CVE",
                "line 3: the text is cut off: a quote in its last row has no end"
            ),
        ]
    )
    func refuses(row: String, what: String) throws {
        let folder = try TemporaryDirectory()
        try folder.write(Self.header + Self.row() + row, to: "t.csv")
        let path = folder.path("t.csv")
        #expect(
            complaint { _ = try KBBulletinFeed.content(path: path) }
                == "feed.malformed: \(path), \(what)"
        )
    }

    @Test("a table of another kind, or without any KB, is refused")
    func refusesOthers() throws {
        let columns = KBBulletinRows.columns.joined(separator: ",")
        for (text, what) in [
            ("cveID,product\nCVE-2026-1001,Pane\n", "DatePosted is not in \"cveID,product\""),
            ("<html lang=\"en\">\n</html>\n", "a quote inside a field without quotes"),
        ] {
            #expect(
                complaint { _ = try content(text) }
                    .hasSuffix("t.csv, line 1: no CSV with the columns \(columns): \(what)")
            )
        }
        #expect(
            complaint { _ = try content(Self.header + Self.row("", "", "Release Notes")) }
                .hasSuffix("t.csv: no row in it names a KB")
        )
        #expect(
            complaint { _ = try content("") }
                .hasSuffix("t.csv: it is empty, or has no .csv file in it")
        )
        #expect(
            complaint { _ = try KBBulletinFeed.content(path: "/no/such") }
                == "feed.unavailable: /no/such: no such file or folder"
        )
    }

    @Test("a table that is cut off inside a row is refused, wherever")
    func refusesCuts() throws {
        let folder = try TemporaryDirectory()
        try folder.write(Self.table, to: "t.csv")
        let path = folder.path("t.csv")
        let bytes = Array(Self.table.utf8)
        for length in bytes.indices.reversed() where length == 0 || bytes[length - 1] != 0x0A {
            try #require(truncate(path, length) == 0)
            #expect(throws: DomainError(.feedMalformed), "\(length)") {
                try KBBulletinFeed.content(path: path)
            }
        }
    }
}
