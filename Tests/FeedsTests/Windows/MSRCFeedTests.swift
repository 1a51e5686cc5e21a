// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import TestSupport
import Testing

@testable import Feeds

@Suite struct MSRCFeedTests {
    private typealias Fixture = MSRCFixture

    private func content(_ documents: String...) throws -> FeedContent {
        let folder = try TemporaryDirectory()
        for (number, document) in documents.enumerated() {
            try folder.write(document, to: "all/\(number).xml")
        }
        return try MSRCFeed.content(path: folder.path("all"))
    }

    private func day(_ month: Int, _ day: Int) throws -> Timestamp {
        try #require(CalendarDate(year: 2026, month: month, day: day)).midnight
    }

    @Test("each KB is one patch of each product that it fixes")
    func readsFixes() throws {
        let first = Fixture.vulnerability(
            "CVE-2026-1002",
            Fixture.fix(for: ["1", "2"], supersedes: "5090001", restart: "No"),
            affected: ["1", "2"],
            severities: [("Important", "1"), ("Low", "2")]
        )
        let second = Fixture.vulnerability(
            "CVE-2026-1001",
            Fixture.fix("KB5100001", supersedes: "5090001; 4980001"),
            title: "A sash sticks",
            severities: [("Critical", "1")],
            revisions: ["2026-04-14T07:00:00", "2026-03-17T07:00:00Z"]
        )
        let found = try content(Fixture.document(first, second))
        #expect(found.feed == "cvrf msrc")
        #expect(found.publishedAt == (try day(4, 14)))
        #expect(found.records.map(\.source) == ["KB5100001", "KB5100001"])
        #expect(
            found.records.map(\.stream.rawValue)
                == ["windows:Window Pane 3", "windows:Window Pane 4 for tall Houses"]
        )
        let patch = found.records[0]
        #expect(patch.version.isEmpty)
        #expect(patch.title == "A pane leaks, and 1 more")
        #expect(patch.severity == .critical)
        #expect(patch.classification == .security)
        #expect(patch.supersedes == ["KB4980001", "KB5090001"])
        #expect(patch.needsReboot == true)
        #expect(patch.affected == nil)
        #expect(
            patch.advisories == [
                AdvisoryReference(
                    name: "KB5100001",
                    title: "A pane leaks, and 1 more",
                    issuedAt: try day(3, 17),
                    cves: ["CVE-2026-1001", "CVE-2026-1002"]
                )
            ]
        )
        #expect(found.records[1].severity == .low)
        #expect(found.records[1].needsReboot == false)
        #expect(found.records[1].advisories[0].issuedAt == (try day(3, 10)))
        #expect(found.remarks == [])
        #expect(found.vulnerabilities == [])
    }

    @Test("a table and a document about one update are about one patch")
    func meetsTable() throws {
        let folder = try TemporaryDirectory()
        try folder.write(KBBulletinFeedTests.table, to: "t.csv")
        let table = try KBBulletinFeed.content(path: folder.path("t.csv")).records
        let document = try content(
            Fixture.document(Fixture.vulnerability("CVE-2026-1001", Fixture.fix()))
        )
        #expect(table.map(\.patch).contains(document.records[0].patch))
    }

    @Test(
        "a restart that may be needed counts as needed",
        arguments: [
            (["Yes"], true), (["Maybe"], true), (["No"], false), ([""], nil), (["Perhaps"], nil),
            (["No", "Yes"], true), (["Yes", "No"], true), (["", "No"], false), (["no", ""], false),
        ] as [([String], Bool?)]
    )
    func readsRestart(words: [String], needsReboot: Bool?) throws {
        let fixes = words.map { Fixture.fix(restart: $0) }.joined()
        let found = try content(Fixture.document(Fixture.vulnerability("CVE-2026-1001", fixes)))
        #expect(found.records.map(\.needsReboot) == [needsReboot])
    }

    @Test("a rating for all products stands in for a missing one of its own")
    func readsGeneralRating() throws {
        let found = try content(
            Fixture.document(
                Fixture.vulnerability(
                    "CVE-2026-1001",
                    Fixture.fix(for: ["1", "2"]),
                    severities: [("Critical", nil), ("Moderate", "2")]
                ),
                Fixture.vulnerability("CVE-2026-1002", Fixture.fix("5100002"), severities: [])
            )
        )
        #expect(found.records.map(\.severity) == [.critical, nil, .moderate])
    }

    @Test(
        "a product without an update has the vulnerability itself as its advisory",
        arguments: [("None Available", .affected), ("Will Not Fix", .willNotFix)]
            as [(String, AffectedPackage.Answer)]
    )
    func readsUnfixed(type: String, answer: AffectedPackage.Answer) throws {
        let found = try content(
            Fixture.document(
                Fixture.vulnerability(
                    "CVE-2026-1001",
                    Fixture.fix("No update is available.", for: ["1", "3"], type: type),
                    Fixture.fix(for: ["1"]),
                    affected: ["1", "2", "3"],
                    severities: [("Important", "3")]
                )
            )
        )
        #expect(found.records.map(\.source) == ["KB5100001", "CVE-2026-1001"])
        let advisory = found.records[1]
        #expect(advisory.stream.rawValue == "windows:Glass & Putty")
        #expect(advisory.version.isEmpty)
        #expect(advisory.severity == .important)
        #expect(
            advisory.affected
                == [AffectedPackage(name: "Glass & Putty", isSource: false, answer: answer)]
        )
        #expect(
            advisory.advisories == [
                AdvisoryReference(
                    name: "CVE-2026-1001",
                    title: "A pane leaks",
                    issuedAt: try day(3, 10),
                    cves: ["CVE-2026-1001"]
                )
            ]
        )
        #expect(advisory.supersedes == nil)
        #expect(found.remarks == ["Affected products without an update, left aside: 1."])
    }

    @Test(
        "what was exploited before there was an update is exploited since its publication",
        arguments: [("Yes", true), ("yes", true), ("No", false), ("N/A", false), ("", false)]
    )
    func readsExploits(word: String, isExploited: Bool) throws {
        let found = try content(
            Fixture.document(
                Fixture.vulnerability(
                    "CVE-2026-1001",
                    Fixture.fix(),
                    exploited: word,
                    revisions: ["2026-03-12T07:00:00Z", "2026-03-10T07:00:00Z"]
                )
            )
        )
        #expect(found.vulnerabilities.map(\.cve) == (isExploited ? ["CVE-2026-1001"] : []))
        #expect(
            found.vulnerabilities.map(\.exploitedSince) == (isExploited ? [try day(3, 10)] : [])
        )
    }

    @Test("what is left aside is counted")
    func remarks() throws {
        let found = try content(
            Fixture.document(
                Fixture.vulnerability(
                    "ADV260001",
                    Fixture.fix("Release Notes", for: ["2", "3"]),
                    Fixture.fix("Click to Run", for: ["1"]),
                    Fixture.fix("5100009", for: []),
                    Fixture.fix("5100001", type: "Known Issue"),
                    Fixture.fix("Draw the curtain.", for: [], type: "Mitigation"),
                    affected: ["1", "2", "3"]
                ),
                Fixture.vulnerability(
                    "CVE-2026-1002",
                    Fixture.fix(supersedes: "5100001;soon"),
                    title: "",
                    affected: ["1", "3"]
                )
            )
        )
        #expect(found.records.map(\.source) == ["KB5100001"])
        #expect(found.records[0].supersedes == [])
        #expect(found.records[0].title == nil)
        #expect(
            found.remarks == [
                "Fixes that are no KB, left aside: 3 (2 Release Notes, 1 Click to Run).",
                "Fixes that name no product, left aside: 1.",
                "Affected products without an update, left aside: 1.",
                "Vulnerabilities that name no CVE, taken without one: 1.",
                "Entries of Supercedence that are no KB, left aside: 1.",
                "Statements that a KB replaces itself, left aside: 1.",
            ]
        )
    }

    @Test("several months are one content, whatever their order, and each keeps its products")
    func joinsDocuments() throws {
        let march = Fixture.document(Fixture.vulnerability("CVE-2026-1001", Fixture.fix()))
        let april = Fixture.document(
            Fixture.vulnerability("CVE-2026-1002", Fixture.fix("5100002", supersedes: "5100001")),
            products: Fixture.products.replacing("Window Pane 3", with: "Window Pane 5")
        ).replacing("2026-04-14", with: "2026-04-21")
        let found = try content(march, april)
        #expect(
            found.records.map { "\($0.stream) \($0.source)" }
                == ["windows:Window Pane 3 KB5100001", "windows:Window Pane 5 KB5100002"]
        )
        #expect(found.publishedAt == (try day(4, 21)))
        #expect(try content(april, march).digest == found.digest)
        #expect(try content(april, march, april).digest == found.digest)
        #expect(try content(april).digest != found.digest)
    }

    @Test("every fact shows in the digest")
    func digests() throws {
        let cases = [
            Fixture.vulnerability("CVE-2026-1001", Fixture.fix()),
            Fixture.vulnerability("CVE-2026-1002", Fixture.fix()),
            Fixture.vulnerability("CVE-2026-1001", Fixture.fix(), title: "A pane breaks"),
            Fixture.vulnerability("CVE-2026-1001", Fixture.fix(), exploited: "Yes"),
            Fixture.vulnerability("CVE-2026-1001", Fixture.fix(), severities: [("Low", "1")]),
            Fixture.vulnerability("CVE-2026-1001", Fixture.fix(), revisions: ["2026-03-11"]),
            Fixture.vulnerability("CVE-2026-1001", Fixture.fix(restart: "No")),
            Fixture.vulnerability("CVE-2026-1001", Fixture.fix(supersedes: "5090001")),
            Fixture.vulnerability("CVE-2026-1001", Fixture.fix(for: ["2"])),
            Fixture.vulnerability("CVE-2026-1001", Fixture.fix(type: "None Available")),
            Fixture.vulnerability("CVE-2026-1001", Fixture.fix(type: "Will Not Fix")),
        ]
        let digests = try cases.map { try content(Fixture.document($0)).digest }
        #expect(Set(digests).count == cases.count)
        // A mitigation is no fact that is kept.
        let same = Fixture.vulnerability(
            "CVE-2026-1001",
            Fixture.fix(),
            Fixture.fix(type: "Mitigation")
        )
        #expect(try content(Fixture.document(same)).digest == digests[0])
    }
}
