// SPDX-License-Identifier: Apache-2.0

/// Where a line ends, and whether it may hold anything but ASCII.
///
/// Every byte of an index of tens of megabytes goes through here, so it looks at eight at a time.
struct LineScan {
    /// The offset of the line feed, or the end of the bytes where there is none.
    var end: Int
    /// False if the bytes end before the line does.
    var isComplete = false
    /// True if the line may hold a zero byte or one above 127; false if it certainly does not.
    var isUnusual = false

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// Scans the line that starts at `start`.
    @inline(__always)
    init(_ bytes: UnsafeRawBufferPointer, from start: Int) {
        var index = start
        var unusual: UInt64 = 0
        while index + 8 <= bytes.count {
            let word = UInt64(
                littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            )
            let feeds = word ^ (Self.ones &* 0x0A)
            // The lowest of these marks is exact; a borrow may add marks above it.
            let marks = (feeds &- Self.ones) & ~feeds & Self.highs
            let unusualMarks = (word | (word &- Self.ones)) & Self.highs
            if marks != 0 {
                let position = marks.trailingZeroBitCount
                unusual |= unusualMarks & ((1 &<< UInt64(position)) &- 1)
                end = index + position / 8
                isComplete = true
                isUnusual = unusual != 0
                return
            }
            unusual |= unusualMarks
            index += 8
        }
        isUnusual = unusual != 0
        end = bytes.count
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x0A {
                end = index
                isComplete = true
                return
            }
            if byte == 0 || byte > 0x7F { isUnusual = true }
            index += 1
        }
    }
}
