// SPDX-License-Identifier: Apache-2.0

/// The text of a flat object that may be known: from an opening brace to the first closing one.
struct JSONCandidate {
    /// A keyed hash of the text.
    let hash: UInt64
    /// The number of bytes, both braces included.
    let length: Int
    /// The last 16 bytes or less of the text, as two numbers, zeros above.
    private let tail: (UInt64, UInt64)

    /// A length in whole blocks of 16 bytes.
    static func blocks(_ length: Int) -> Int { (length + 15) & ~15 }

    /// Finds the end; `nil` if there is no brace, no end, or too little of the document after it.
    @inline(__always)
    init?(_ text: UnsafePointer<UInt8>, _ available: Int, _ keys: (UInt64, UInt64)) {
        guard available >= 16, text[0] == UInt8(ascii: "{") else { return nil }
        let raw = UnsafeRawPointer(text)
        let limit = min(available, JSONMemo.textByteCountMax) - 16
        var index = 0
        var state = keys.0
        while index <= limit {
            let first = Self.word(raw, index)
            let second = Self.word(raw, index + 8)
            let firstMarks = Self.braces(first)
            let secondMarks = Self.braces(second)
            if firstMarks | secondMarks == 0 {
                state = Self.mix(state ^ first, keys.1 ^ second)
                index += 16
                continue
            }
            if firstMarks != 0 {
                let bits = UInt64(firstMarks.trailingZeroBitCount)
                tail = (first & (UInt64.max &>> (63 &- bits)), 0)
                length = index + Int(bits / 8) + 1
            } else {
                let bits = UInt64(secondMarks.trailingZeroBitCount)
                tail = (first, second & (UInt64.max &>> (63 &- bits)))
                length = index + 8 + Int(bits / 8) + 1
            }
            state = Self.mix(state ^ tail.0, keys.1 ^ tail.1)
            hash = Self.mix(state ^ keys.1, keys.0 ^ UInt64(truncatingIfNeeded: length))
            return
        }
        return nil
    }

    /// The bits in which the first 8 bytes and the last 16 differ from a kept text's of this length.
    @inline(__always)
    func endDifference(_ text: UnsafeRawPointer, _ kept: UnsafeRawPointer) -> UInt64 {
        let index = (length - 1) & ~15
        // A text of one block has zeros behind its end, and is compared as a whole below.
        let first = index > 0 ? Self.word(text, 0) ^ Self.word(kept, 0) : 0
        return first | tail.0 ^ Self.word(kept, index) | tail.1 ^ Self.word(kept, index + 8)
    }

    /// The bits in which all but the last 16 bytes differ from those of a kept text.
    @inline(__always)
    func headDifference(_ text: UnsafeRawPointer, _ kept: UnsafeRawPointer) -> UInt64 {
        var index = 0
        var difference: UInt64 = 0
        while index + 16 < length {
            difference |= Self.word(text, index) ^ Self.word(kept, index)
            difference |= Self.word(text, index + 8) ^ Self.word(kept, index + 8)
            index += 16
        }
        return difference
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Marks the closing braces by their highest bits; the lowest mark is exact.
    @inline(__always)
    private static func braces(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let zeros = word ^ (ones &* 0x7D)
        return (zeros &- ones) & ~zeros & (ones &* 0x80)
    }

    @inline(__always)
    private static func mix(_ first: UInt64, _ second: UInt64) -> UInt64 {
        let product = first.multipliedFullWidth(by: second)
        return product.high ^ product.low
    }
}
