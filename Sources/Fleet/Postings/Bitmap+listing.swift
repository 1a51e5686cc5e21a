// SPDX-License-Identifier: Apache-2.0

/// The slots of a set as numbers, always ascending.
extension Bitmap {
    /// Calls a closure with each slot that is set.
    @inline(__always)
    package func forEachSlot(_ body: (UInt32) throws -> Void) rethrows {
        try words.withUnsafeBufferPointer { words in
            for index in 0..<words.count {
                var word = words[index]
                let first = UInt32(truncatingIfNeeded: index) &<< 6
                while word != 0 {
                    try body(first | UInt32(truncatingIfNeeded: word.trailingZeroBitCount))
                    word &= word &- 1
                }
            }
        }
    }

    /// The slots that are set.
    package var slots: [UInt32] {
        let total = population
        return [UInt32](unsafeUninitializedCapacity: total) { buffer, filled in
            var next = 0
            forEachSlot { slot in
                buffer[next] = slot
                next &+= 1
            }
            filled = next
        }
    }

    /// The smallest slots that are set, at most `limit` of them.
    package func first(_ limit: Int) -> [UInt32] {
        guard limit > 0 else { return [] }
        var found: [UInt32] = []
        withWords { words in
            for index in 0..<words.count {
                var word = words[index]
                while word != 0 {
                    found.append(UInt32(index << 6 | word.trailingZeroBitCount))
                    if found.count == limit { return }
                    word &= word &- 1
                }
            }
        }
        return found
    }
}
