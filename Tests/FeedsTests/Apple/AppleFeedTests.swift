// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Feeds

@Suite struct AppleFeedTests {
    private typealias Fixture = AppleFixture

    private static let releases = [
        Fixture.release(
            "26.2",
            "2026-02-03",
            page: "128001",
            cves: #""CVE-2026-0002":{"Severity":"Critical","InKEV":true},"CVE-2026-0001":{}"#,
            priority: "high",
            exploited: #""CVE-2026-0002""#
        ),
        Fixture.release("26.1", "2026-01-02"),
        Fixture.release(
            "26",
            "2026-01-01",
            page: "HT21340",
            cves: #""CVE-2026-0003":{}"#,
            priority: "medium"
        ),
        Fixture.release("26.2.1", "2026-02-04", scope: "device-specific"),
        Fixture.release("26.1", "2026-01-02", product: "iOS and iPadOS"),
    ]
    private static let improvements = #"""
        ,"LastCheck":"2026-02-05T06:07:08.9+00:00","BackgroundSecurityImprovements":{"26":[
        {"Version":"26.2","VersionExtra":"(a)","PostingDate":"2026-02-05","DocumentationID":null,
        "SecurityInfo":"https://support.example/128002","CVEs":["CVE-2026-0004"],
        "DeviceScope":"universal"},
        {"Version":"26.2","VersionExtra":"(b)","CVEs":null,"DeviceScope":"device-specific"}]}
        """#
    private static let feed = Fixture.feed(releases, members: improvements)
    private static let list = #"""
        {"PublicAssetSets":{
        "macOS":[{"ProductVersion":"26.2","Build":"1A1","PostingDate":"2026-03-03"},
        {"ProductVersion":"10.15.7","PostingDate":"2026-03-03","SupportedDevices":["J1AP"]},
        {"ProductVersion":"10.15.7","PostingDate":"2026-03-02"}],
        "iOS":[{},{}]},
        "AssetSets":{"macOS":[{},{},{}],"iOS":[{}]},
        "PublicBackgroundSecurityImprovements":{"macOS":[{"ProductVersionExtra":"(a)"}]}}
        """#

    private static let described = [
        Fixture.record(
            "26.0",
            Fixture.reference("HT21340", "macOS Meadow 26", day: 20_454, cves: ["CVE-2026-0003"]),
            severity: .moderate,
            classification: .security
        ),
        Fixture.record(
            "26.1",
            Fixture.reference("macOS Meadow 26.1", "macOS Meadow 26.1", day: 20_455)
        ),
        Fixture.record(
            "26.2",
            Fixture.reference(
                "128001",
                "macOS Meadow 26.2",
                day: 20_487,
                cves: ["CVE-2026-0001", "CVE-2026-0002"]
            ),
            severity: .critical,
            classification: .security
        ),
        Fixture.record(
            "26.2 (a)",
            Fixture.reference("128002", "macOS 26.2 (a)", day: 20_489, cves: ["CVE-2026-0004"]),
            classification: .security,
            needsReboot: nil
        ),
    ]
    private static let old = Fixture.record(
        "10.15.7",
        Fixture.reference("macOS 10.15.7", "macOS 10.15.7", day: 20_514),
        stream: "macos:10.15"
    )

    @Test("SOFA's releases and improvements become records")
    func readsFeed() throws {
        let found = try Fixture.content([Self.feed])
        #expect(found.feed == "apple")
        #expect(found.publishedAt == Timestamp(milliseconds: 1_770_271_628_900))
        #expect(found.records == Self.described)
        #expect(
            found.remarks == [
                "Updates for single models, left aside: 2.",
                "CVEs called exploited without a day, left to the feed kev: 1.",
                "Releases of other products, left aside: 1 (1 iOS and iPadOS).",
            ]
        )
    }

    @Test("Apple's list names versions that SOFA does not, alone and in SOFA's copy")
    func readsList() throws {
        let found = try Fixture.content([Self.list])
        let newest = Fixture.record(
            "26.2",
            Fixture.reference("macOS 26.2", "macOS 26.2", day: 20_515)
        )
        #expect(found.publishedAt == nil)
        #expect(found.records == [Self.old, newest])
        #expect(
            found.remarks == [
                "Versions for device management alone, left aside: 3.",
                "Rapid responses of Apple's list, left aside: 1.",
                "Releases of other products, left aside: 2 (2 iOS).",
            ]
        )
        let copy = try Fixture.content([#"{"etag":"0","data":\#(Self.list)}"#])
        #expect(copy.records == found.records)
        #expect(copy.digest == found.digest)
        for texts in [[Self.feed, Self.list], [Self.list, Self.feed]] {
            #expect(try Fixture.content(texts).records == [Self.old] + Self.described)
        }
    }

    @Test("the first version of SOFA's feed says less, and its latest release may stand alone")
    func readsFirstVersion() throws {
        let release = #"""
            {"UpdateName":"Rapid Security Response macOS Meadow 13.4.1 (c)","ProductName":"macOS",
            "ProductVersion":"13.4.1","ReleaseDate":"Unknown","CVEs":{"CVE-2026-0001":true},
            "SecurityInfo":"This update has no published CVE entries."}
            """#
        let latest = #"{"ProductVersion":"13.5","ReleaseDate":"2026-01-02T00:00:00Z","CVEs":{}}"#
        let members = #","LastCheck":"2026-02-05T06:07:08+00:00Z""#
        let found = try Fixture.content([
            Fixture.feed([release], latest: latest, members: members)
        ])
        let name = "Rapid Security Response macOS Meadow 13.4.1 (c)"
        #expect(found.publishedAt == Timestamp(milliseconds: 1_770_271_628_000))
        #expect(
            found.records == [
                Fixture.record(
                    "13.4.1 (c)",
                    Fixture.reference(name, name, day: nil, cves: ["CVE-2026-0001"]),
                    classification: .security,
                    needsReboot: nil,
                    stream: "macos:13"
                ),
                Fixture.record(
                    "13.5",
                    Fixture.reference("macOS 13.5", "macOS 13.5", day: 20_455),
                    stream: "macos:13"
                ),
            ]
        )
        // The latest release that the list describes is not taken twice.
        let twice = Fixture.feed([Self.releases[0]], latest: Self.releases[0])
        #expect(try Fixture.content([twice]).records == [Self.described[2]])
    }

    @Test("documents about one release are put together")
    func joins() throws {
        let other = Fixture.release(
            "26.2",
            "2026-02-02",
            page: "128001",
            cves: #""CVE-2026-0001":{},"CVE-2026-0009":{}"#,
            priority: "low"
        )
        let texts = [Fixture.feed([Self.releases[0]]), Fixture.feed([other])]
        let found = try Fixture.content(texts)
        #expect(found.records.count == 1)
        #expect(
            found.records[0].advisories == [
                Fixture.reference(
                    "128001",
                    "macOS Meadow 26.2",
                    day: 20_486,
                    cves: ["CVE-2026-0001", "CVE-2026-0002", "CVE-2026-0009"]
                )
            ]
        )
        #expect(found.records[0].severity == .critical)
        #expect(try Fixture.content(texts.reversed()).digest == found.digest)
    }

    @Test("the order of releases is of no meaning, and what they say is")
    func digests() throws {
        let digest = try Fixture.content([Self.feed]).digest
        let turned = Fixture.feed(Self.releases.reversed(), members: Self.improvements)
        #expect(try Fixture.content([turned]).digest == digest)
        for (old, new) in [
            ("26.1", "26.1.1"), ("0003", "0005"), ("Meadow", "Hill"), ("\"high\"", "\"critical\""),
            ("Critical", "Low"), ("2026-01-02", "2026-01-03"), ("128001", "128003"), ("(a)", "(c)"),
        ] {
            let text = Self.feed.replacing(old, with: new)
            let isSame = old == "\"high\""
            #expect((try Fixture.content([text]).digest == digest) == isSame, "\(old)")
        }
    }

    @Test("files may be compressed, several are one content, and their progress is told")
    func readsFiles() throws {
        let folder = try TemporaryDirectory()
        let paths = [folder.path("a"), folder.path("b")]
        for (path, text) in zip(paths, [Self.feed, Self.list]) {
            try Data(Bytes.compressed(Array(text.utf8), by: .zstd)).write(
                to: URL(fileURLWithPath: path)
            )
        }
        let steps = Mutex<[FeedProgress]>([])
        let found = try AppleFeed.content(paths: paths) { step in steps.withLock { $0.append(step) }
        }
        #expect(found.source == "\(paths[0]), \(paths[1])")
        #expect(found.records.count == 5)
        let sizes = [Self.feed, Self.list].map { Int64($0.utf8.count) }
        #expect(
            steps.withLock { $0 } == [
                FeedProgress(item: paths[0], doneBytes: sizes[0], totalBytes: nil),
                FeedProgress(item: paths[1], doneBytes: sizes[1], totalBytes: nil),
            ]
        )
        #expect(try AppleFeed.content(path: paths[0]).records == Self.described)
    }

    @Test("a document that is cut off anywhere is refused")
    func refusesTruncation() {
        for text in [Fixture.feed([Self.releases[0]], members: Self.improvements), Self.list] {
            let bytes = Array(text.utf8)
            let complaints = bytes.indices.map { length in
                let cut = String(decoding: bytes[..<length], as: UTF8.self)
                return complaint { _ = try Fixture.content([cut]) }
            }
            #expect(complaints.allSatisfy { $0.hasPrefix("feed.malformed: 0.json: ") })
        }
    }

    @Test(
        "what is wrong is refused with its place",
        arguments: [
            ("", "0.json: the document is empty (byte 0)"),
            ("<html>", "0.json: expected an object, found < (byte 0)"),
            (
                #"{"AppVersions":[]}"#,
                "0.json: neither OSVersions, as SOFA's feeds of systems have, nor PublicAssetSets,"
                    + " as Apple's list has (byte 0)"
            ),
            (#"{"OSVersions":[]}"#, "apple: it names no release of macOS"),
            (
                Fixture.feed([Fixture.release("18.1", "2026-01-02", product: "iOS and iPadOS")]),
                "apple: it names no release of macOS, but 1 iOS and iPadOS"
            ),
            (
                Fixture.feed([Fixture.release("26.x", "2026-01-02")]),
                "0.json: OSVersions[0].SecurityReleases[0]: no version of macOS: 26.x (byte 78)"
            ),
            (
                Fixture.feed([#"{"ProductName":"macOS"}"#]),
                "0.json: OSVersions[0].SecurityReleases[0]: it has no version (byte 78)"
            ),
            (
                Fixture.feed([Fixture.release("26.1", "2026-02-30")]),
                "0.json: OSVersions[0].SecurityReleases[0].ReleaseDate: no such date:"
                    + " 2026-02-30T00:00:00Z (byte 186)"
            ),
            (
                Fixture.feed([Fixture.release("26.1", "2026-02-03", cves: #""CVE-1":{}"#)]),
                "0.json: OSVersions[0].SecurityReleases[0].CVEs.CVE-1: no CVE's name: CVE-1"
                    + " (byte 279)"
            ),
            (
                Fixture.feed([], members: #","LastCheck":"now""#),
                "0.json: LastCheck: no time in UTC: now (byte 94)"
            ),
            (
                #"{"PublicAssetSets":{"macOS":[{"ProductVersion":"26.1"}]}}"#,
                "0.json: PublicAssetSets.macOS[0]: PostingDate is missing (byte 29)"
            ),
            (
                #"{"PublicAssetSets":{"macOS":[{"PostingDate":"2026-01-02"}]}}"#,
                "0.json: PublicAssetSets.macOS[0]: no version of macOS:  (byte 29)"
            ),
            (
                #"{"PublicAssetSets":{"macOS":[{"PostingDate":"yesterday"}]}}"#,
                "0.json: PublicAssetSets.macOS[0].PostingDate: no such date: yesterday (byte 44)"
            ),
            (
                #"{"PublicAssetSets":{"iOS":[{}]}}"#,
                "apple: it names no release of macOS, but 1 iOS"
            ),
        ]
    )
    func refuses(text: String, expected: String) {
        #expect(complaint { _ = try Fixture.content([text]) } == "feed.malformed: \(expected)")
    }

    @Test("the improvements of another system are not taken for those of macOS")
    func leavesOtherImprovements() throws {
        let phones = Fixture.feed(
            [Fixture.release("26.1", "2026-01-02", product: "iOS and iPadOS")],
            latest: Fixture.release("26.1", "2026-01-02", product: "iOS and iPadOS"),
            members: Self.improvements
        )
        let found = try Fixture.content([phones, Fixture.feed([Self.releases[1]])])
        #expect(found.records == [Self.described[1]])
        #expect(
            found.remarks == [
                "Releases of other products, left aside: 3"
                    + " (1 iOS and iPadOS, 2 improvements of other systems)."
            ]
        )
    }
}
