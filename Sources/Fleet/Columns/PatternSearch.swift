// SPDX-License-Identifier: Apache-2.0
import Query

/// A `Wildcard` for texts that are folded bytes already.
struct PatternSearch {
    private let first: [UInt8]
    private let last: [UInt8]
    private let inner: [(count: Int, search: ByteSearch)]

    /// Makes the search of a pattern.
    init(_ pattern: Wildcard) {
        let parts = pattern.parts.map { Array($0.lowercased().utf8) }
        first = parts[0]
        last = parts[parts.count - 1]
        inner = parts.dropFirst().dropLast().map { ($0.count, ByteSearch($0)) }
    }

    /// Whether a whole text fits.
    func accepts(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard text.count >= first.count + last.count, text.starts(with: first),
            text.suffix(last.count).elementsEqual(last)
        else { return false }
        let rest = UnsafeBufferPointer(rebasing: text.dropFirst(first.count).dropLast(last.count))
        var start = 0
        // The leftmost place of each part leaves the most room for the next one.
        for (count, search) in inner {
            guard let place = search.place(in: rest, from: start) else { return false }
            start = place + count
        }
        return true
    }
}
