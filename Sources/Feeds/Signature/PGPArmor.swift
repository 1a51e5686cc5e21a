// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// The text form of OpenPGP data (RFC 4880 section 6.2), which `gpgv` takes for signatures only.
enum PGPArmor {
    /// The kinds of block that repositories publish.
    enum Kind: String {
        case publicKey = "PGP PUBLIC KEY BLOCK"
        case signature = "PGP SIGNATURE"
        case signedMessage = "PGP SIGNED MESSAGE"
    }

    /// Whether bytes begin with a block of this kind; blank lines before it do not matter.
    static func begins(_ bytes: [UInt8], with kind: Kind) -> Bool {
        let start = bytes.drop { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 || $0 == 0x09 }
        return start.starts(with: Array("-----BEGIN \(kind.rawValue)-----".utf8))
    }

    /// The binary form of all public key blocks in a text, one after the other.
    ///
    /// The text around the blocks is passed over. Throws `.feedUnverified` with the line for a block
    /// that is cut off, is no base64, or does not match its checksum.
    static func publicKeys(in text: String, name: String) throws -> [UInt8] {
        var keys: [UInt8] = []
        var block: Block?
        // As scalars, because CR LF is one character of Swift.
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        for (offset, raw) in lines.enumerated() {
            let line = String(raw).trimmingCharacters(in: .whitespacesAndNewlines)
            if line == "-----BEGIN \(Kind.publicKey.rawValue)-----" {
                guard block == nil else { throw damaged(name, offset + 1, "block in a block") }
                block = Block()
            } else if line == "-----END \(Kind.publicKey.rawValue)-----", let whole = block {
                guard let bytes = whole.decoded() else {
                    throw damaged(name, offset + 1, "the key block above is damaged")
                }
                keys += bytes
                block = nil
            } else {
                block?.add(line)
            }
        }
        guard block == nil else { throw damaged(name, nil, "the key block is cut off") }
        guard !keys.isEmpty else { throw damaged(name, nil, "holds no public key block") }
        return keys
    }

    private static func damaged(_ name: String, _ line: Int?, _ what: String) -> DomainError {
        let place = line.map { ", line \($0)" } ?? ""
        return DomainError(.feedUnverified, subject: "keyring \(name)\(place): \(what)")
    }

    /// One block while it is read: headers, a blank line, base64, and a checksum after `=`.
    private struct Block {
        private var isInBody = false
        private var base64 = ""
        private var checksum: String?

        mutating func add(_ line: String) {
            if !isInBody {
                if line.isEmpty {
                    isInBody = true
                    return
                }
                // A header is "Key: value"; a block may also begin with its data at once.
                if line.contains(": ") { return }
                isInBody = true
            }
            if line.hasPrefix("=") {
                checksum = String(line.dropFirst())
            } else {
                base64 += line
            }
        }

        func decoded() -> [UInt8]? {
            guard let data = Data(base64Encoded: base64), !data.isEmpty else { return nil }
            let bytes = Array(data)
            guard let checksum else { return bytes }
            let sum = PGPArmor.checksum(bytes)
            let expected = Data([UInt8(sum >> 16), UInt8(sum >> 8 & 0xFF), UInt8(sum & 0xFF)])
            return Data(base64Encoded: checksum) == expected ? bytes : nil
        }
    }

    /// The 24-bit checksum of RFC 4880 section 6.1.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xB704CE
        for byte in bytes {
            sum ^= UInt32(byte) << 16
            for _ in 0..<8 {
                sum <<= 1
                if sum & 0x100_0000 != 0 { sum ^= 0x186_4CFB }
            }
        }
        return sum & 0xFF_FFFF
    }
}
