// SPDX-License-Identifier: Apache-2.0

/// A run of bytes to look for in many others.
struct ByteSearch {
    private let needle: [UInt8]
    private let first: UInt64
    private let last: UInt64

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// Makes a search for some bytes.
    ///
    /// - Precondition: There is at least one.
    init(_ needle: [UInt8]) {
        precondition(!needle.isEmpty, "there is something to look for")
        self.needle = needle
        first = UInt64(needle[0]) &* Self.ones
        last = UInt64(needle[needle.count - 1]) &* Self.ones
    }

    /// The first place of the bytes at or after another one; `nil` where there is none.
    ///
    /// Eight places at a time: one may be meant where both the first and the last byte fit.
    func place(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        let raw = UnsafeRawPointer(base)
        let reach = needle.count - 1
        let end = bytes.count - reach
        var place = start
        while place + 8 <= end {
            let head = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let tail = raw.loadUnaligned(fromByteOffset: place + reach, as: UInt64.self)
            let misfits = (UInt64(littleEndian: head) ^ first) | (UInt64(littleEndian: tail) ^ last)
            // A byte of zero is found, and perhaps some above it that are none.
            var fits = (misfits &- Self.ones) & ~misfits & Self.highs
            while fits != 0 {
                let found = place + fits.trailingZeroBitCount / 8
                if isThere(base + found) { return found }
                fits &= fits &- 1
            }
            place += 8
        }
        while place < end {
            if isThere(base + place) { return place }
            place += 1
        }
        return nil
    }

    private func isThere(_ bytes: UnsafePointer<UInt8>) -> Bool {
        needle.withUnsafeBufferPointer { needle in
            for index in 0..<needle.count where needle[index] != bytes[index] { return false }
            return true
        }
    }
}
