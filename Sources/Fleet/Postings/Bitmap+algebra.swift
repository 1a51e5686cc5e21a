// SPDX-License-Identifier: Apache-2.0

/// Sets out of sets; both sides have the same number of slots.
extension Bitmap {
    /// Adds the slots of another set.
    package mutating func formUnion(_ other: Bitmap) { combine(other) { $0 | $1 } }

    /// Keeps the slots that another set has too.
    package mutating func formIntersection(_ other: Bitmap) { combine(other) { $0 & $1 } }

    /// Drops the slots of another set.
    package mutating func subtract(_ other: Bitmap) { combine(other) { $0 & ~$1 } }

    /// Becomes the slots of a universe that were not set.
    package mutating func formComplement(within universe: Bitmap) {
        combine(universe) { ~$0 & $1 }
    }

    /// The slots of either.
    package func union(_ other: Bitmap) -> Bitmap { with { $0.formUnion(other) } }

    /// The slots of both.
    package func intersection(_ other: Bitmap) -> Bitmap { with { $0.formIntersection(other) } }

    /// The slots that another set does not have.
    package func subtracting(_ other: Bitmap) -> Bitmap { with { $0.subtract(other) } }

    /// The slots of a universe that are not set.
    package func complement(within universe: Bitmap) -> Bitmap {
        with { $0.formComplement(within: universe) }
    }

    /// How many slots are set.
    package var population: Int {
        withWords { words in
            var total = 0
            for word in words { total &+= word.nonzeroBitCount }
            return total
        }
    }

    /// Whether no slot is set.
    package var isEmpty: Bool { withWords { words in words.allSatisfy { $0 == 0 } } }

    /// How many slots are set in both, without making their set.
    package func intersectionCount(_ other: Bitmap) -> Int {
        requireSameCount(other)
        return withWords { left in
            other.withWords { right in
                var total = 0
                for index in 0..<left.count {
                    total &+= (left[index] & right[index]).nonzeroBitCount
                }
                return total
            }
        }
    }

    /// Whether some slot is set in both.
    package func intersects(_ other: Bitmap) -> Bool {
        requireSameCount(other)
        return withWords { left in
            other.withWords { right in
                (0..<left.count).contains { left[$0] & right[$0] != 0 }
            }
        }
    }

    /// Takes the words of another set in, word by word.
    @inline(__always)
    private mutating func combine(_ other: Bitmap, _ rule: (UInt64, UInt64) -> UInt64) {
        requireSameCount(other)
        withMutableWords { left in
            other.withWords { right in
                for index in 0..<left.count { left[index] = rule(left[index], right[index]) }
            }
        }
    }

    private func requireSameCount(_ other: Bitmap) {
        precondition(count == other.count, "sets of \(count) and of \(other.count) slots")
    }

    private func with(_ change: (inout Bitmap) -> Void) -> Bitmap {
        var copy = self
        change(&copy)
        return copy
    }
}
