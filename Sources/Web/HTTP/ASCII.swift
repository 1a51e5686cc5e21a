// SPDX-License-Identifier: Apache-2.0

/// Bytes of names and escapes that are compared without any locale.
enum ASCII {
    /// The text with its ASCII letters in lower case; all else stays.
    static func lowercased(_ text: String) -> String {
        guard text.utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return text }
        return String(decoding: text.utf8.map(lowercased), as: UTF8.self)
    }

    /// Whether two texts differ at most in the case of ASCII letters.
    static func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8) { lowercased($0) == lowercased($1) }
    }

    /// The value of a hexadecimal digit.
    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}

/// The words that clients write for true and false.
package enum BooleanWord {
    /// The truth value of `true`, `false`, `1`, `0`, `yes` or `no` in any case; `nil` for others.
    package static func value(of text: String) -> Bool? {
        switch ASCII.lowercased(text) {
        case "true", "1", "yes": true
        case "false", "0", "no": false
        default: nil
        }
    }
}
