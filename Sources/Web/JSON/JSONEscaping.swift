// SPDX-License-Identifier: Apache-2.0

/// The escapes of JSON strings (RFC 8259, section 7).
enum JSONEscaping {
    /// Copies UTF-8 text with its escapes and returns how many bytes it became.
    ///
    /// The target has room for six times the source. Eight bytes at a time are looked at in one
    /// register; most text has nothing to escape.
    static func copy(
        _ source: UnsafeBufferPointer<UInt8>,
        to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        guard let start = source.baseAddress else { return 0 }
        let raw = UnsafeRawPointer(start)
        let end = source.count
        var read = 0
        var written = 0
        while read < end {
            if read + 8 <= end {
                let word = raw.loadUnaligned(fromByteOffset: read, as: UInt64.self)
                if needsEscape(word) == 0 {
                    UnsafeMutableRawPointer(target + written).storeBytes(of: word, as: UInt64.self)
                    read += 8
                    written += 8
                    continue
                }
            }
            let stop = min(read + 8, end)
            while read < stop {
                written += put(start[read], at: target + written)
                read += 1
            }
        }
        return written
    }

    /// Not zero when some byte of the word is a control character, a quote or a backslash.
    ///
    /// The classic test for a byte below n: subtract n from every byte and look at the high bits of
    /// those that did not have one. A borrow can only raise a false alarm in a byte above a true
    /// one, so zero is always right.
    private static func needsEscape(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quotes = word ^ (ones &* 0x22)
        let slashes = word ^ (ones &* 0x5C)
        let control = (word &- (ones &* 0x20)) & ~word
        let quote = (quotes &- ones) & ~quotes
        let slash = (slashes &- ones) & ~slashes
        return (control | quote | slash) & highs
    }

    private static func put(_ byte: UInt8, at target: UnsafeMutablePointer<UInt8>) -> Int {
        guard byte < 0x20 || byte == 0x22 || byte == 0x5C else {
            target[0] = byte
            return 1
        }
        target[0] = 0x5C
        switch byte {
        case 0x22, 0x5C: target[1] = byte
        case 0x08: target[1] = UInt8(ascii: "b")
        case 0x09: target[1] = UInt8(ascii: "t")
        case 0x0A: target[1] = UInt8(ascii: "n")
        case 0x0C: target[1] = UInt8(ascii: "f")
        case 0x0D: target[1] = UInt8(ascii: "r")
        default:
            target[1] = UInt8(ascii: "u")
            target[2] = UInt8(ascii: "0")
            target[3] = UInt8(ascii: "0")
            target[4] = UInt8(ascii: "0") + byte >> 4
            target[5] = hexDigit(byte & 0xF)
            return 6
        }
        return 2
    }

    private static func hexDigit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
    }
}
