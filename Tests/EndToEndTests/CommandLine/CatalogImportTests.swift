// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// Feeds on the command line: revisions, and what is refused.
@Suite(.timeLimit(.minutes(10)))
struct CatalogImportTests {
    private static let list = """
        [02 Nov 2025] DSA-2-1 oak - security update
        \t{CVE-2025-0002}
        \t[bookworm] - oak 1.0-1+deb12u1
        [01 Nov 2025] DSA-1-1 elm - security update
        \t[bookworm] - elm 2.0-1

        """

    /// The newest revision of each feed, as `catalog list` says it.
    private func revisions(_ home: Home) async throws -> [String] {
        try JSONDocument.lines(try await home.thimble("catalog list", "--json")).map { line in
            let revision = line["revision"].integer ?? 0
            let patches = line["patches"].integer ?? 0
            return "\(line["feed"].text ?? "") \(revision) \(patches)"
        }
    }

    @Test("the same list again is unchanged, a longer one a new revision")
    func countsRevisions() async throws {
        let home = try Home()
        let first = try JSONDocument(try await home.importAdvisories(Self.list))
        #expect(first["revision"].integer == 1 && first["added"].integer == 2)
        #expect(first["unchanged"] == .bool(false))
        let second = try JSONDocument(try await home.importAdvisories(Self.list))
        #expect(second["revision"].integer == 1 && second["unchanged"] == .bool(true))
        #expect(try await revisions(home) == ["dsa 1 2"])

        let more = "[03 Nov 2025] DSA-3-1 ash - security update\n\t[bookworm] - ash 7\n"
        let third = try JSONDocument(try await home.importAdvisories(more + Self.list))
        #expect(third["revision"].integer == 2 && third["added"].integer == 1)
        #expect(try await revisions(home) == ["dsa 2 3"])
        #expect(try await home.audit("catalog.import").count >= 2)
    }

    @Test("a damaged list is refused with its line, and the last good revision stays")
    func refusesDamagedList() async throws {
        let home = try Home()
        try await home.importAdvisories(Self.list)
        let damaged = [
            (Self.list + "[03 Nov 2025] DSA 3 ash\n", ", line 6: "),
            (Self.list.replacing("[bookworm] - elm", with: "[bookworm - elm"), ", line 5: "),
            (Self.list + "[03 Nov 2025] DSA-3-1 ash - security update\n", ", line 6: "),
            ("<html>\n", ", line 1: "),
        ]
        for (text, line) in damaged {
            let file = try home.directory.write(text, to: "damaged")
            let result = try await home.call("catalog import", ["dsa", file])
            #expect(result.status == .exited(65), "\(text)")
            #expect(result.errors.contains("feed.malformed"), "\(result.errors)")
            #expect(result.errors.contains(file + line), "\(result.errors)")
            #expect(try await revisions(home) == ["dsa 1 2"])
        }
    }

    @Test("of several files all are imported, or none")
    func importsAllOrNothing() async throws {
        let home = try Home()
        let good = try home.directory.write(Self.list, to: "dsa")
        let other = try home.directory.write(
            "[01 Nov 2025] DLA-1-1 oak - security update\n\t[bullseye] - oak 1\n",
            to: "dla"
        )
        let bad = try home.directory.write("nonsense\n", to: "bad")
        #expect(try await home.call("catalog import", ["dsa", good, bad]).status == .exited(65))
        #expect(try await revisions(home).isEmpty)
        try await home.thimble("catalog import", "dsa", good, other)
        #expect(try await revisions(home) == ["dla 1 1", "dsa 1 2"])
    }

    @Test("a repository whose signature is wrong, missing or by a stranger is refused")
    func refusesUnverified() async throws {
        let package = DebPackage(name: "oak", version: "1")
        let repository = try await AptRepository([.bookworm([package])])
        let stranger = try await AptRepository(key: ArchiveKey.generate())
        let home = try Home()
        let path = repository.directory.path
        func refusal(keyring: String) async throws -> ShellResult {
            try await home.call("catalog import", ["apt", path, "--keyring", keyring])
        }
        let foreign = try await refusal(keyring: stranger.keyringPath)
        try repository.tamper(withSuite: "bookworm")
        let tampered = try await refusal(keyring: repository.keyringPath)
        for result in [foreign, tampered] {
            #expect(result.status == .exited(65))
            #expect(result.errors.contains("feed.unverified"), "\(result.errors)")
            #expect(result.errors.contains("bookworm"), "\(result.errors)")
        }
        #expect(try await revisions(home).isEmpty)

        try await repository.publish([.bookworm([package])])
        try await home.thimble("catalog import", "apt", path, "--keyring", repository.keyringPath)
        #expect(try await revisions(home) == ["apt Debian bookworm main amd64 1 1"])
    }
}
