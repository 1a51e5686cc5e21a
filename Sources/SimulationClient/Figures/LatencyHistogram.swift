// SPDX-License-Identifier: Apache-2.0

/// How long many things took, in a few kilobytes: each length to within 2 per cent.
///
/// Lengths below 64 microseconds have a bucket each; above, each doubling has 64.
struct LatencyHistogram: Sendable {
    private var counts: [Int] = []
    /// How many lengths were added.
    private(set) var count = 0
    /// The longest.
    private(set) var longest: Duration = .zero

    /// Adds a length.
    mutating func add(_ length: Duration) {
        let microseconds = max(0, Int(length / .microseconds(1)))
        let bucket = Self.bucket(of: microseconds)
        if bucket >= counts.count {
            counts.append(contentsOf: repeatElement(0, count: bucket + 1 - counts.count))
        }
        counts[bucket] += 1
        count += 1
        longest = max(longest, length)
    }

    /// The length that a share (0 to 1) of all does not exceed, in milliseconds; `nil` for none.
    func milliseconds(at share: Double) -> Double? {
        guard count > 0 else { return nil }
        let rank = max(1, Int((share * Double(count)).rounded(.up)))
        var seen = 0
        for (bucket, number) in counts.enumerated() {
            seen += number
            if seen >= rank {
                return min(Double(Self.end(of: bucket)) / 1_000, longest / .milliseconds(1))
            }
        }
        return longest / .milliseconds(1)
    }

    private static func bucket(of value: Int) -> Int {
        guard value >= 64 else { return value }
        let shift = Int.bitWidth - 1 - value.leadingZeroBitCount - 6
        return 64 * (shift + 1) + (value >> shift) - 64
    }

    /// The largest value of a bucket.
    private static func end(of bucket: Int) -> Int {
        guard bucket >= 64 else { return bucket }
        let shift = bucket / 64 - 1
        return ((bucket % 64 + 64 + 1) << shift) - 1
    }
}
