// SPDX-License-Identifier: Apache-2.0

/// Rows in the order of one field, kept so that a page of a list is a walk and not a sort.
///
/// The order is that of `FieldOrder`: of several values the smallest counts, or the largest in a
/// descending order; equal rows come by their numbers, those without a value last. Ascending and
/// descending are two orders, since equal rows do not change their places.
package struct RowOrder: Sendable {
    /// The rows, first to last.
    package private(set) var rows: [UInt32]
    private let isDescending: Bool

    /// Sorts rows.
    ///
    /// - Parameters:
    ///   - rows: The rows, each once.
    ///   - isDescending: Whether the largest comes first.
    ///   - key: The key of a row; `nil` for one without a value.
    package init(
        _ rows: some Sequence<UInt32>,
        isDescending: Bool = false,
        key: (UInt32) -> OrderKey?
    ) {
        self.isDescending = isDescending
        let keyed = rows.map { (row: $0, key: key($0)) }
        self.rows = keyed.sorted {
            Self.isBefore(($0.row, $0.key), ($1.row, $1.key), isDescending)
        }
        .map(\.row)
    }

    /// Puts a row where its key belongs, be it new or in the order already.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - key: The keys of the rows, of this one the new one.
    package mutating func place(_ row: UInt32, key: (UInt32) -> OrderKey?) {
        remove(row)
        let own = (row, key(row))
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if Self.isBefore((rows[middle], key(rows[middle])), own, isDescending) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        rows.insert(row, at: low)
    }

    /// Takes a row out; one that is not in the order changes nothing.
    package mutating func remove(_ row: UInt32) {
        if let index = rows.firstIndex(of: row) { rows.remove(at: index) }
    }

    /// The rows of a set in this order: at most `limit` of them, after the first `offset`.
    ///
    /// The total is the set's population. Rows that are not in the order are left out.
    package func page(of set: Bitmap, offset: Int, limit: Int) -> [UInt32] {
        guard limit > 0, offset >= 0 else { return [] }
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

    private static func isBefore(
        _ left: (row: UInt32, key: OrderKey?),
        _ right: (row: UInt32, key: OrderKey?),
        _ isDescending: Bool
    ) -> Bool {
        guard let first = left.key, let second = right.key else {
            return (left.key == nil ? 1 : 0, left.row) < (right.key == nil ? 1 : 0, right.row)
        }
        if first < second { return !isDescending }
        if second < first { return isDescending }
        return left.row < right.row
    }
}
