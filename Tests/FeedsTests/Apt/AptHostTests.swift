// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import TestSupport
import Testing

@testable import Feeds

/// The real apt on a private root, over mirrors in folders.
@Suite struct AptHostTests {
    private static let index = AptRepositoryFeedTests.index
    private static let path = AptRepositoryFeedTests.indexPath

    private func mirror() async throws -> Mirror {
        let mirror = try await Mirror()
        try await mirror.publish(
            in: "dists/bookworm-security",
            fields: Mirror.fields.filter { !$0.hasPrefix("Date") && !$0.hasPrefix("Valid") },
            indexes: [Self.path: Self.index]
        )
        return mirror
    }

    private func root(_ sources: String, file: String = "sources.list") throws -> AptRoot {
        let root = try AptRoot()
        try root.directory.write(sources, to: "etc/apt/\(file)")
        return root
    }

    private func contents(
        _ root: AptRoot,
        keyrings: [String] = [],
        allowUnsigned: Bool = false
    ) async throws -> [FeedContent] {
        try await AptRepositoryFeed.contents(
            of: .host(aptConfig: root.configurationPath),
            keyrings: keyrings,
            allowUnsigned: allowUnsigned,
            now: AptRepositoryFeedTests.now
        )
    }

    private func lists(_ root: AptRoot) throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            atPath: root.directory.path("var/lib/apt/lists")
        )
        .filter { $0.hasSuffix("Release") || $0.contains("Packages") }
    }

    @Test("the lists of the machine are read with the keyring that its source names")
    func readsLists() async throws {
        let mirror = try await mirror()
        let root = try root(
            "deb [signed-by=\(mirror.keyring)] file:\(mirror.directory.path) bookworm-security main\n"
        )
        try await root.update()
        let before = try lists(root)
        #expect(!before.isEmpty)
        let found = try await contents(root)
        #expect(found.map(\.feed) == ["apt Debian bookworm-security main amd64"])
        #expect(found[0].records.map(\.source) == ["lamps", "hat"])
        #expect(found[0].signedBy?.count == 40)
        #expect(found[0].source == "file:\(mirror.path("dists/bookworm-security/" + Self.path))")
        #expect(try lists(root) == before)
    }

    @Test("a machine without lists gets them for the import alone")
    func fetchesLists() async throws {
        let mirror = try await mirror()
        let root = try root(
            """
            Types: deb
            URIs: file:\(mirror.directory.path)
            Suites: bookworm-security
            Components: main
            Signed-By: \(mirror.keyring)

            """,
            file: "sources.list.d/mirror.sources"
        )
        let found = try await contents(root)
        #expect(found.map(\.feed) == ["apt Debian bookworm-security main amd64"])
        #expect(found[0].records.count == 2)
        #expect(try lists(root).isEmpty)
    }

    @Test("keys of trusted.gpg.d count for a source that names none")
    func readsTrustedKeys() async throws {
        let mirror = try await mirror()
        let root = try root("deb file:\(mirror.directory.path) bookworm-security main\n")
        let key = try await ArchiveKey.shared().keyring
        try root.directory.write(PGPArmorTests.armored(key), to: "etc/apt/trusted.gpg.d/mirror.asc")
        try await root.update()
        #expect(try await contents(root)[0].signedBy?.count == 40)
    }

    @Test("a source that is trusted needs no signature, and no release file is remarked")
    func acceptsTrustedSources() async throws {
        let mirror = try await Mirror()
        try await mirror.publish(
            in: "dists/s",
            fields: ["Origin: Shop", "Codename: s"],
            indexes: [Self.path: Self.index],
            signature: .none
        )
        let key = try await ArchiveKey.generate()
        let stranger = try await Mirror(key: key)
        try await stranger.publish(
            in: "dists/t",
            fields: ["Origin: Stranger", "Codename: t"],
            indexes: [Self.path: Self.index]
        )
        let bare = try TemporaryDirectory()
        try bare.write(Self.index, to: "Packages")
        let root = try root(
            """
            deb [trusted=yes] file:\(mirror.directory.path) s main
            deb [trusted=yes] file:\(stranger.directory.path) t main
            deb [trusted=yes] file:\(bare.path) ./

            """
        )
        try await root.update()
        let found = try await contents(root)
        #expect(
            found.map(\.feed).sorted() == ["apt Shop s main amd64", "apt Stranger t main amd64"]
        )
        #expect(found.allSatisfy { $0.signedBy == nil })
        let remarks = found.flatMap(\.remarks)
        #expect(remarks.filter { $0.hasSuffix("was not checked.") }.count == 2)
        #expect(
            remarks.contains("Left aside, as it has no release file: file:\(bare.path)/./Packages.")
        )
    }

    @Test("a list whose signature apt would not take today is refused")
    func refusesUntrustedLists() async throws {
        let mirror = try await mirror()
        let line = "file:\(mirror.directory.path) bookworm-security main\n"
        let root = try root("deb [signed-by=\(mirror.keyring)] " + line)
        try await root.update()
        let other = try await Mirror(key: try await ArchiveKey.generate())
        try root.directory.write(
            "deb [signed-by=\(other.keyring)] " + line,
            to: "etc/apt/sources.list"
        )
        let fault = await asyncComplaint { _ = try await contents(root) }
        #expect(fault.contains("InRelease: no keyring holds the key "))
        #expect(fault.contains("checked with \(other.keyring)"))
        // Keyrings that are named go before those of the machine.
        #expect(try await contents(root, keyrings: [mirror.keyring]).count == 1)
        #expect(try await contents(root, allowUnsigned: true)[0].signedBy == nil)
    }

    @Test("a machine without sources, and one whose sources fail, are said")
    func namesWhatIsMissing() async throws {
        let none = await asyncComplaint { _ = try await contents(try root("")) }
        #expect(none.hasPrefix("feed.unavailable: apt has no Packages lists"))
        let broken = try root("deb file:/nonexistent stable main\n")
        let fault = await asyncComplaint { _ = try await contents(broken) }
        #expect(fault.hasPrefix("feed.unavailable: apt"))
    }
}
