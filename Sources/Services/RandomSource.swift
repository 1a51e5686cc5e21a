// SPDX-License-Identifier: Apache-2.0
import Crypto
package import Foundation

/// The source of unpredictable bytes; the real one is in `Server`.
package protocol RandomSource: Sendable {
    /// Bytes that nobody can predict.
    func bytes(_ count: Int) -> [UInt8]
}

extension RandomSource {
    /// A random UUID (RFC 9562 version 4).
    package func uuid() -> UUID {
        var bytes = bytes(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }

    /// A secret of 256 bits that is safe in URLs, headers and forms.
    package func secret() -> String { Hex.text(bytes(32)) }
}

/// Lower-case hexadecimal text.
package enum Hex {
    /// Two digits per byte.
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The SHA-256 of bytes, as inventories and secrets are named.
    package static func sha256(_ bytes: some DataProtocol) -> String {
        text(SHA256.hash(data: bytes))
    }
}
