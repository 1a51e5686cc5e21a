// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import TestSupport
import Testing

@testable import Feeds

@Suite struct PGPArmorTests {
    /// Made-up bytes that begin like a public key packet.
    private static let key: [UInt8] = [0x98, 0x33] + (0..<100).map { UInt8($0) }

    static func armored(_ bytes: [UInt8], headers: [String] = [], checksum: UInt32? = nil)
        -> String
    {
        let sum = checksum ?? PGPArmor.checksum(bytes)
        let tail = Data([UInt8(sum >> 16), UInt8(sum >> 8 & 0xFF), UInt8(sum & 0xFF)])
        let lines =
            ["-----BEGIN PGP PUBLIC KEY BLOCK-----"] + headers + [""]
            + [
                Data(bytes).base64EncodedString(options: [
                    .lineLength64Characters, .endLineWithLineFeed,
                ]),
                "=" + tail.base64EncodedString(), "-----END PGP PUBLIC KEY BLOCK-----",
            ]
        return lines.joined(separator: "\n") + "\n"
    }

    @Test("a block gives its bytes, with headers, CR LF and text around it or without")
    func decodes() throws {
        let plain = Self.armored(Self.key)
        let dressed = "A key.\n" + Self.armored(Self.key, headers: ["Comment: x"]) + "The end.\n"
        let dos = plain.replacingOccurrences(of: "\n", with: "\r\n")
        for text in [plain, dressed, dos] {
            #expect(try PGPArmor.publicKeys(in: text, name: "k") == Self.key)
        }
    }

    @Test("several blocks follow each other")
    func joinsBlocks() throws {
        let text = Self.armored(Self.key) + Self.armored([0x98, 1, 2])
        #expect(try PGPArmor.publicKeys(in: text, name: "k") == Self.key + [0x98, 1, 2])
    }

    @Test("the checksum is that of RFC 4880")
    func computesChecksum() {
        // The check value of CRC-24/OpenPGP.
        #expect(PGPArmor.checksum(Array("123456789".utf8)) == 0x21CF02)
        #expect(PGPArmor.checksum([]) == 0xB704CE)
    }

    @Test("a damaged block is refused with its place")
    func refusesDamage() {
        let whole = Self.armored(Self.key)
        let cut = whole.replacingOccurrences(of: "-----END PGP PUBLIC KEY BLOCK-----\n", with: "")
        let cases = [
            (
                Self.armored(Self.key, checksum: 7),
                "keyring k, line 7: the key block above is damaged"
            ),
            (cut, "keyring k: the key block is cut off"),
            ("hello\n", "keyring k: holds no public key block"),
            (cut + whole, "keyring k, line 7: block in a block"),
        ]
        for (text, expected) in cases {
            let found = complaint { _ = try PGPArmor.publicKeys(in: text, name: "k") }
            #expect(found == "feed.unverified: " + expected)
        }
    }

    @Test("a real key in armour is the key in binary")
    func readsRealKey() async throws {
        let key = try await ArchiveKey.shared().keyring
        let ring = try Keyring(bytes: Array(Self.armored(key).utf8), name: "k")
        #expect(ring.bytes == key)
        #expect(ring.form == .packets)
    }

    @Test("bytes that are no keys make no keyring")
    func refusesOtherBytes() {
        for text in ["", "hello", "-----BEGIN PGP SIGNATURE-----\n"] {
            let found = complaint { _ = try Keyring(bytes: Array(text.utf8), name: "k") }
            #expect(found == "feed.unverified: keyring k: holds no OpenPGP keys")
        }
        let missing = complaint { _ = try Keyring(path: "/nonexistent.gpg") }
        #expect(missing.hasPrefix("feed.unverified: keyring /nonexistent.gpg: cannot be read"))
    }
}
