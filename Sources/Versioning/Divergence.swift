// SPDX-License-Identifier: Apache-2.0

/// The place at which two runs of bytes stop being equal.
///
/// All schemes agree on one thing: two versions with a common beginning are decided by what stands
/// at their first difference, and mostly that is a number. Finding the place takes a few words of
/// eight bytes, and the number is then decided without reading what comes before it.
struct Divergence {
    /// How many bytes the runs have in common.
    let length: Int
    /// The first byte that differs, in the first run; 0 where that run has ended.
    let first: UInt8
    /// The first byte that differs, in the second run; 0 where that run has ended.
    let second: UInt8

    /// Finds the first difference; `nil` where the runs are equal.
    @inline(__always)
    init?(_ a: ByteRun, _ b: ByteRun) {
        var offset = 0
        while true {
            let left = ByteWord(a.base, a.start + offset, a.end)
            let right = ByteWord(b.base, b.start + offset, b.end)
            let difference = left.bits ^ right.bits
            if difference != 0 {
                let shift = UInt64(difference.trailingZeroBitCount & ~7)
                length = offset + Int(shift / 8)
                first = UInt8(truncatingIfNeeded: left.bits >> shift)
                second = UInt8(truncatingIfNeeded: right.bits >> shift)
                return
            }
            offset += 8
            if a.start + offset >= a.end, b.start + offset >= b.end { return nil }
        }
    }

    /// The order of the two numbers in which the difference lies.
    ///
    /// `nil` where it does not lie in a number of both runs, where zeros make it unclear whether
    /// the number has begun, or where more than seven digits follow: a slower way decides then.
    @inline(__always)
    func numberOrder(_ a: ByteRun, _ b: ByteRun) -> VersionOrder? {
        let firstIsDigit = ByteRun.isDigit(first)
        let secondIsDigit = ByteRun.isDigit(second)
        guard firstIsDigit || secondIsDigit else { return nil }
        // Digits before the difference, equal on both sides, belong to the number that differs;
        // zeros alone do not yet make its length count.
        let i = a.start + length
        var k = i
        while k > a.start, a.base[k - 1] == 0x30 { k -= 1 }
        let continuesNumber = k > a.start && ByteRun.isDigit(a.base[k - 1])
        let startsNumbers = firstIsDigit && secondIsDigit && first != 0x30 && second != 0x30
        guard continuesNumber || startsNumbers else { return nil }
        let count = ByteWord(a.base, i, a.end).leadingDigitCount
        let otherCount = ByteWord(b.base, b.start + length, b.end).leadingDigitCount
        guard count < 8, otherCount < 8 else { return nil }
        // Without leading zeros the longer number is the greater one.
        if count != otherCount { return count < otherCount ? .ascending : .descending }
        return first < second ? .ascending : .descending
    }
}
