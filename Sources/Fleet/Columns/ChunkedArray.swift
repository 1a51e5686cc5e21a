// SPDX-License-Identifier: Apache-2.0

/// A number for each row, in chunks of 4,096 rows.
///
/// A value: copies share their chunks, and a change copies one chunk and not the whole column.
package struct ChunkedArray<Element: Sendable & BitwiseCopyable>: Sendable {
    /// How many rows there are.
    package private(set) var count = 0
    /// All chunks but the last are full.
    private(set) var chunks: [[Element]] = []

    /// Makes a column without rows.
    package init() {}

    /// Makes a column of some elements, from row 0 on.
    package init(_ elements: some Sequence<Element>) {
        for element in elements { append(element) }
    }

    /// The element of a row.
    ///
    /// - Precondition: The row is below `count`.
    package subscript(row: UInt32) -> Element {
        get { chunks[Int(row >> 12)][Int(row & 4_095)] }
        set { chunks[Int(row >> 12)][Int(row & 4_095)] = newValue }
    }

    /// Adds a row at the end.
    package mutating func append(_ element: Element) {
        if count & 4_095 == 0 { chunks.append([]) }
        chunks[count >> 12].append(element)
        count += 1
    }

    /// The rows of a set whose elements pass a test; rows past the end do not.
    @inline(__always)
    func rows(among candidates: Bitmap, _ test: (Element) -> Bool) -> Bitmap {
        var found = Bitmap(count: candidates.count)
        candidates.withWords { source in
            found.withMutableWords { target in
                for (number, chunk) in chunks.enumerated() {
                    chunk.withUnsafeBufferPointer { elements in
                        Self.rows(elements, number << 6, source, target, test)
                    }
                }
            }
        }
        return found
    }

    @inline(__always)
    private static func rows(
        _ elements: UnsafeBufferPointer<Element>,
        _ firstWord: Int,
        _ source: UnsafeBufferPointer<UInt64>,
        _ target: UnsafeMutableBufferPointer<UInt64>,
        _ test: (Element) -> Bool
    ) {
        for start in stride(from: 0, to: elements.count, by: 64) {
            let index = firstWord + start >> 6
            guard index < source.count else { return }
            let wanted = source[index]
            var word: UInt64 = 0
            if wanted.nonzeroBitCount < 16 {
                var left = wanted
                while left != 0 {
                    let offset = left.trailingZeroBitCount
                    guard start + offset < elements.count else { break }
                    if test(elements[start + offset]) { word |= left & (0 &- left) }
                    left &= left &- 1
                }
            } else {
                // Without branches, since nobody can foresee them.
                for offset in 0..<min(64, elements.count - start) {
                    word |= (test(elements[start + offset]) ? 1 : 0) &<< UInt64(offset)
                }
            }
            target[index] = word & wanted
        }
    }
}
