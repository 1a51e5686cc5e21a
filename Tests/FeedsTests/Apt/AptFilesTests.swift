// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import TestSupport
import Testing

@testable import Feeds

@Suite struct AptFilesTests {
    private static let index = AptRepositoryFeedTests.index
    private static let other = Mirror.stanza("other", "1")

    private func contents(_ mirror: Mirror, _ paths: [String]) async throws -> [FeedContent] {
        try await AptRepositoryFeed.contents(
            of: .files(paths.map(mirror.path)),
            keyrings: [mirror.keyring],
            now: AptRepositoryFeedTests.now
        )
    }

    private func mirror(_ signature: Mirror.Signature = .inline) async throws -> Mirror {
        let mirror = try await Mirror()
        try await mirror.publish(
            in: "s",
            indexes: [
                "main/binary-amd64/Packages": Self.index, "main/binary-arm64/Packages": Self.other,
                "a/binary-amd64/Packages": "", "b/binary-amd64/Packages": "",
            ],
            compression: .gzip,
            signature: signature
        )
        return mirror
    }

    @Test("indexes are known by their content, wherever they lie and however they are packed")
    func matchesByContent() async throws {
        let mirror = try await mirror()
        try mirror.write(Bytes.compressed(Array(Self.other.utf8), by: .lz4), to: "one.bin")
        try mirror.write(Array(Self.index.utf8), to: "two.txt")
        let found = try await contents(mirror, ["one.bin", "s/InRelease", "two.txt"])
        #expect(
            found.map(\.feed) == [
                "apt Debian bookworm-security main arm64",
                "apt Debian bookworm-security main amd64",
            ]
        )
        #expect(found.map(\.source) == [mirror.path("one.bin"), mirror.path("two.txt")])
        #expect(found[0].records.map(\.source) == ["other"])
    }

    @Test("a release with its signature beside it, and a renamed release, are known")
    func knowsReleases() async throws {
        let mirror = try await mirror(.detached)
        let index = "s/main/binary-amd64/Packages.gz"
        #expect(try await contents(mirror, [index, "s/Release.gpg", "s/Release"]).count == 1)
        let bare = await asyncComplaint { _ = try await contents(mirror, [index, "s/Release"]) }
        #expect(bare.contains("s/Release: it is not signed"))

        let inline = try await self.mirror()
        try inline.write(
            Array(try Data(contentsOf: URL(fileURLWithPath: inline.path("s/InRelease")))),
            to: "renamed"
        )
        #expect(try await contents(inline, ["renamed", index]).count == 1)
    }

    @Test("of indexes with the same bytes the name decides")
    func matchesByName() async throws {
        let mirror = try await mirror()
        try mirror.write([], to: "host_dists_s_b_binary-amd64_Packages")
        let found = try await contents(
            mirror,
            ["s/InRelease", "host_dists_s_b_binary-amd64_Packages"]
        )
        #expect(found.map(\.feed) == ["apt Debian bookworm-security b amd64"])
        #expect(found[0].records.isEmpty)
    }

    @Test("an index that no release proves is refused with its hash")
    func refusesStrangers() async throws {
        let mirror = try await mirror()
        try mirror.write(Array((Self.index + "\n").utf8), to: "Packages")
        let found = await asyncComplaint {
            _ = try await contents(mirror, ["Packages", "s/InRelease"])
        }
        #expect(found.hasPrefix("feed.unverified: \(mirror.path("Packages")): no release file has"))
    }

    @Test("an index alone and a release alone are not enough")
    func needsBoth() async throws {
        let mirror = try await mirror()
        let index = await asyncComplaint {
            _ = try await contents(mirror, ["s/main/binary-amd64/Packages.gz"])
        }
        #expect(index.hasPrefix("feed.unavailable: no InRelease file is named"))
        let release = await asyncComplaint { _ = try await contents(mirror, ["s/InRelease"]) }
        #expect(release.hasPrefix("feed.unavailable: no Packages file is named"))
        let missing = await asyncComplaint { _ = try await contents(mirror, ["nothing"]) }
        #expect(missing == "feed.unavailable: \(mirror.path("nothing")): cannot be opened")
    }
}
