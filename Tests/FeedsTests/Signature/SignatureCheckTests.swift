// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import TestSupport
import Testing

@testable import Feeds

@Suite struct SignatureCheckTests {
    private static let text = "Origin: Example\n- a line with a dash\nSuite: stable\n"

    private func check(_ key: ArchiveKey, isRequired: Bool = true) throws -> SignatureCheck {
        SignatureCheck(
            keyrings: [try Keyring(bytes: key.keyring, name: "test keys")],
            isRequired: isRequired
        )
    }

    private func string(_ text: CheckedText) -> String {
        String(decoding: text.bytes, as: UTF8.self)
    }

    @Test("a signed text comes back without the signature and with the signer")
    func acceptsInline() async throws {
        let key = try await ArchiveKey.shared()
        let signed = try await key.sign([Self.text])[0].clear
        let checked = try await check(key).inline(signed, name: "InRelease")
        #expect(string(checked) == Self.text)
        #expect(checked.signers.count == 1)
        #expect(checked.signers.allSatisfy { $0.count == 40 })
    }

    @Test("what stands around the signed text is not part of it")
    func dropsUnsignedText() async throws {
        let key = try await ArchiveKey.shared()
        let signed = try await key.sign([Self.text])[0].clear
        let dressed = signed + Array("Origin: Evil\n".utf8)
        #expect(string(try await check(key).inline(dressed, name: "x")) == Self.text)
        let before = Array("Origin: Evil\n".utf8) + signed
        await #expect(throws: DomainError(.feedUnverified)) {
            try await check(key).inline(before, name: "x")
        }
    }

    @Test("of two signed texts in one file the first is taken, whole and alone")
    func takesOneText() async throws {
        let key = try await ArchiveKey.shared()
        let signed = try await key.sign([Self.text, "Origin: Second\n"])
        let both = signed[0].clear + signed[1].clear
        #expect(string(try await check(key).inline(both, name: "x")) == Self.text)
    }

    @Test("a changed text is refused, even where no signature is required")
    func refusesChangedText() async throws {
        let key = try await ArchiveKey.shared()
        let signed = String(
            decoding: try await key.sign([Self.text])[0].clear,
            as: UTF8.self
        )
        let changed = Array(signed.replacingOccurrences(of: "Example", with: "Exemple").utf8)
        for isRequired in [true, false] {
            let found = await asyncComplaint {
                _ = try await check(key, isRequired: isRequired).inline(changed, name: "InRelease")
            }
            #expect(found.hasPrefix("feed.unverified: InRelease: the signature by key "))
            #expect(found.contains("does not match the text"))
        }
    }

    @Test("a text signed by a stranger passes only where no signature is required")
    func refusesStrangers() async throws {
        let stranger = try await ArchiveKey.generate()
        let key = try await ArchiveKey.shared()
        let signed = try await stranger.sign([Self.text])[0].clear
        let found = await asyncComplaint {
            _ = try await check(key).inline(signed, name: "InRelease")
        }
        #expect(found.hasPrefix("feed.unverified: InRelease: no keyring holds the key "))
        #expect(found.contains("checked with test keys"))

        let open = try await check(key, isRequired: false).inline(signed, name: "InRelease")
        #expect(string(open) == Self.text)
        #expect(open.signers.isEmpty)
    }

    @Test("a detached signature proves its text and no other")
    func checksDetached() async throws {
        let key = try await ArchiveKey.shared()
        let proof = try await key.sign([Self.text])[0].detached
        let check = try check(key)
        let bytes = Array(Self.text.utf8)
        let checked = try await check.detached(bytes, signature: proof, name: "Release")
        #expect(string(checked) == Self.text)
        #expect(checked.signers.count == 1)
        await #expect(throws: DomainError(.feedUnverified)) {
            try await check.detached(bytes + [0x0A], signature: proof, name: "Release")
        }
        await #expect(throws: DomainError(.feedUnverified)) {
            try await check.detached(bytes, signature: [0x41], name: "Release")
        }
    }

    @Test("several keyrings count together")
    func joinsKeyrings() async throws {
        let other = try await ArchiveKey.generate()
        let key = try await ArchiveKey.shared()
        let rings = try [other, key].map { try Keyring(bytes: $0.keyring, name: "k") }
        let signed = try await key.sign([Self.text])[0].clear
        let checked = try await SignatureCheck(keyrings: rings).inline(signed, name: "x")
        #expect(checked.signers.count == 1)
    }

    @Test("an unsigned text passes only where no signature is required")
    func refusesUnsigned() async throws {
        let key = try await ArchiveKey.shared()
        let found = await asyncComplaint {
            _ = try await check(key).inline(Array(Self.text.utf8), name: "InRelease")
        }
        #expect(found.hasPrefix("feed.unverified: InRelease: it is not signed"))
        let open = try check(key, isRequired: false)
        #expect(string(try await open.inline(Array(Self.text.utf8), name: "x")) == Self.text)
    }

    @Test("without keys, and without gpgv, the error says what to install")
    func namesWhatIsMissing() async throws {
        let key = try await ArchiveKey.shared()
        let signed = try await key.sign([Self.text])[0].clear
        let noKeys = await asyncComplaint {
            _ = try await SignatureCheck(keyrings: []).inline(signed, name: "x")
        }
        #expect(
            noKeys == "feed.unverified: there is no keyring to check signatures with"
                + " (install debian-archive-keyring, or name a keyring)"
        )
        let rings = [try Keyring(bytes: key.keyring, name: "k")]
        let noTool = await asyncComplaint {
            _ = try await SignatureCheck(keyrings: rings, gpgv: "no-such-gpgv")
                .inline(signed, name: "x")
        }
        #expect(
            noTool == "feed.unavailable: the program no-such-gpgv is not installed"
                + " (install the Debian package gpgv)"
        )
    }
}
