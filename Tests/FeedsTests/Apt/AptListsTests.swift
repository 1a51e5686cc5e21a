// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import TestSupport
import Testing

@testable import Feeds

@Suite struct AptListsTests {
    private static let index = AptRepositoryFeedTests.index

    /// Copies a release and its indexes into `lists` under the names that apt gives them.
    private func keep(
        _ mirror: Mirror,
        _ folder: String,
        as prefix: String,
        releases: [String] = ["InRelease"],
        indexes: [String: Bytes.Compression]
    ) throws {
        for name in releases {
            let path = mirror.path(folder + "/" + name)
            try mirror.write(
                Array(try Data(contentsOf: URL(fileURLWithPath: path))),
                to: "lists/\(prefix)_\(name)"
            )
        }
        for (path, compression) in indexes {
            let bytes = Bytes.compressed(Array(Self.index.utf8), by: compression)
            let name = AptIndexName.listName(of: path) + compression.rawValue
            try mirror.write(bytes, to: "lists/\(prefix)_\(name)")
        }
    }

    private func contents(_ mirror: Mirror) async throws -> [FeedContent] {
        try await AptRepositoryFeed.contents(
            of: .lists(path: mirror.path("lists")),
            keyrings: [mirror.keyring],
            now: AptRepositoryFeedTests.now
        )
    }

    @Test("files are paired with their releases by the releases' own tables")
    func pairs() async throws {
        let mirror = try await Mirror()
        let paths = ["main/binary-amd64/Packages", "con_t/binary-arm64/Packages"]
        let indexes = Dictionary(uniqueKeysWithValues: paths.map { ($0, Self.index) })
        for (suite, signature) in [
            ("aurora", Mirror.Signature.inline), ("aurora-updates", .detached),
            ("aurora/updates", .inline),
        ] {
            try await mirror.publish(
                in: "dists/" + suite,
                fields: ["Origin: Shop", "Codename: \(suite)"],
                indexes: indexes,
                signature: signature
            )
        }
        try await mirror.publish(
            in: "flat",
            fields: ["Origin: Flat"],
            indexes: ["Packages": Self.index]
        )
        let base = "a.invalid_shop_dists_"
        try keep(
            mirror,
            "dists/aurora",
            as: base + "aurora",
            indexes: [paths[0]: .lz4, paths[1]: .none]
        )
        try keep(
            mirror,
            "dists/aurora-updates",
            as: base + "aurora-updates",
            releases: ["Release", "Release.gpg"],
            indexes: [paths[0]: .zstd]
        )
        try keep(
            mirror,
            "dists/aurora/updates",
            as: base + "aurora_updates",
            indexes: [paths[0]: .gzip]
        )
        try keep(mirror, "flat", as: "_srv_flat_.", indexes: ["Packages": .none])
        try mirror.write([], to: "lists/lock")
        try mirror.write([], to: "lists/partial/a.invalid_x_Packages")
        try mirror.write(
            Array(Self.index.utf8),
            to: "lists/b.invalid_dists_x_main_binary-amd64_Packages"
        )

        let found = try await contents(mirror)
        #expect(
            found.map(\.feed).sorted() == [
                "apt Flat - flat", "apt Shop aurora con_t arm64", "apt Shop aurora main amd64",
                "apt Shop aurora-updates main amd64", "apt Shop aurora/updates main amd64",
            ]
        )
        #expect(found.allSatisfy { $0.records.count == 2 && $0.signedBy != nil })
        let lone = mirror.path("lists/b.invalid_dists_x_main_binary-amd64_Packages")
        #expect(found.flatMap(\.remarks) == ["Left aside, as no release lists it: \(lone)."])
    }

    @Test("a list that its release does not prove is refused")
    func refusesOtherContent() async throws {
        let mirror = try await Mirror()
        let path = "main/binary-amd64/Packages"
        try await mirror.publish(in: "dists/s", indexes: [path: Self.index + "\n"])
        try keep(mirror, "dists/s", as: "a.invalid_dists_s", indexes: [path: .lz4])
        let found = await asyncComplaint { _ = try await contents(mirror) }
        #expect(
            found.hasPrefix(
                "feed.unverified: "
                    + mirror.path("lists/a.invalid_dists_s_main_binary-amd64_Packages.lz4: ")
            )
        )
    }

    @Test("a folder without lists is said")
    func namesWhatIsMissing() async throws {
        let mirror = try await Mirror()
        let missing = await asyncComplaint { _ = try await contents(mirror) }
        #expect(missing == "feed.unavailable: \(mirror.path("lists")): cannot be listed")
        try mirror.write([], to: "lists/lock")
        let empty = await asyncComplaint { _ = try await contents(mirror) }
        #expect(empty.contains("holds no Packages file with its release"))
    }
}
