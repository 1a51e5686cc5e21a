// SPDX-License-Identifier: Apache-2.0

/// A scratch set of the 4,096 slots of one chunk, for combining many rows chunk by chunk.
///
/// Made once and cleared between uses, so that thousands of patches are counted without an
/// allocation each. Used by one thread at a time.
package struct ChunkWords: ~Copyable {
    /// 64 words: bit `slot % 64` of word `slot % 4096 / 64`.
    let words: UnsafeMutablePointer<UInt64>
    /// Room for the leaves that are added together.
    let batch: LeafBatch

    /// Makes an empty set.
    package init() {
        words = .allocate(capacity: PostingsLayout.chunkWordCount)
        words.initialize(repeating: 0, count: PostingsLayout.chunkWordCount)
        batch = LeafBatch()
    }

    deinit {
        words.deallocate()
        batch.close()
    }

    /// Clears every slot.
    package mutating func clear() {
        words.update(repeating: 0, count: PostingsLayout.chunkWordCount)
    }

    /// Becomes the same set as another one.
    package mutating func copy(_ other: borrowing ChunkWords) { combine(other.words) { $1 } }

    /// Adds the slots of another set.
    package mutating func formUnion(_ other: borrowing ChunkWords) {
        combine(other.words) { $0 | $1 }
    }

    /// Keeps the slots that another set has too.
    package mutating func formIntersection(_ other: borrowing ChunkWords) {
        combine(other.words) { $0 & $1 }
    }

    /// Drops the slots of another set.
    package mutating func subtract(_ other: borrowing ChunkWords) {
        combine(other.words) { $0 & ~$1 }
    }

    /// Keeps the slots of the chunk that a bitmap has too; it has none past its end.
    package mutating func formIntersection(_ bitmap: Bitmap, chunk: Int) {
        bitmap.withWords { source in
            let first = chunk * PostingsLayout.chunkWordCount
            let present = min(max(source.count - first, 0), PostingsLayout.chunkWordCount)
            for index in 0..<present { words[index] &= source[first + index] }
            for index in present..<PostingsLayout.chunkWordCount { words[index] = 0 }
        }
    }

    /// Adds the slots to a bitmap; those past its end are left out.
    package func add(to bitmap: inout Bitmap, chunk: Int) {
        bitmap.withMutableWords { target in
            let first = chunk * PostingsLayout.chunkWordCount
            let present = min(max(target.count - first, 0), PostingsLayout.chunkWordCount)
            for index in 0..<present { target[first + index] |= words[index] }
        }
    }

    /// How many slots are set.
    package var population: Int {
        var total = 0
        for index in 0..<PostingsLayout.chunkWordCount { total &+= words[index].nonzeroBitCount }
        return total
    }

    /// How many slots are set here and in another set.
    package func intersectionCount(_ other: borrowing ChunkWords) -> Int {
        var total = 0
        for index in 0..<PostingsLayout.chunkWordCount {
            total &+= (words[index] & other.words[index]).nonzeroBitCount
        }
        return total
    }

    @inline(__always)
    private func combine(_ other: UnsafePointer<UInt64>, _ rule: (UInt64, UInt64) -> UInt64) {
        for index in 0..<PostingsLayout.chunkWordCount {
            words[index] = rule(words[index], other[index])
        }
    }
}
