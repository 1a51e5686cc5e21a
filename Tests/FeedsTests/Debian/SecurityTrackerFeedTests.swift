// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Feeds

@Suite struct SecurityTrackerFeedTests {
    private typealias Fixture = SecurityTrackerFixture

    /// Two packages that share an issue, with every status.
    private static let packages: [(String, [(String, String)])] = [
        (
            "lamps",
            [
                (
                    "CVE-2026-0002",
                    Fixture.issue(
                        [
                            ("bookworm", Fixture.fixed("1.4-2", urgency: "low")),
                            ("trixie", Fixture.statement("open")),
                            ("sid", Fixture.fixed("1.6-1")),
                        ],
                        description: "Lamps glow too long. Nobody knows why."
                    )
                ),
                (
                    "CVE-2026-0001",
                    Fixture.issue([
                        ("bookworm", Fixture.fixed("1.4-2", urgency: "high")),
                        ("trixie", Fixture.fixed("0")), ("marsrover", Fixture.fixed("9")),
                    ])
                ),
            ]
        ),
        (
            "hats",
            [
                (
                    "CVE-2026-0002",
                    Fixture.issue(
                        [
                            ("trixie", Fixture.statement("undetermined")),
                            ("bookworm", Fixture.fixed("0")),
                        ],
                        description: "Lamps glow too long. Nobody knows why."
                    )
                ),
                ("TEMP-0000007-A1B2C3", Fixture.issue([("bookworm", Fixture.fixed("2.0-1"))])),
            ]
        ),
        (
            "caps",
            [
                (
                    "CVE-2026-0002",
                    Fixture.issue([
                        ("trixie", Fixture.fixed("0")),
                        (
                            "bullseye",
                            Fixture.statement("open", #","nodsa":"Old","nodsa_reason":"ignored""#)
                        ),
                    ])
                )
            ]
        ),
    ]

    private static func record(
        _ stream: String,
        _ source: String,
        _ version: String,
        _ advisories: [AdvisoryReference],
        _ severity: Patch.Severity? = nil,
        affected: [(String, AffectedPackage.Answer)]? = nil
    ) -> PatchRecord {
        PatchRecord(
            stream: Stream(rawValue: stream),
            source: source,
            version: version,
            title: affected == nil ? nil : advisories[0].title,
            advisories: advisories,
            severity: severity,
            affected: affected.map { packages in
                packages.map { AffectedPackage(name: $0.0, isSource: true, answer: $0.1) }
            }
        )
    }

    @Test(
        "fixed versions and unfixed issues become records, in chunks of any size",
        arguments: [1, 3, 50, 100_000]
    )
    func reads(size: Int) throws {
        let found = try Fixture.content(Fixture.document(Self.packages), by: size)
        let glow = Fixture.reference("CVE-2026-0002", title: "Lamps glow too long.")
        let bare = Fixture.reference("CVE-2026-0002")
        let first = Fixture.reference("CVE-2026-0001")
        let temporary = Fixture.reference("TEMP-0000007-A1B2C3")
        #expect(found.feed == "security-tracker")
        #expect(found.source == "tracker")
        #expect(
            found.records == [
                Self.record(
                    "debian:11",
                    "CVE-2026-0002",
                    "",
                    [bare],
                    affected: [
                        ("caps", .willNotFix)
                    ]
                ),
                Self.record("debian:12", "hats", "2.0-1", [temporary]),
                Self.record("debian:12", "lamps", "1.4-2", [first, glow], .important),
                Self.record(
                    "debian:13",
                    "CVE-2026-0002",
                    "",
                    [glow],
                    affected: [
                        ("caps", .notAffected), ("hats", .underInvestigation), ("lamps", .affected),
                    ]
                ),
                Self.record("debian:unstable", "lamps", "1.6-1", [glow]),
            ]
        )
        #expect(
            found.remarks == [
                "Statements that a package is not affected, left aside: 2.",
                "Statements about unknown releases, left aside: 1 (1 marsrover).",
            ]
        )
    }

    @Test("the order of packages, issues and releases is of no meaning, and what is said is")
    func digests() throws {
        let found = try Fixture.content(Fixture.document(Self.packages))
        let turned = Self.packages.reversed().map { ($0.0, Array($0.1.reversed())) }
        let same = try Fixture.content(Fixture.document(turned))
        #expect(same.records == found.records)
        #expect(same.digest == found.digest)
        for (old, new) in [
            ("1.4-2", "1.4-3"), ("undetermined", "open"), ("too long", "too short"),
            ("TEMP-0000007", "TEMP-0000008"), (#""high""#, #""low""#),
            (#""ignored""#, #""postponed""#),
        ] {
            let text = Fixture.document(Self.packages).replacing(old, with: new)
            #expect(try Fixture.content(text).digest != found.digest, "\(old)")
        }
        let moved = Fixture.document(Self.packages).replacing("bug\":7", with: "bug\":8")
        #expect(try Fixture.content(moved).digest == found.digest)
    }

    @Test("a fixed version is the same patch as the one that a DSA names")
    func mergesWithAdvisories() throws {
        let list = "[01 Jan 2026] DSA-9009-1 lamps - update\n\t[bookworm] - lamps 1.4-2\n"
        let advisories = try DebianAdvisoryListParser.content(Array(list.utf8), source: "list")
        let found = try Fixture.content(Fixture.document(Self.packages))
        let identities = found.records.map(\.patch)
        #expect(advisories.records.map(\.patch).allSatisfy(identities.contains))
    }

    @Test("a file may be compressed, and its progress is told")
    func readsFiles() throws {
        let folder = try TemporaryDirectory()
        let text = Fixture.document(Self.packages)
        let path = folder.path("tracker.json")
        let bytes = Bytes.compressed(Array(text.utf8), by: .xz)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let steps = Mutex<[FeedProgress]>([])
        let found = try SecurityTrackerFeed.content(path: path) { step in
            steps.withLock { $0.append(step) }
        }
        #expect(found.source == path)
        #expect(try found.digest == Fixture.content(text).digest)
        let size = Int64(text.utf8.count)
        #expect(
            steps.withLock { $0 } == [FeedProgress(item: path, doneBytes: size, totalBytes: nil)]
        )
        let missing = folder.path("none")
        #expect(
            complaint { _ = try SecurityTrackerFeed.content(path: missing) }
                == "feed.unavailable: \(missing): no such file"
        )
    }

    @Test("a document that is cut off anywhere is refused")
    func refusesTruncation() {
        let text = Fixture.document([Self.packages[2], Self.packages[1]])
        let complaints = (0..<text.utf8.count).map { length in
            let cut = String(decoding: text.utf8.prefix(length), as: UTF8.self)
            return complaint { _ = try Fixture.content(cut, by: 37) }
        }
        #expect(complaints.allSatisfy { $0.hasPrefix("feed.malformed: tracker: ") })
    }

    @Test(
        "what is wrong is refused with its place",
        arguments: [
            ("", "the document is empty (byte 0)"), ("{}", "it names no source package"),
            ("<html>", "expected the object of the security tracker's packages (byte 0)"),
            ("[]", "expected the object of the security tracker's packages (byte 0)"),
            (
                #"{"title":"CISA"}"#,
                "title: no source package of the security tracker with its issues (byte 9)"
            ),
            (
                #"{"Lamps":{}}"#,
                "Lamps: no source package of the security tracker with its issues (byte 9)"
            ),
            (#"{"hats":{},"hats":{}}"#, "hats: stands here a second time (byte 18)"),
            (
                #"{"hats":{"DSA-1":{}}}"#,
                "hats.DSA-1: neither a CVE nor a TEMP issue of the security tracker (byte 17)"
            ),
            (
                #"{"hats":{"CVE-2026-0001":{}}}"#,
                "hats.CVE-2026-0001: releases is missing (byte 25)"
            ),
            (
                #"{"hats":{"TEMP-1":{"releases":{}},"TEMP-1":{}}}"#,
                "hats.TEMP-1: stands here a second time (byte 43)"
            ),
            (
                #"{"hats":{"TEMP-1":{"releases":{"sid":{"urgency":"low"}}}}}"#,
                "hats.TEMP-1.releases.sid: status is missing (byte 37)"
            ),
            (
                #"{"hats":{"TEMP-1":{"releases":{"sid":{"status":"vulnerable"}}}}}"#,
                "hats.TEMP-1.releases.sid.status: no status of the tracker: vulnerable (byte 47)"
            ),
            (
                #"{"hats":{"TEMP-1":{"releases":{"sid":{"fixed_version":"1 2"}}}}}"#,
                "hats.TEMP-1.releases.sid.fixed_version: no Debian version: 1 2"
            ),
            (
                #"{"hats":{"TEMP-1":{"releases":{"sid":{"repositories":{"sid":"a:1"}}}}}}"#,
                "hats.TEMP-1.releases.sid.repositories.sid: no Debian version: a:1"
            ),
            (
                #"{"hats":{"TEMP-1":{"releases":{"sid":{"status":"open"},"sid":{}}}}}"#,
                "hats.TEMP-1.releases.sid: stands here a second time (byte 61)"
            ),
            (
                #"{"caps":{},"hats":{"TEMP-1":{"releases":[]}}}"#,
                "hats.TEMP-1.releases: expected an object, found an array (byte 40)"
            ),
        ]
    )
    func refuses(text: String, complaint expected: String) {
        let found = complaint { _ = try Fixture.content(text, by: 5) }
        #expect(found.hasPrefix("feed.malformed: tracker: \(expected)"), "\(found)")
    }
}
