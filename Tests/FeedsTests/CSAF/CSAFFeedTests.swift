// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Feeds

@Suite struct CSAFFeedTests {
    private static let advisory = CSAFFixture.document(
        "RHSA-2026:1",
        tree: CSAFFixture.tree(
            ["m": "cpe:/o:redhat:enterprise_linux:9::baseos"],
            ["hats-0:1-1.x86_64"]
        ),
        vulnerabilities: [CSAFFixture.vulnerability("CVE-1", ["fixed": ["m:hats-0:1-1.x86_64"]])]
    )
    private static let open = CSAFFixture.document(
        "CVE-2026-0001",
        publisher: "SUSE Product Security Team",
        tree: CSAFFixture.tree(["s": "cpe:/o:suse:sles:15:sp5"], ["hats"]),
        vulnerabilities: [
            CSAFFixture.vulnerability("CVE-2026-0001", ["known_affected": ["s:hats"]])
        ]
    )
    private static let files = [
        (name: "all/rhsa.json", text: advisory), (name: "all/vex/cve.json", text: open),
        (name: "all/rhsa.json.asc", text: "signed"), (name: "all/index.txt", text: "rhsa.json"),
    ]

    private func write(_ bytes: [UInt8], _ folder: TemporaryDirectory) throws -> String {
        let path = folder.path("archive")
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test(
        "archives of every kind give a content for each publisher",
        arguments: ArchiveFixture.Kind.allCases
    )
    func readsArchives(kind: ArchiveFixture.Kind) throws {
        let folder = try TemporaryDirectory()
        let path = try write(ArchiveFixture.bytes(kind, Self.files), folder)
        let found = try CSAFFeed.contents(path: path)
        #expect(found.map(\.feed) == ["csaf redhat", "csaf suse"])
        #expect(found.map(\.source) == [path, path])
        #expect(found.map { $0.records.map(\.source) } == [["RHSA-2026:1"], ["CVE-2026-0001"]])
        #expect(found.allSatisfy { $0.remarks == ["Files that are no documents, left aside: 2."] })
    }

    @Test("a folder and a file say what the archive says")
    func readsFolders() throws {
        let folder = try TemporaryDirectory()
        let archive = try TemporaryDirectory()
        for file in Self.files { try folder.write(file.text, to: file.name) }
        let found = try CSAFFeed.contents(path: folder.path)
        let packed = try CSAFFeed.contents(
            path: try write(ArchiveFixture.bytes(.tarXZ, Self.files.reversed()), archive)
        )
        #expect(found.map(\.digest) == packed.map(\.digest))
        #expect(found.map(\.records) == packed.map(\.records))
        let single = try CSAFFeed.contents(path: folder.path("all/rhsa.json"))
        #expect(single.map(\.digest) == [found[0].digest])
    }

    @Test("several inputs are one import, in which the newest revision counts")
    func readsSeveral() throws {
        let folder = try TemporaryDirectory()
        let old = try folder.write(Self.advisory, to: "old.json")
        let newer = Self.advisory.replacing("2026-02-03T04:05:06Z", with: "2026-03-03T04:05:06Z")
        let new = try folder.write(
            newer.replacing("hats-0:1-1", with: "hats-0:1-2"),
            to: "new.json"
        )
        let found = try CSAFFeed.contents(paths: [new, old])
        #expect(found.map(\.source) == ["\(new), \(old)"])
        #expect(found.flatMap(\.records).flatMap(\.binaries).map(\.version) == ["1-2"])
        #expect(found.map(\.remarks) == [["Files that a newer one replaces: 1."]])
    }

    @Test("compressed files are read, alone and in a folder", arguments: Bytes.Compression.allCases)
    func readsCompressed(compression: Bytes.Compression) throws {
        let folder = try TemporaryDirectory()
        let name = "rhsa.json" + compression.rawValue
        let bytes = Bytes.compressed(Array(Self.advisory.utf8), by: compression)
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
        for path in [folder.path(name), folder.path] {
            let found = try CSAFFeed.contents(path: path)
            #expect(found.map { $0.records.map(\.source) } == [["RHSA-2026:1"]])
        }
    }

    @Test("how far the reading is, is told")
    func tellsProgress() throws {
        let folder = try TemporaryDirectory()
        for file in Self.files { try folder.write(file.text, to: file.name) }
        let reports = Mutex<[FeedProgress]>([])
        _ = try CSAFFeed.contents(path: folder.path) { report in
            reports.withLock { $0.append(report) }
        }
        let sizes = Self.files.prefix(2).map { Int64($0.text.utf8.count) }
        #expect(
            reports.withLock { $0 } == [
                FeedProgress(item: folder.path, doneBytes: sizes[0], totalBytes: nil),
                FeedProgress(item: folder.path, doneBytes: sizes[0] + sizes[1], totalBytes: nil),
            ]
        )
        reports.withLock { $0 = [] }
        let file = folder.path("all/rhsa.json")
        _ = try CSAFFeed.contents(path: file) { report in reports.withLock { $0.append(report) } }
        #expect(
            reports.withLock { $0 } == [
                FeedProgress(item: file, doneBytes: sizes[0], totalBytes: sizes[0])
            ]
        )
    }

    @Test("what is wrong in a file is refused whole, with its name and place")
    func refusesFile() throws {
        let folder = try TemporaryDirectory()
        let files = Self.files + [(name: "all/bad.json", text: #"{"document":[]}"#)]
        let path = try write(ArchiveFixture.bytes(.tar, files), folder)
        #expect(
            complaint { _ = try CSAFFeed.contents(path: path) }
                == "feed.malformed: \(path): all/bad.json: document: expected an object,"
                + " found an array (byte 12)"
        )
        let other = try TemporaryDirectory()
        for file in files { try other.write(file.text, to: file.name) }
        #expect(
            complaint { _ = try CSAFFeed.contents(path: other.path) }
                == "feed.malformed: \(other.path)/all/bad.json: document: expected an object,"
                + " found an array (byte 12)"
        )
    }

    @Test("a compressed archive that is cut off is refused")
    func refusesCutOff() throws {
        let folder = try TemporaryDirectory()
        let bytes = ArchiveFixture.bytes(.tarXZ, Self.files)
        for count in stride(from: 0, to: bytes.count, by: 7) {
            let path = try write(Array(bytes[..<count]), folder)
            let found = complaint { _ = try CSAFFeed.contents(path: path) }
            #expect(found.hasPrefix("feed.malformed: \(path)"), "\(count) bytes: \(found)")
        }
    }

    @Test("an input without a document is refused")
    func refusesNothing() throws {
        let folder = try TemporaryDirectory()
        #expect(
            complaint { _ = try CSAFFeed.contents(path: folder.path) }
                == "feed.malformed: \(folder.path): no .json file in it"
        )
        let missing = folder.path("none")
        #expect(
            complaint { _ = try CSAFFeed.contents(path: missing) }
                == "feed.unavailable: \(missing): no such file or folder"
        )
        let empty = try write([], folder)
        #expect(
            complaint { _ = try CSAFFeed.contents(path: empty) }
                == "feed.malformed: \(empty): it is empty, or has no .json file in it"
        )
        let page = try folder.write("<html>", to: "page.json")
        #expect(
            complaint { _ = try CSAFFeed.contents(path: page) }
                == "feed.malformed: \(page): no CSAF document, which is a JSON object (byte 0)"
        )
    }
}
