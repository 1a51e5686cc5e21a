// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct ReleaseFileTests {
    private static let hash = String(repeating: "0a", count: 32)
    private static let other = String(repeating: "0b", count: 32)

    private func parse(_ text: String) throws -> ReleaseFile {
        try ReleaseFile(parsing: Array(text.utf8), name: "Release")
    }

    @Test("all fields are read")
    func readsFields() throws {
        let file = try parse(
            """
            Origin: Example
            Label: Example Tools
            Suite: stable
            Version: 3.1
            Codename: aurora
            Date: Fri, 20 Nov 2026 00:12:41 UTC
            Valid-Until: Fri, 27 Nov 2026 00:12:41 UTC
            NotAutomatic: yes
            ButAutomaticUpgrades: yes
            No-Support-for-Architecture-all: Packages
            Architectures: all amd64 arm64
            Components: main updates/contrib
            Description: whatever
            MD5Sum:
             d41d8cd98f00b204e9800998ecf8427e 0 main/binary-amd64/Packages
            SHA256:
             \(Self.hash) 0 main/binary-amd64/Packages
             \(Self.hash.uppercased())   1234567 ./main/binary-amd64/Packages.xz

            """
        )
        #expect(file.origin == "Example")
        #expect(file.label == "Example Tools")
        #expect(file.suite == "stable")
        #expect(file.version == "3.1")
        #expect(file.codename == "aurora")
        #expect(file.date == Timestamp(milliseconds: 1_795_133_561_000))
        #expect(file.validUntil == Timestamp(milliseconds: 1_795_738_361_000))
        #expect(file.architectures == ["all", "amd64", "arm64"])
        #expect(file.components == ["main", "updates/contrib"])
        #expect(file.repeatsArchitectureAll)
        #expect(file.willingness == .upgradesOnly)
        #expect(
            file.files == [
                "main/binary-amd64/Packages": .init(size: 0, sha256: Self.hash),
                "main/binary-amd64/Packages.xz": .init(size: 1_234_567, sha256: Self.hash),
            ]
        )
    }

    @Test("what is not there is empty, and the table is enough")
    func readsTheLeast() throws {
        let file = try parse("SHA256:\n \(Self.hash) 5 Packages\n")
        #expect(
            [file.origin, file.label, file.suite, file.codename, file.version] == [
                "", "", "", "", "",
            ]
        )
        #expect(file.date == nil)
        #expect(file.validUntil == nil)
        #expect(file.willingness == .automatic)
        #expect(!file.repeatsArchitectureAll)
        #expect(file.packageIndexes.map(\.path) == ["Packages"])
    }

    @Test(
        "willingness follows apt's default priorities",
        arguments: [
            ("", PatchOrigin.Willingness.automatic), ("NotAutomatic: no\n", .automatic),
            ("ButAutomaticUpgrades: yes\n", .automatic), ("NotAutomatic: yes\n", .onRequest),
            ("NotAutomatic: yes\nButAutomaticUpgrades: no\n", .onRequest),
            ("NotAutomatic: True\nButAutomaticUpgrades: 1\n", .upgradesOnly),
        ]
    )
    func readsWillingness(fields: String, willingness: PatchOrigin.Willingness) throws {
        #expect(try parse(fields + "SHA256:\n \(Self.hash) 5 x\n").willingness == willingness)
    }

    @Test("a malformed file is refused with the line")
    func refuses() {
        let row = " \(Self.hash) 5 x\n"
        let cases = [
            ("", "Release: the release file is empty"),
            ("Origin: x\n", "Release: it has no table of SHA-256 hashes"),
            ("SHA256:\n\(row)\nSHA256:\n\(row)", "Release, line 4: a second paragraph"),
            ("Origin x\n", "Release, line 1: no colon after a field name"),
            (
                "Date: today\nSHA256:\n\(row)", "Release, line 1: Date is no date: today"
            ),
            (
                "Origin: x\nvalid-until: 2026\nSHA256:\n\(row)",
                "Release, line 2: Valid-Until is no date: 2026"
            ),
            (
                "NotAutomatic: perhaps\nSHA256:\n\(row)",
                "Release, line 1: NotAutomatic is neither yes nor no: perhaps"
            ),
            (
                "Suite: a\n b\nSHA256:\n\(row)", "Release, line 2: Suite goes on over several lines"
            ),
            ("SHA256:\n\(row) abc 5 y\n", "Release, line 3: not a SHA-256, a size and a path"),
            (
                "SHA256:\n \(Self.hash) five x\n",
                "Release, line 2: not a SHA-256, a size and a path"
            ),
            ("SHA256:\n \(Self.hash) -5 x\n", "Release, line 2: not a SHA-256, a size and a path"),
            ("SHA256:\n \(Self.hash) 5 x y\n", "Release, line 2: not a SHA-256, a size and a path"),
            (
                "SHA256:\n \(Self.hash) 5 ../x\n",
                "Release, line 2: a path that leads elsewhere: ../x"
            ),
            ("SHA256:\n \(Self.hash) 5 /x\n", "Release, line 2: a path that leads elsewhere: /x"),
            (
                "SHA256:\n\(row) \(Self.other) 5 x\n",
                "Release, line 3: x stands here twice with different hashes"
            ),
        ]
        for (text, expected) in cases {
            #expect(complaint { _ = try parse(text) } == "feed.malformed: " + expected)
        }
    }
}
