// SPDX-License-Identifier: Apache-2.0
import Domain
import TestSupport
import Testing

@testable import Feeds

@Suite struct AptSourceEntryTests {
    private func entry(
        _ uris: [String],
        _ suites: [String],
        signedBy: String = "",
        isTrusted: Bool = false
    ) -> AptSourceEntry {
        AptSourceEntry(uris: uris, suites: suites, signedBy: signedBy, isTrusted: isTrusted)
    }

    @Test("the one-line style is read")
    func readsOneLine() {
        let text = """
            # deb http://old.invalid stable main
            deb http://a.invalid/debian bookworm main contrib # a remark
            deb [signed-by=/usr/share/keyrings/b.gpg arch=amd64] https://b.invalid ./
            deb [ trusted=yes ] file:/srv/c stable main
            deb-src http://a.invalid/debian bookworm main
            deb [arch=amd64 signed-by+=/c.gpg]
            """
        #expect(
            AptSourceEntry.entries(in: text, isDeb822: false) == [
                entry(["http://a.invalid/debian"], ["bookworm"]),
                entry(["https://b.invalid"], ["./"], signedBy: "/usr/share/keyrings/b.gpg"),
                entry(["file:/srv/c"], ["stable"], isTrusted: true),
            ]
        )
    }

    @Test("the deb822 style is read, with comments, sources and disabled entries left aside")
    func readsStanzas() {
        let text = """
            # Comment
            Types: deb deb-src
            URIs: http://a.invalid/debian http://b.invalid/debian
            Suites: bookworm bookworm-updates
            Components: main
            # another
            Signed-By: /a.gpg, /b.gpg

            Types: deb
            URIs: http://c.invalid
            Suites: stable
            Enabled: no

            Types: deb-src
            URIs: http://d.invalid
            Suites: stable

            Types: deb
            URIs: http://e.invalid
            Suites: stable
            Trusted: yes
            """
        #expect(
            AptSourceEntry.entries(in: text, isDeb822: true) == [
                entry(
                    ["http://a.invalid/debian", "http://b.invalid/debian"],
                    ["bookworm", "bookworm-updates"],
                    signedBy: "/a.gpg, /b.gpg"
                ),
                entry(["http://e.invalid"], ["stable"], isTrusted: true),
            ]
        )
    }

    @Test("an entry serves its addresses and suites however their slashes are written")
    func matches() {
        let own = entry(["file:///srv/x", "http://a.invalid/d"], ["stable", "sub/"])
        #expect(own.serves(uri: "file:/srv/x/", release: "stable"))
        #expect(own.serves(uri: "http://a.invalid/d/", release: "sub/"))
        #expect(!own.serves(uri: "http://a.invalid/", release: "stable"))
        #expect(!own.serves(uri: "http://a.invalid/d/", release: "stable-updates"))
    }

    @Test("Signed-By names keyrings, fingerprints, or is a key itself")
    func readsSigners() async throws {
        let key = try await ArchiveKey.shared().keyring
        let folder = try TemporaryDirectory()
        let path = try folder.write(PGPArmorTests.armored(key), to: "ring.asc")
        let fingerprint = String(repeating: "A1", count: 20)

        let named = try entry([], [], signedBy: "\(path) \(fingerprint)!,\(fingerprint)").signers()
        #expect(named.keyrings.map(\.bytes) == [key])
        #expect(named.fingerprints == [fingerprint + "!", fingerprint])

        let armored = PGPArmorTests.armored(key).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        let stanza =
            "Types: deb\nURIs: http://a.invalid\nSuites: stable\nSigned-By:\n"
            + armored.dropLast().map { $0.isEmpty ? " .\n" : " \($0)\n" }.joined()
        let own = try #require(AptSourceEntry.entries(in: stanza, isDeb822: true).first)
        #expect(try own.signers().keyrings.map(\.bytes) == [key])
        #expect(try own.signers().fingerprints.isEmpty)

        let none = try entry([], []).signers()
        #expect(none.keyrings.isEmpty && none.fingerprints.isEmpty)
        #expect(throws: DomainError(.feedUnverified)) {
            try entry([], [], signedBy: "/nonexistent.gpg").signers()
        }
    }
}
