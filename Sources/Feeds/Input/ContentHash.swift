// SPDX-License-Identifier: Apache-2.0
import Crypto

/// A SHA-256 over bytes that arrive in pieces, with its usual text form.
struct ContentHash {
    private var hash = SHA256()

    /// Takes the next bytes.
    mutating func add(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

    /// Takes a text and an end, so that `ab` + `c` and `a` + `bc` differ.
    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        withUnsafeBytes(of: UInt8(0x0A)) { hash.update(bufferPointer: $0) }
    }

    /// The digest of everything so far as 64 lower-case hexadecimal digits.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in hash.finalize() {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0xF)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
