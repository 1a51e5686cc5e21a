// SPDX-License-Identifier: Apache-2.0

/// Eight bytes of text looked at together, the first one in the lowest bits.
///
/// Comparing versions byte by byte costs a mispredicted branch at almost every step, because
/// versions change their kind of character every other byte. A word answers for eight of them
/// without a branch. Bytes past the end of the text read as 0.
struct ByteWord {
    var bits: UInt64

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// Loads the bytes from `offset` on, up to `end`; never reads outside `base ..< base + end`.
    @inline(__always)
    init(_ base: UnsafeRawPointer, _ offset: Int, _ end: Int) {
        let missing = offset + 8 - end
        if missing <= 0 {
            bits = Self.load(base + offset)
        } else if missing >= 8 {
            bits = 0
        } else if end >= 8 {
            // The last eight bytes, shifted so that the ones before `offset` fall out.
            bits = Self.load(base + (end - 8)) >> UInt64(truncatingIfNeeded: missing &* 8)
        } else {
            bits = Self.loadShort(base, end) >> UInt64(truncatingIfNeeded: offset &* 8)
        }
    }

    /// The highest bit of each byte that equals `byte`; all other bits are 0.
    @inline(__always)
    func marks(of byte: UInt8) -> UInt64 {
        let zeroed = bits ^ (Self.ones &* UInt64(byte))
        return ~(((zeroed & ~Self.highs) &+ ~Self.highs) | zeroed) & Self.highs
    }

    /// The highest bit of each byte that is an ASCII digit; all other bits are 0.
    @inline(__always)
    var digitMarks: UInt64 {
        // Seven bits and a summand of at most 0x50 stay inside their byte.
        let sevens = bits & ~Self.highs
        let from0 = sevens &+ Self.ones &* 0x50
        let above9 = sevens &+ Self.ones &* 0x46
        return from0 & ~above9 & ~bits & Self.highs
    }

    /// The highest bit of each of the first `count` bytes; all other bits are 0.
    @inline(__always)
    static func marks(among count: Int) -> UInt64 {
        highs & ~(~0 << UInt64(truncatingIfNeeded: count &* 8))
    }

    /// Not 0 exactly if one of the first `count` bytes is below `limit`, which is at most 128.
    @inline(__always)
    func markOfBytes(below limit: UInt8, among count: Int) -> UInt64 {
        let filled = bits | (~0 << UInt64(truncatingIfNeeded: count &* 8))
        return (filled &- Self.ones &* UInt64(limit)) & ~filled & Self.highs
    }

    /// How many bytes at the start are ASCII digits, 0 to 8.
    @inline(__always)
    var leadingDigitCount: Int {
        // A digit keeps the high half 3 also after adding 6. A carry out of a byte can only come
        // from a byte that is no digit, so it never reaches the bytes counted here.
        let halves = Self.ones &* 0xF0
        let threes = Self.ones &* 0x30
        let others = ((bits & halves) ^ threes) | (((bits &+ Self.ones &* 6) & halves) ^ threes)
        return others.trailingZeroBitCount / 8
    }

    @inline(__always)
    private static func load(_ pointer: UnsafeRawPointer) -> UInt64 {
        UInt64(littleEndian: pointer.loadUnaligned(as: UInt64.self))
    }

    /// Loads a text of 1 to 7 bytes from overlapping pieces.
    @inline(__always)
    private static func loadShort(_ base: UnsafeRawPointer, _ count: Int) -> UInt64 {
        if count >= 4 {
            let low = UInt32(littleEndian: base.loadUnaligned(as: UInt32.self))
            let high = UInt32(
                littleEndian: base.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
            )
            return UInt64(low) | UInt64(high) << UInt64(truncatingIfNeeded: (count - 4) &* 8)
        }
        let last = count - 1
        let middle = count / 2
        return UInt64(base.load(as: UInt8.self))
            | UInt64(base.load(fromByteOffset: middle, as: UInt8.self)) << UInt64(middle * 8)
            | UInt64(base.load(fromByteOffset: last, as: UInt8.self)) << UInt64(last * 8)
    }
}
