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

    /// Takes the slots out of a bitmap; says whether the bitmap has any of the chunk's left.
    package func remove(from bitmap: inout Bitmap, chunk: Int) -> Bool {
        bitmap.withMutableWords { target in
            let first = chunk * PostingsLayout.chunkWordCount
            let present = min(max(target.count - first, 0), PostingsLayout.chunkWordCount)
            var rest: UInt64 = 0
            for index in 0..<present {
                target[first + index] &= ~words[index]
                rest |= target[first + index]
            }
            return rest != 0
        }
    }

    /// How many slots are set.
    package var population: Int {
        var total = 0
        for index in 0..<PostingsLayout.chunkWordCount { total &+= words[index].nonzeroBitCount }
        return total
    }

    /// Counts each slot up by one; those past the end are left out.
    package func count(in counts: inout [UInt32], chunk: Int) {
        let first = chunk * PostingsLayout.chunkWordCount * 64
        counts.withUnsafeMutableBufferPointer { counts in
            for index in 0..<PostingsLayout.chunkWordCount {
                var word = words[index]
                let base = first + index << 6
                while word != 0 {
                    let slot = base + word.trailingZeroBitCount
                    if slot < counts.count { counts[slot] &+= 1 }
                    word &= word &- 1
                }
            }
        }
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

extension Bitmap {
    /// Whether a slot of a chunk is set.
    func hasAny(inChunk chunk: Int) -> Bool {
        withWords { words in
            let first = min(chunk * PostingsLayout.chunkWordCount, words.count)
            let end = min(first + PostingsLayout.chunkWordCount, words.count)
            return words[first..<end].contains { $0 != 0 }
        }
    }
}
