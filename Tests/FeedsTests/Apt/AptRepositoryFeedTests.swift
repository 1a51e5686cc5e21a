// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import TestSupport
import Testing

@testable import Feeds

/// The chain of proof and the contents, over mirrors in folders.
@Suite struct AptRepositoryFeedTests {
    static let now = Timestamp(milliseconds: 1_795_200_000_000)
    static let indexPath = "main/binary-amd64/Packages"
    static let index =
        Mirror.stanza("lantern", "1.4-1+b2", "Source: lamps (1.4-1)", "Size: 1048")
        + Mirror.stanza("hat", "3.0", "Description: a hat")

    private func contents(
        _ mirror: Mirror,
        _ folder: String = "",
        allowUnsigned: Bool = false,
        now: Timestamp = now
    ) async throws -> [FeedContent] {
        try await AptRepositoryFeed.contents(
            of: .directory(path: mirror.path(folder)),
            keyrings: [mirror.keyring],
            allowUnsigned: allowUnsigned,
            now: now
        )
    }

    private func mirror() async throws -> Mirror {
        let mirror = try await Mirror()
        try await mirror.publish(
            in: "dists/bookworm-security",
            indexes: [Self.indexPath: Self.index]
        )
        return mirror
    }

    @Test("an index becomes a feed with its records, signer and dates")
    func reads() async throws {
        let mirror = try await mirror()
        let found = try await contents(mirror)
        #expect(found.count == 1)
        let feed = try #require(found.first)
        #expect(feed.feed == "apt Debian bookworm-security main amd64")
        #expect(feed.source == mirror.path("dists/bookworm-security/\(Self.indexPath).xz"))
        #expect(feed.publishedAt == Timestamp(milliseconds: 1_795_133_561_000))
        #expect(feed.validUntil == Timestamp(milliseconds: 1_795_738_361_000))
        #expect(feed.signedBy?.count == 40)
        #expect(feed.digest.count == 64)
        #expect(feed.remarks.isEmpty)
        #expect(feed.records.map(\.source) == ["lamps", "hat"])
        let record = try #require(feed.records.first)
        #expect(record.stream == Stream(rawValue: "debian:12"))
        #expect(record.origin?.isSecurity == true)
        #expect(record.origin?.component == "main")
        #expect(record.origin?.willingness == .automatic)
        #expect(
            record.binaries == [
                PatchBinary(
                    name: "lantern",
                    architecture: "amd64",
                    version: "1.4-1+b2",
                    size: 1_048
                )
            ]
        )
    }

    @Test("every compression of an index is read", arguments: Bytes.Compression.allCases)
    func readsCompressions(compression: Bytes.Compression) async throws {
        let mirror = try await Mirror()
        for namesPlain in [true, false] {
            try await mirror.publish(
                in: "dists/s",
                indexes: [Self.indexPath: Self.index],
                compression: compression,
                namesPlain: namesPlain || compression == .none,
                signature: .none
            )
            #expect(try await contents(mirror, allowUnsigned: true)[0].records.count == 2)
        }
    }

    @Test("the folder of a suite, a flat repository and a detached signature are read")
    func readsOtherLayouts() async throws {
        let mirror = try await mirror()
        #expect(try await contents(mirror, "dists/bookworm-security").count == 1)
        try await mirror.publish(
            in: "flat",
            indexes: ["Packages": Self.index],
            signature: .detached
        )
        let flat = try await contents(mirror, "flat")
        #expect(flat.map(\.feed) == ["apt Debian bookworm-security flat"])
        #expect(flat[0].signedBy?.count == 40)
        #expect(flat[0].records[0].origin?.component.isEmpty == true)
    }

    @Test("each component, architecture and suite is a feed; links and the installer are none")
    func readsSeveral() async throws {
        let mirror = try await Mirror()
        let paths = [
            "main/binary-amd64", "main/binary-arm64", "contrib/binary-amd64",
            "main/debian-installer/binary-amd64",
        ]
        let indexes = Dictionary(uniqueKeysWithValues: paths.map { ($0 + "/Packages", Self.index) })
        let fields = ["Origin: Example", "Codename: aurora"]
        try await mirror.publish(
            in: "dists/aurora",
            fields: fields,
            indexes: indexes,
            signature: .none
        )
        try await mirror.publish(
            in: "dists/aurora/updates",
            fields: ["Label: Shop", "Suite: new"],
            indexes: ["main/binary-amd64/Packages": ""],
            signature: .none
        )
        try FileManager.default.createSymbolicLink(
            atPath: mirror.path("dists/stable"),
            withDestinationPath: "aurora"
        )
        let expected = [
            "apt Example aurora contrib amd64", "apt Example aurora main amd64",
            "apt Example aurora main arm64",
        ]
        func names(_ folder: String = "") async throws -> [String] {
            try await contents(mirror, folder, allowUnsigned: true).map(\.feed)
        }
        #expect(try await names() == expected)
        #expect(try await names("dists/aurora/updates") == ["apt Shop new main amd64"])
        // What a mirror does not hold is not missed, as long as it holds something.
        try FileManager.default.removeItem(
            atPath: mirror.path("dists/aurora/contrib/binary-amd64/Packages.xz")
        )
        #expect(try await names() == Array(expected.dropFirst()))
    }

    @Test("a stream and a name for every repository")
    func namesRepositories() async throws {
        let mirror = try await Mirror()
        let cases = [
            (
                ["Origin: Shop", "Codename: aurora", "Suite: stable"], "apt Shop aurora",
                "apt:Shop:aurora"
            ),
            (["Label: Shop", "Suite: stable"], "apt Shop stable", "apt:Shop:stable"),
            (
                ["Origin: Ubuntu", "Codename: noble", "Suite: noble-updates"],
                "apt Ubuntu noble-updates", "ubuntu:24.04"
            ),
            (["Version: 1"], "apt - -", "apt::"),
        ]
        for (fields, name, stream) in cases {
            try await mirror.publish(
                in: "dists/s",
                fields: fields,
                indexes: [Self.indexPath: Self.index],
                signature: .none
            )
            let feed = try await contents(mirror, allowUnsigned: true)[0]
            #expect(feed.feed == name + " main amd64")
            #expect(feed.records[0].stream == Stream(rawValue: stream))
        }
    }

    @Test("the digest changes with the index and what apt does with it, not with the date")
    func digests() async throws {
        let mirror = try await Mirror()
        func digest(_ fields: [String], _ index: String = Self.index) async throws -> String {
            try await mirror.publish(
                in: "dists/s",
                fields: fields,
                indexes: [Self.indexPath: index],
                signature: .none
            )
            return try await contents(mirror, allowUnsigned: true)[0].digest
        }
        let first = try await digest(Mirror.fields)
        #expect(try await digest(Mirror.fields) == first)
        let later = Mirror.fields.map { $0.replacingOccurrences(of: "Nov 2026", with: "Dec 2026") }
        #expect(try await digest(later) == first)
        let lazy = try await digest(Mirror.fields + ["NotAutomatic: yes"])
        let other = try await digest(Mirror.fields, Self.index + Mirror.stanza("new", "1"))
        #expect(Set([first, lazy, other]).count == 3)
    }

    @Test("a release out of date is taken, and remarked")
    func remarksExpiry() async throws {
        let mirror = try await mirror()
        let late = Timestamp(milliseconds: 1_795_738_361_001)
        let feed = try await contents(mirror, now: late)[0]
        #expect(feed.remarks == ["It was out of date at its import: Valid-Until has passed."])
        #expect(feed.records.count == 2)
    }

    @Test("two repositories of one name are one feed")
    func joinsTwins() async throws {
        let mirror = try await Mirror()
        let extra = Mirror.stanza("lamps-doc", "1.4-1", "Source: lamps") + Mirror.stanza("new", "1")
        for (suite, index) in [("one", Self.index), ("two", extra)] {
            try await mirror.publish(
                in: "dists/" + suite,
                indexes: [Self.indexPath: index],
                signature: .none
            )
        }
        let found = try await contents(mirror, allowUnsigned: true)
        #expect(found.count == 1)
        #expect(found[0].records.map(\.source) == ["lamps", "hat", "new"])
        #expect(found[0].records[0].binaries.map(\.name) == ["lantern", "lamps-doc"])
        #expect(found[0].remarks.last?.hasPrefix("Joined with ") == true)
        let single = try await contents(mirror, "dists/two", allowUnsigned: true)
        #expect(found[0].digest != single[0].digest)
    }
}
