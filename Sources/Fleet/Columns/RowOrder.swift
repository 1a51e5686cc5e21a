// SPDX-License-Identifier: Apache-2.0

/// Rows in the order of one field, kept so that a page of a list is a walk and not a sort.
///
/// The order is that of ``RowPlace``, in both directions: equal rows come by identity and those
/// without a value last in either, so that the one is not just the other backwards.
package struct RowOrder: Sendable {
    /// The rows from the smallest on.
    package private(set) var ascending: [UInt32]
    /// The rows from the largest on.
    package private(set) var descending: [UInt32]

    /// Sorts rows.
    ///
    /// - Parameters:
    ///   - rows: The rows, each once.
    ///   - place: The place of a row in a list of one order.
    package init(_ rows: some Sequence<UInt32>, place: (UInt32) -> RowPlace) {
        let rows = Array(rows)
        let places = rows.map(place)
        let directions = [false]
        // Places are large, so that their numbers are moved in their stead.
        let sorted = rows.indices.sorted { places[$0].isBefore(places[$1], directions) }
        ascending = sorted.map { rows[$0] }
        descending = []
        descending.reserveCapacity(rows.count)
        // The other way runs of equal rows change their places, but the rows in a run do not.
        var end = sorted.firstIndex { !places[$0].hasValue } ?? sorted.count
        let unknown = end
        while end > 0 {
            var start = end - 1
            while start > 0, places[sorted[start - 1]].hasSameKeys(as: places[sorted[start]]) {
                start -= 1
            }
            descending += ascending[start..<end]
            end = start
        }
        descending += ascending[unknown...]
    }

    /// Puts a row where its key belongs, be it new or in the order already.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - place: The places of the rows, of this one the new one.
    package mutating func place(_ row: UInt32, _ place: (UInt32) -> RowPlace) {
        remove(row)
        let own = place(row)
        ascending.insert(row, at: Self.end(of: own, in: ascending, [false], place))
        descending.insert(row, at: Self.end(of: own, in: descending, [true], place))
    }

    /// Takes a row out; one that is not in the order changes nothing.
    package mutating func remove(_ row: UInt32) {
        if let index = ascending.firstIndex(of: row) { ascending.remove(at: index) }
        if let index = descending.firstIndex(of: row) { descending.remove(at: index) }
    }

    /// The rows of a set in this order: at most `limit` of them.
    ///
    /// The total is the set's population. Rows that are not in the order are left out.
    ///
    /// - Parameters:
    ///   - set: The rows to choose from.
    ///   - isDescending: Whether the largest comes first.
    ///   - start: Where the page begins.
    ///   - limit: How many rows it has at most.
    ///   - place: The places of the rows in the order.
    /// - Returns: What it says.
    package func page(
        of set: Bitmap,
        isDescending: Bool,
        from start: PageStart,
        limit: Int,
        _ place: (UInt32) -> RowPlace
    ) -> [UInt32] {
        let rows = isDescending ? descending : ascending
        switch start {
        case .offset(let offset): return Self.page(rows[...], set, offset, limit)
        case .after(let mark):
            let first = Self.end(of: mark, in: rows, [isDescending], place)
            return Self.page(rows[first...], set, 0, limit)
        }
    }

    private static func page(
        _ rows: ArraySlice<UInt32>,
        _ set: Bitmap,
        _ offset: Int,
        _ limit: Int
    ) -> [UInt32] {
        guard limit > 0 else { return [] }
        var found: [UInt32] = []
        set.withWords { words in
            rows.withUnsafeBufferPointer { rows in
                var skipped = 0
                for row in rows {
                    let index = Int(row &>> 6)
                    guard index < words.count, words[index] &>> UInt64(row & 63) & 1 == 1 else {
                        continue
                    }
                    if skipped < offset {
                        skipped += 1
                        continue
                    }
                    found.append(row)
                    if found.count == limit { return }
                }
            }
        }
        return found
    }

    /// How many of some ordered rows come before a place or stand at it.
    private static func end(
        of mark: RowPlace,
        in rows: [UInt32],
        _ directions: [Bool],
        _ place: (UInt32) -> RowPlace
    ) -> Int {
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if mark.isBefore(place(rows[middle]), directions) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }
}
