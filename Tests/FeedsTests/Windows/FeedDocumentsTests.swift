// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Feeds

@Suite struct FeedDocumentsTests {
    private static let first = KBBulletinFeedTests.header + KBBulletinFeedTests.row()
    private static let second =
        KBBulletinFeedTests.header + KBBulletinFeedTests.row("20260310", "CVE-2026-1001", "5100002")
    private static let files = [
        (name: "CVEs_20260628.csv", text: first), (name: "more/Custom.csv", text: second),
        (name: "Version_1.txt", text: "none of these"),
    ]

    private func write(_ bytes: [UInt8], _ name: String, _ folder: TemporaryDirectory) throws {
        let file = URL(fileURLWithPath: folder.path(name))
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: file)
    }

    @Test("an archive's tables are one content", arguments: ArchiveFixture.Kind.allCases)
    func readsArchives(kind: ArchiveFixture.Kind) throws {
        let folder = try TemporaryDirectory()
        try write(ArchiveFixture.bytes(kind, Self.files), "a", folder)
        let found = try KBBulletinFeed.content(path: folder.path("a"))
        #expect(found.records.map(\.source) == ["KB5100001", "KB5100002"])
        #expect(found.remarks == ["Files that are no table, left aside: 1."])
        #expect(found.publishedAt != nil)
    }

    @Test("a folder's tables are the same content, plain or compressed")
    func readsFolders() throws {
        let folder = try TemporaryDirectory()
        try write(ArchiveFixture.bytes(.zip, Self.files), "a.zip", folder)
        for file in Self.files { try write(Array(file.text.utf8), "plain/" + file.name, folder) }
        for compression in Bytes.Compression.allCases {
            let name = "packed/\(compression).csv\(compression.rawValue)"
            try write(Bytes.compressed(Array(Self.first.utf8), by: compression), name, folder)
        }
        try write(Bytes.compressed(Array(Self.second.utf8), by: .xz), "packed/x.csv.xz", folder)
        let digests = try ["a.zip", "plain", "packed"].map {
            try KBBulletinFeed.content(path: folder.path($0)).digest
        }
        #expect(Set(digests).count == 1)
        #expect(
            complaint {
                try write([], "none/readme.txt", folder)
                _ = try KBBulletinFeed.content(path: folder.path("none"))
            } == "feed.malformed: \(folder.path("none")): no .csv file in it"
        )
    }

    @Test("a single table may be compressed", arguments: Bytes.Compression.allCases)
    func readsCompressed(compression: Bytes.Compression) throws {
        let folder = try TemporaryDirectory()
        try write(Bytes.compressed(Array(Self.first.utf8), by: compression), "t", folder)
        let found = try KBBulletinFeed.content(path: folder.path("t"))
        #expect(found.records.map(\.source) == ["KB5100001"])
        #expect(found.source == folder.path("t"))
    }

    @Test("a fault is told with the member or file that it is in")
    func namesDocuments() throws {
        let folder = try TemporaryDirectory()
        let bad = [(name: "all/a.csv", text: Self.first), (name: "all/b.csv", text: "x\n")]
        try write(ArchiveFixture.bytes(.tarXZ, bad), "a.tar.xz", folder)
        for file in bad { try write(Array(file.text.utf8), "plain/" + file.name, folder) }
        for (path, name) in [("a.tar.xz", ": all/b.csv"), ("plain", "/all/b.csv")] {
            let path = folder.path(path)
            #expect(
                complaint { _ = try KBBulletinFeed.content(path: path) }
                    .hasPrefix("feed.malformed: \(path)\(name), line 1: no CSV with the columns")
            )
        }
    }

    @Test("the end of one table is not the start of the next")
    func endsEachDocument() throws {
        let folder = try TemporaryDirectory()
        let cut = String(Self.first.dropLast(1))
        try write(Array(cut.utf8), "all/a.csv", folder)
        try write(Array(Self.second.utf8), "all/b.csv", folder)
        #expect(
            complaint { _ = try KBBulletinFeed.content(path: folder.path("all")) }
                .hasSuffix("all/a.csv, line 2: the text is cut off: its last row has no end")
        )
    }

    @Test("a zip that is cut off anywhere is refused")
    func refusesCutZips() throws {
        let folder = try TemporaryDirectory()
        let bytes = ArchiveFixture.bytes(.zip, Self.files)
        try write(bytes + [0x0A], "a.zip", folder)
        #expect(try KBBulletinFeed.content(path: folder.path("a.zip")).records.count == 2)
        for length in bytes.indices.reversed() {
            try #require(truncate(folder.path("a.zip"), length) == 0)
            #expect(throws: DomainError(.feedMalformed), "\(length) of \(bytes.count)") {
                try KBBulletinFeed.content(path: folder.path("a.zip"))
            }
        }
    }

    @Test("the progress ends with the last byte")
    func reportsProgress() throws {
        let folder = try TemporaryDirectory()
        for file in Self.files { try write(Array(file.text.utf8), "all/" + file.name, folder) }
        let bytes = ArchiveFixture.bytes(.tar, Self.files)
        try write(bytes, "a.tar", folder)
        let seen = Mutex<[FeedProgress]>([])
        _ = try KBBulletinFeed.content(path: folder.path("all")) { progress in
            seen.withLock { $0.append(progress) }
        }
        let size = Int64(Self.first.utf8.count + Self.second.utf8.count)
        #expect(seen.withLock(\.last?.doneBytes) == size)
        #expect(seen.withLock(\.last?.totalBytes) == nil)
        #expect(seen.withLock(\.last?.item) == folder.path("all"))
        _ = try KBBulletinFeed.content(path: folder.path("a.tar")) { progress in
            seen.withLock { $0.append(progress) }
        }
        #expect(seen.withLock(\.last?.totalBytes) == Int64(bytes.count))
        #expect(seen.withLock { $0.last?.doneBytes ?? 0 } > size)
    }

    @Test("members beyond the limit are refused while they are read")
    func limitsMembers() throws {
        let folder = try TemporaryDirectory()
        let large = [(name: "a.csv", text: String(repeating: "x", count: 300_000))]
        try write(ArchiveFixture.bytes(.tarGzip, large), "a", folder)
        var read = 0
        let members = ArchiveMembers(path: folder.path("a"), memberLimit: 299_999)
        #expect(
            complaint {
                _ = try members.stream(suffix: ".csv") { piece in
                    if case .bytes(let bytes, _) = piece { read += bytes.count }
                    if case .end = piece { Issue.record("the member is not whole") }
                }
            } == "feed.malformed: a.csv: more than 299999 bytes"
        )
        #expect(read < 300_000)
    }
}
