// SPDX-License-Identifier: Apache-2.0

/// An upstream version or a revision: the bytes that dpkg orders in one go.
///
/// Policy has the order as turns: the text before the next digits, then the digits as a number,
/// then text again. The end of a part weighs against text what a digit weighs, and an absent
/// number is 0, which is why "1.0" and "1.0-0" are the same.
struct DebianVersionPart {
    private let base: UnsafePointer<UInt8>
    private let start: Int
    private let end: Int

    /// The bytes `start ..< end` after `base`; no zero byte may be among them.
    @inline(__always)
    init(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
        self.base = base
        self.start = start
        self.end = end
    }

    /// Orders this part against the same part of another version.
    ///
    /// Nearly all pairs are decided at their first difference by what stands there. Only where
    /// zeros come into it, which may or may not be leading ones, are the turns walked through.
    @inline(__always)
    func order(to other: DebianVersionPart) -> VersionOrder {
        var i = start
        var j = other.start
        var first: UInt8 = 0
        var second: UInt8 = 0
        while true {
            let a = ByteWord(base, i, end)
            let b = ByteWord(other.base, j, other.end)
            let difference = a.bits ^ b.bits
            if difference != 0 {
                let shift = difference.trailingZeroBitCount & ~7
                i += shift / 8
                j += shift / 8
                first = UInt8(truncatingIfNeeded: a.bits >> UInt64(shift))
                second = UInt8(truncatingIfNeeded: b.bits >> UInt64(shift))
                break
            }
            i += 8
            j += 8
            if i >= end, j >= other.end { return .same }
        }

        let firstIsDigit = Self.isDigit(first)
        let secondIsDigit = Self.isDigit(second)
        if !firstIsDigit, !secondIsDigit {
            return Self.weight(first) < Self.weight(second) ? .ascending : .descending
        }
        // Digits before the difference, equal on both sides, belong to the number that differs;
        // zeros alone do not yet make its length count.
        var k = i
        while k > start, base[k - 1] == 0x30 { k -= 1 }
        let continuesNumber = k > start && Self.isDigit(base[k - 1])
        let startNumbers = firstIsDigit && secondIsDigit && first != 0x30 && second != 0x30
        if continuesNumber || startNumbers {
            let count = ByteWord(base, i, end).leadingDigitCount
            let otherCount = ByteWord(other.base, j, other.end).leadingDigitCount
            if count < 8, otherCount < 8 {
                // Without leading zeros the longer number is the greater one.
                if count != otherCount { return count < otherCount ? .ascending : .descending }
                return first < second ? .ascending : .descending
            }
        }
        return walk(other)
    }

    /// Orders the parts turn by turn from their start.
    @inline(never)
    private func walk(_ other: DebianVersionPart) -> VersionOrder {
        var i = start
        var j = other.start
        while i < end || j < other.end {
            while hasText(i) || other.hasText(j) {
                let weights = (weight(i), other.weight(j))
                if weights.0 != weights.1 {
                    return weights.0 < weights.1 ? .ascending : .descending
                }
                i += 1
                j += 1
            }
            while i < end, base[i] == 0x30 { i += 1 }
            while j < other.end, other.base[j] == 0x30 { j += 1 }
            var difference = 0
            while hasDigit(i), other.hasDigit(j) {
                if difference == 0 { difference = Int(base[i]) - Int(other.base[j]) }
                i += 1
                j += 1
            }
            if hasDigit(i) { return .descending }
            if other.hasDigit(j) { return .ascending }
            if difference != 0 { return difference < 0 ? .ascending : .descending }
        }
        return .same
    }

    private func hasText(_ index: Int) -> Bool { index < end && !Self.isDigit(base[index]) }
    private func hasDigit(_ index: Int) -> Bool { index < end && Self.isDigit(base[index]) }
    private func weight(_ index: Int) -> Int { index < end ? Self.weight(base[index]) : 0 }

    /// The weight of a byte in text: tilde, then end and digits, then letters, then the rest.
    ///
    /// A byte above 127, which dpkg only warns about, weighs what it does on amd64, where C's
    /// `char` is signed: between the letters and the ASCII punctuation.
    @inline(__always)
    private static func weight(_ byte: UInt8) -> Int {
        if isDigit(byte) || byte == 0 { return 0 }
        if (byte | 0x20) &- 0x61 < 26 { return Int(byte) }
        if byte == 0x7E { return -1 }
        return Int(Int8(bitPattern: byte)) + 256
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10
    }
}
