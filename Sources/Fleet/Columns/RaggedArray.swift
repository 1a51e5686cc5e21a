// SPDX-License-Identifier: Apache-2.0

/// A run of elements for each row, none or many, in chunks of 4,096 rows.
///
/// A value: copies share their chunks, and a change copies one chunk and not the whole column. The
/// runs of a chunk lie side by side, so that one pass reads them all.
package struct RaggedArray<Element: Sendable & BitwiseCopyable>: Sendable {
    /// How many rows there are.
    package private(set) var count = 0
    /// All chunks but the last are full.
    private(set) var chunks: [Chunk] = []

    /// The runs of up to 4,096 rows.
    struct Chunk: Sendable {
        /// The runs, one after the other.
        fileprivate(set) var elements: [Element] = []
        /// Where the run of each row ends; it begins where the one before ends.
        fileprivate(set) var ends: [UInt32] = []

        /// Where the run of a row lies.
        func range(_ place: Int) -> Range<Int> {
            (place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])
        }
    }

    /// Makes a column without rows.
    package init() {}

    /// Makes a column of some runs, from row 0 on.
    package init(_ runs: some Sequence<some Collection<Element>>) {
        for run in runs { append(run) }
    }

    /// The elements of a row.
    ///
    /// - Precondition: The row is below `count`.
    package subscript(row: UInt32) -> ArraySlice<Element> {
        let chunk = chunks[Int(row >> 12)]
        return chunk.elements[chunk.range(Int(row & 4_095))]
    }

    /// Adds a row at the end.
    package mutating func append(_ run: some Collection<Element>) {
        if count & 4_095 == 0 { chunks.append(Chunk()) }
        let index = count >> 12
        chunks[index].elements.append(contentsOf: run)
        chunks[index].ends.append(UInt32(chunks[index].elements.count))
        count += 1
    }

    /// Gives a row other elements.
    ///
    /// - Precondition: The row is below `count`.
    package mutating func replace(_ row: UInt32, with run: some Collection<Element>) {
        let index = Int(row >> 12)
        let place = Int(row & 4_095)
        let range = chunks[index].range(place)
        chunks[index].elements.replaceSubrange(range, with: run)
        let change = run.count - range.count
        for later in place..<chunks[index].ends.count {
            chunks[index].ends[later] = UInt32(Int(chunks[index].ends[later]) + change)
        }
    }

    /// The rows of a set whose elements pass a test; rows past the end do not.
    @inline(__always)
    func rows(
        among candidates: Bitmap,
        _ test: (UnsafeBufferPointer<Element>) -> Bool
    ) -> Bitmap {
        var found = Bitmap(count: candidates.count)
        candidates.withWords { source in
            found.withMutableWords { target in
                for (number, chunk) in chunks.enumerated() {
                    chunk.elements.withUnsafeBufferPointer { elements in
                        chunk.ends.withUnsafeBufferPointer { ends in
                            Self.rows(elements, ends, number << 6, source, target, test)
                        }
                    }
                }
            }
        }
        return found
    }

    @inline(__always)
    private static func rows(
        _ elements: UnsafeBufferPointer<Element>,
        _ ends: UnsafeBufferPointer<UInt32>,
        _ firstWord: Int,
        _ source: UnsafeBufferPointer<UInt64>,
        _ target: UnsafeMutableBufferPointer<UInt64>,
        _ test: (UnsafeBufferPointer<Element>) -> Bool
    ) {
        for start in stride(from: 0, to: ends.count, by: 64) {
            let index = firstWord + start >> 6
            guard index < source.count else { return }
            var left = source[index]
            while left != 0 {
                let place = start + left.trailingZeroBitCount
                guard place < ends.count else { break }
                let first = place == 0 ? 0 : Int(ends[place - 1])
                let run = UnsafeBufferPointer(rebasing: elements[first..<Int(ends[place])])
                if test(run) { target[index] |= left & (0 &- left) }
                left &= left &- 1
            }
        }
    }
}
