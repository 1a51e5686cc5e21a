// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@Suite struct AptRepositoryTests {
    private func verify(_ repository: AptRepository, _ files: [String]) async throws -> ProcessExit
    {
        let arguments = ["--keyring", repository.keyringPath] + files
        return try await ShellCommand.run("gpgv", arguments).status
    }

    @Test("both signatures verify with the exported keyring, until somebody tampers")
    func signs() async throws {
        let repository = try await AptRepository([.bookworm([]), .bookwormSecurity([])])
        for suite in ["bookworm", "bookworm-security"] {
            let clear = repository.path("InRelease", ofSuite: suite)
            let release = repository.path("Release", ofSuite: suite)
            let detached = repository.path("Release.gpg", ofSuite: suite)
            #expect(try await verify(repository, [clear]) == .exited(0))
            #expect(try await verify(repository, [detached, release]) == .exited(0))
        }
        try repository.tamper(withSuite: "bookworm")
        let broken = repository.path("InRelease", ofSuite: "bookworm")
        #expect(try await verify(repository, [broken]) != .exited(0))
        #expect(throws: (any Error).self) { try repository.tamper(withSuite: "trixie") }
    }

    @Test("another key's keyring does not verify")
    func distinguishesKeys() async throws {
        let other = try await AptRepository(key: ArchiveKey.generate())
        let repository = try await AptRepository([.bookworm([])])
        let clear = repository.path("InRelease", ofSuite: "bookworm")
        #expect(try await verify(other, [clear]) != .exited(0))
    }

    @Test("the release says what the suite is")
    func writesRelease() async throws {
        var suite = AptSuite.bookwormBackports([DebPackage(name: "a", version: "1")])
        suite.fields = ["Version": "12.9", "Date": "Sat, 01 Aug 2026 00:00:00 UTC"]
        let repository = try await AptRepository([suite])
        let path = repository.path("Release", ofSuite: "bookworm-backports")
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        for line in [
            "Origin: Debian", "Label: Debian Backports", "Suite: oldstable-backports",
            "Codename: bookworm-backports", "NotAutomatic: yes", "ButAutomaticUpgrades: yes",
            "Version: 12.9", "Date: Sat, 01 Aug 2026 00:00:00 UTC", "Components: main",
        ] {
            #expect(lines.filter { $0 == line }.count == 1, "\(line)")
        }
    }

    @Test("the three forms of an index hold the same text, with its own fields")
    func compresses() async throws {
        let package = DebPackage(
            name: "a",
            version: "1",
            component: "contrib",
            indexFields: ["Phased-Update-Percentage": "10"]
        )
        let repository = try await AptRepository([.bookworm([package])])
        let index = repository.path("contrib/binary-amd64/Packages", ofSuite: "bookworm")
        let plain = try String(contentsOfFile: index, encoding: .utf8)
        #expect(plain.contains("Filename: pool/bookworm/contrib/a_1_amd64.deb\n"))
        #expect(plain.contains("Phased-Update-Percentage: 10\n"))
        for (tool, file) in [("gzip", index + ".gz"), ("xz", index + ".xz")] {
            let unpacked = try await ShellCommand.run(tool, ["-dc", file]).requireSuccess()
            #expect(unpacked.output == plain)
        }
    }

    @Test("publishing again replaces that suite alone")
    func republishes() async throws {
        let first = DebPackage(name: "a", version: "1")
        let second = DebPackage(name: "a", version: "2")
        let repository = try await AptRepository([.bookworm([first]), .bookwormSecurity([first])])
        try await repository.publish([.bookwormSecurity([second])])
        let files = FileManager.default
        let pool = repository.directory.path("pool")
        #expect(try files.contentsOfDirectory(atPath: pool + "/bookworm/main") == ["a_1_amd64.deb"])
        let updated = try files.contentsOfDirectory(atPath: pool + "/bookworm-security/main")
        #expect(updated == ["a_2_amd64.deb"])
        let clear = repository.path("InRelease", ofSuite: "bookworm-security")
        #expect(try await verify(repository, [clear]) == .exited(0))
    }

    /// Homes of GnuPG, and process ids of its agents, below the temporary folder.
    private func traces() throws -> (homes: Set<String>, agents: Set<Int32>) {
        let files = FileManager.default
        let temporary = files.temporaryDirectory.resolvingSymlinksInPath().path
        let names = try files.contentsOfDirectory(atPath: temporary)
        let agents = try files.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.filter
        {
            let line = files.contents(atPath: "/proc/\($0)/cmdline") ?? Data()
            let words = String(decoding: line, as: UTF8.self).split(separator: "\0")
            return isAlive($0) && words.first?.hasSuffix("gpg-agent") == true
                && words.contains { $0.hasPrefix(temporary + "/gpg-") }
        }
        return (Set(names.filter { $0.hasPrefix("gpg-") }), Set(agents))
    }

    @Test("no GnuPG home and no agent stays behind")
    func cleansUp() async throws {
        let before = try traces()
        _ = try await AptRepository([.bookworm([])])
        let after = try traces()
        // Tests beside this one may be signing: theirs must go away as well.
        try await eventually("new homes and agents are gone") {
            let now = try traces()
            return now.homes.intersection(after.homes).subtracting(before.homes).isEmpty
                && now.agents.intersection(after.agents).subtracting(before.agents).isEmpty
        }
    }
}
