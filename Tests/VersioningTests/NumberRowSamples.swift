// SPDX-License-Identifier: Apache-2.0

import Versioning

/// Makes rows of numbers such as Windows builds, some with faults, and orders them slowly.
struct NumberRowSamples {
    var random: SplitMix64

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    private static let numbers = [
        "0", "00", "1", "01", "9", "10", "19045", "22631", "4291", "4355", "100000000",
        "000000001", "123456789012345678", "123456789012345679", "99999999", "0000000000",
    ]
    private static let pieces = [
        "0", "1", "9", "00", ".0", ".1", "0.", ".0.0", "12345678", ".", "a", " ", "-", "..", "\0",
    ]

    /// Two rows; three times out of four the second one is a small change of the first one.
    mutating func pair() -> (String, String) {
        let first = row()
        return (first, random.below(4) == 0 ? row() : random.changed(first, with: Self.pieces))
    }

    private mutating func row() -> String {
        (0...random.below(5)).map { _ in random.pick(Self.numbers) }.joined(separator: ".")
    }

    /// The order of two rows, number by number; `nil` where either has a fault.
    static func compare(_ first: String, _ second: String) -> VersionOrder? {
        guard let a = numbers(first), let b = numbers(second) else { return nil }
        for index in 0..<max(a.count, b.count) {
            let left = index < a.count ? a[index] : ""
            let right = index < b.count ? b[index] : ""
            if left == right { continue }
            let isLess = left.count == right.count ? left < right : left.count < right.count
            return isLess ? .ascending : .descending
        }
        return .same
    }

    /// The numbers of a row without their leading zeros.
    private static func numbers(_ row: String) -> [Substring]? {
        var text = Substring(row)
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let areNumbers = parts.allSatisfy { part in
            !part.isEmpty && part.allSatisfy { "0123456789".contains($0) }
        }
        return areNumbers ? parts.map { $0.drop { $0 == "0" } } : nil
    }
}
