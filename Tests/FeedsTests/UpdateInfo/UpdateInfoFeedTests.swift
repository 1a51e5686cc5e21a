// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import TestSupport
import Testing

@testable import Feeds

@Suite struct UpdateInfoFeedTests {
    private static let list = Array(UpdateInfoParserTests.list.utf8)

    private func content(_ path: String) throws -> FeedContent {
        try UpdateInfoFeed.content(path: path, stream: .init(rawValue: "almalinux:9"))
    }

    private func sha256(_ bytes: [UInt8]) -> String {
        var hash = ContentHash()
        bytes.withUnsafeBytes { hash.add($0) }
        return hash.hexadecimal
    }

    /// A `repomd.xml` that promises these hashes.
    private func metadata(
        stored: String,
        open: String,
        type: String = "sha256",
        href: String = "repodata/u.xml.gz"
    ) -> String {
        """
        <repomd xmlns="http://x" xmlns:rpm="http://y">
          <revision>1</revision>
          <data type="primary"><checksum type="md5">0</checksum></data>
          <data type="updateinfo">
            <checksum type="\(type)">\(stored)</checksum>
            <open-checksum type="sha256">\(open)</open-checksum>
            <location href="\(href)"/>
            <timestamp>1767323045</timestamp>
          </data>
        </repomd>
        """
    }

    /// Writes a repository into a folder.
    private func write(_ metadata: String, _ folder: TemporaryDirectory) throws {
        try folder.write(metadata, to: "r/repodata/repomd.xml")
        try Data(Bytes.compressed(Self.list, by: .gzip)).write(
            to: URL(fileURLWithPath: folder.path("r/repodata/u.xml.gz"))
        )
    }

    @Test("a list is read in any compression", arguments: Bytes.Compression.allCases)
    func readsFiles(compression: Bytes.Compression) throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("list")
        try Data(Bytes.compressed(Self.list, by: compression)).write(
            to: URL(fileURLWithPath: path)
        )
        let found = try content(path)
        #expect(found.feed == "updateinfo almalinux:9")
        #expect(found.source == path)
        #expect(found.records.map(\.source) == ["TLSA-2026:1", "TLBA-2026:2", "T-4"])
        #expect(found.publishedAt == nil)
        let other = try UpdateInfoFeed.content(path: path, stream: .init(rawValue: "rocky:9"))
        #expect(other.digest != found.digest)
    }

    @Test(
        "a repository's list is found and proven",
        arguments: ["r", "r/repodata", "r/repodata/repomd.xml"]
    )
    func readsRepositories(path: String) throws {
        let folder = try TemporaryDirectory()
        let stored = sha256(Bytes.compressed(Self.list, by: .gzip))
        try write(metadata(stored: stored, open: sha256(Self.list)), folder)
        let found = try content(folder.path(path))
        #expect(found.records.count == 3)
        #expect(found.source.hasSuffix("/r/repodata/u.xml.gz"))
        #expect(found.publishedAt == Timestamp(milliseconds: 1_767_323_045_000))
    }

    @Test("a list that is not what the repository promises is refused")
    func refusesOtherHash() throws {
        let stored = sha256(Bytes.compressed(Self.list, by: .gzip))
        let other = String(repeating: "0", count: 64)
        for (first, second) in [(other, sha256(Self.list)), (stored, other)] {
            let folder = try TemporaryDirectory()
            try write(metadata(stored: first, open: second), folder)
            let actual = first == other ? stored : second == other ? sha256(Self.list) : ""
            let text = complaint { _ = try content(folder.path("r")) }
            #expect(text.hasPrefix("feed.unverified: "))
            #expect(text.contains("u.xml.gz: its SHA-256 is \(actual), repomd.xml says \(other)"))
        }
    }

    @Test("a repository that promises nothing usable is refused, with the reason")
    func refusesMetadata() throws {
        let hash = String(repeating: "0", count: 64)
        let cases = [
            ("<repomd/>", "repomd.xml: the repository has no updateinfo"),
            ("<html/>", "line 1: the root is <html>, not <repomd>"),
            (
                metadata(stored: hash, open: hash, href: "../u.xml"),
                "line 7: updateinfo lies outside the repository: ../u.xml"
            ),
            (
                metadata(stored: hash, open: hash, href: "/etc/u.xml"),
                "line 7: updateinfo lies outside the repository: /etc/u.xml"
            ),
            (
                metadata(stored: hash, open: hash, type: "md5"),
                "line 5: updateinfo has a checksum of type md5, not sha256"
            ), (metadata(stored: "0", open: hash), "line 5: no SHA-256: 0"),
            (
                "<repomd>\n<data type='updateinfo'>\n</data></repomd>",
                "line 3: updateinfo has no location"
            ), (metadata(stored: hash, open: hash, href: "gone.gz"), "gone.gz: cannot be opened"),
        ]
        for (text, expected) in cases {
            let folder = try TemporaryDirectory()
            try write(text, folder)
            let found = complaint { _ = try content(folder.path("r")) }
            #expect(found.hasSuffix(expected))
        }
    }

    @Test("a path without a list is refused")
    func refusesNothing() throws {
        let folder = try TemporaryDirectory()
        #expect(
            complaint { _ = try content(folder.path) }
                == "feed.unavailable: \(folder.path): "
                + "neither repodata/repomd.xml nor repomd.xml in it"
        )
        #expect(
            complaint { _ = try content(folder.path("none")) }
                == "feed.unavailable: \(folder.path("none")): no such file or folder"
        )
    }
}
