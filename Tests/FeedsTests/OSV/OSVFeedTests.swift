// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import TestSupport
import Testing

@testable import Feeds

@Suite struct OSVFeedTests {
    private static let alma = OSVFixture.advisory(
        "ALSA-2026:7",
        [
            OSVFixture.package("AlmaLinux:9", "hats", fixed: "0:1.2-3.el9"),
            OSVFixture.package("AlmaLinux:9", "hats-felt", fixed: "2:1.2-3.el9"),
            OSVFixture.package("AlmaLinux:8", "hats", fixed: "1.2-3.el8"),
            OSVFixture.package("AlmaLinux:9", "hats", fixed: "1.2-3.el9"),
        ],
        fields: #""summary":"Moderate: hats","related":["CVE-2026-0001"],"#
    )
    private static let ubuntu = OSVFixture.advisory(
        "USN-1-1",
        [
            OSVFixture.package("Ubuntu:22.04:LTS", "lamps", fixed: "1.0-1ubuntu1"),
            OSVFixture.package("Ubuntu:Pro:16.04:LTS", "lamps", fixed: "0.9-1"),
            OSVFixture.package("Ubuntu:Pro:FIPS:16.04:LTS", "lamps", fixed: "0.8-1"),
        ]
    )
    private static let tracker = OSVFixture.advisory(
        "UBUNTU-CVE-2026-0009",
        [
            OSVFixture.package("Ubuntu:22.04:LTS", "lamps", fixed: "1.0-1ubuntu1").dropLast()
                + #","ecosystem_specific":{"ubuntu_priority":"high"}}"#
        ]
    )
    private static let files = [
        (name: "all/ALSA-2026:7.json", text: alma), (name: "all/usn/USN-1-1.json", text: ubuntu),
        (name: "all/notes.txt", text: "no"), (name: "all/cve.json", text: tracker),
    ]

    private func write(_ bytes: [UInt8], _ folder: TemporaryDirectory) throws -> String {
        let path = folder.path("archive")
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func collected(_ texts: [String]) throws -> [FeedContent] {
        var collection = OSVCollection()
        for (place, text) in texts.enumerated() {
            try collection.add(Array(text.utf8), name: "\(place).json")
        }
        return try collection.contents(source: "osv")
    }

    private func reference(_ id: String, _ title: String, _ cves: [String]) -> AdvisoryReference {
        AdvisoryReference(
            name: id,
            title: title,
            issuedAt: Timestamp(milliseconds: 1_767_312_000_000),
            cves: cves
        )
    }

    @Test(
        "archives of every kind give a content for each family",
        arguments: ArchiveFixture.Kind.allCases
    )
    func readsArchives(kind: ArchiveFixture.Kind) throws {
        let folder = try TemporaryDirectory()
        let path = try write(ArchiveFixture.bytes(kind, Self.files), folder)
        let found = try OSVFeed.contents(path: path)
        #expect(found.map(\.feed) == ["osv almalinux", "osv ubuntu"])
        #expect(found.map(\.source) == [path, path])
        let advisory = reference("ALSA-2026:7", "Moderate: hats", ["CVE-2026-0001"])
        let rows: [(String, [(String, String)])] = [
            ("almalinux:9", [("hats", "1.2-3.el9"), ("hats-felt", "2:1.2-3.el9")]),
            ("almalinux:8", [("hats", "1.2-3.el8")]),
        ]
        #expect(
            found[0].records
                == rows.map { stream, binaries in
                    PatchRecord(
                        stream: Stream(rawValue: stream),
                        source: "ALSA-2026:7",
                        version: "",
                        title: "Moderate: hats",
                        binaries: binaries.map {
                            PatchBinary(name: $0.0, architecture: "", version: $0.1, size: nil)
                        },
                        advisories: [advisory],
                        severity: .moderate,
                        classification: .security
                    )
                }
        )
        let lamps = PatchRecord(
            stream: Stream(rawValue: "ubuntu:22.04"),
            source: "lamps",
            version: "1.0-1ubuntu1",
            advisories: [
                reference("UBUNTU-CVE-2026-0009", "UBUNTU-CVE-2026-0009", ["CVE-2026-0009"]),
                reference("USN-1-1", "USN-1-1", []),
            ],
            severity: .important,
            classification: .security
        )
        let older = PatchRecord(
            stream: Stream(rawValue: "ubuntu:16.04"),
            source: "lamps",
            version: "0.9-1",
            advisories: [reference("USN-1-1", "USN-1-1", [])],
            classification: .security,
            subscription: "Ubuntu Pro"
        )
        #expect(found[1].records == [lamps, older])
        #expect(found[0].remarks == ["Files that are not JSON, left aside: 1."])
        #expect(
            found[1].remarks == [
                "Files that are not JSON, left aside: 1.",
                "Packages of other products of Ubuntu Pro, left aside: 1 (1 FIPS).",
            ]
        )
    }

    @Test("a folder and a file say what the archive says")
    func readsFolders() throws {
        let folder = try TemporaryDirectory()
        let archive = try TemporaryDirectory()
        for file in Self.files { try folder.write(file.text, to: file.name) }
        let found = try OSVFeed.contents(path: folder.path)
        let packed = try OSVFeed.contents(
            path: try write(ArchiveFixture.bytes(.tarXZ, Self.files.reversed()), archive)
        )
        #expect(found.map(\.digest) == packed.map(\.digest))
        #expect(found.map(\.records) == packed.map(\.records))
        let file = folder.path(Self.files[0].name)
        let single = try OSVFeed.contents(path: file)
        #expect(single.map(\.digest) == [found[0].digest])
        #expect(single[0].source == file)
    }

    @Test("what is wrong in a member is refused whole, with its name")
    func refusesMember() throws {
        let folder = try TemporaryDirectory()
        let files = Self.files + [(name: "all/bad.json", text: #"{"modified":1}"#)]
        let path = try write(ArchiveFixture.bytes(.tar, files), folder)
        #expect(
            complaint { _ = try OSVFeed.contents(path: path) }
                == "feed.malformed: all/bad.json: id: missing"
        )
    }

    @Test("what is left aside is counted")
    func remarks() throws {
        let package = { OSVFixture.package($0, $1, events: $2) }
        let found = try collected([
            OSVFixture.advisory(
                "DSA-1-1",
                [
                    package("Debian:12", "a", #"{"introduced":"1"},{"fixed":"2"}"#),
                    package("Debian:12", "b", #"{"introduced":"0"},{"last_affected":"2"}"#),
                    package("Debian:12", "c", #"{"introduced":"0"}"#),
                    package("Debian:12", "d", #"{"introduced":"0"},{"fixed":"0"}"#),
                    package("npm", "e", #"{"introduced":"0"}"#),
                    package("Red Hat:x", "e", #"{"introduced":"0"}"#),
                    #"{"package":{"ecosystem":"Debian:12","name":"f"},"#
                        + #""ranges":[{"type":"GIT","events":[]}]}"#,
                    #"{"ranges":[]}"#,
                    package(
                        "Debian:12",
                        "g",
                        #"{"introduced":"0"},{"fixed":"1"},{"introduced":"2"},{"fixed":"3"}"#
                    ),
                    package(
                        "Debian:12",
                        "h",
                        #"{"introduced":"0"},{"fixed":"1"},{"introduced":"2"}"#
                    ),
                ]
            ),
            OSVFixture.advisory(
                "DSA-2-1",
                [OSVFixture.package("Debian:12", "a", fixed: "9")],
                fields: #""withdrawn":"2026-01-01T00:00:00Z","#
            ),
        ])
        #expect(found.count == 1)
        #expect(
            found[0].records.map { "\($0.source) \($0.version)" }
                == ["a 2", "DSA-1-1 ", "g 1", "g 3", "h 1"]
        )
        #expect(
            found[0].remarks == [
                "Packages without a fix, left aside: 2.",
                "Packages that no advisory affects, left aside: 1.",
                "Ranges that begin at a later version, taken from the first on: 3.",
                "Packages that are affected again after a fix, left aside: 1.",
                "Advisories that were withdrawn, left aside: 1.",
                "Ranges of other types, left aside: 1 (1 GIT).",
                "Packages of other ecosystems, left aside: 3 (1 Red Hat, 1 no package, 1 npm).",
            ]
        )
    }

    @Test("of files about one advisory the same is kept once and the newer one wins")
    func keepsNewest() throws {
        func text(_ version: String, _ day: Int) -> String {
            OSVFixture.advisory(
                "DSA-1-1",
                [OSVFixture.package("Debian:12", "a", fixed: version)],
                modified: "2026-02-0\(day)T00:00:00Z"
            )
        }
        for texts in [[text("1", 1), text("2", 2)], [text("2", 2), text("1", 1)]] {
            let found = try collected(texts)
            #expect(found[0].records.map(\.version) == ["2"])
            #expect(found[0].remarks == ["Files that a newer one replaces: 1."])
        }
        let same = try collected([text("1", 1), text("1", 1)])
        #expect(same[0].remarks == ["Files that repeat another one: 1."])
        #expect(
            complaint { _ = try collected([text("1", 1), text("2", 1)]) }
                == "feed.malformed: 1.json: DSA-1-1 is not what 0.json says, and neither is newer"
        )
    }

    @Test("an input without anything to take is refused")
    func refusesNothing() throws {
        let folder = try TemporaryDirectory()
        #expect(
            complaint { _ = try OSVFeed.contents(path: folder.path) }
                == "feed.unavailable: \(folder.path): no .json file in it"
        )
        let missing = folder.path("none")
        #expect(
            complaint { _ = try OSVFeed.contents(path: missing) }
                == "feed.unavailable: \(missing): no such file or folder"
        )
        let other = OSVFixture.advisory("A", [OSVFixture.package("npm", "a", fixed: "1")])
        #expect(
            complaint { _ = try collected([other]) }
                == "feed.malformed: osv: no advisory in it says what is fixed or affected"
                + " in a distribution that is known"
                + " (known are AlmaLinux, Debian, Rocky Linux and Ubuntu)"
        )
    }
}
