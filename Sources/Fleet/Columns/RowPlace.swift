// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Query

/// Where a row stands in a list: its keys in the list's orders, and the identity that decides
/// between equal ones.
///
/// A row need not exist to have a place, so that a page can begin after one that is gone.
package struct RowPlace: Sendable {
    /// The key in the first order, which mostly decides; `nil` where the row has no value.
    private let first: SortKey?
    /// The keys in the other orders.
    private let others: [SortKey?]
    /// The identity's bytes as numbers, which compare as its text does.
    private let id: (UInt64, UInt64)

    /// A place after all others.
    static let end = RowPlace(keys: [], id: (.max, .max))

    /// The place of a row with these deciding values, one for each order.
    package init<Row>(values: [Value?], id: ID<Row>) {
        self.init(keys: values.map { $0.map { SortKey($0) } }, id: Self.words(id))
    }

    /// The place of a row, given its values of each field.
    package init<Field, Row>(
        _ orders: [FieldOrder<Field>],
        id: ID<Row>,
        values: (Field) -> [Value]
    ) {
        self.init(
            keys: orders.map { SortKey(values($0.field), isDescending: $0.isDescending) },
            id: Self.words(id)
        )
    }

    private init(keys: [SortKey?], id: (UInt64, UInt64)) {
        first = keys.first ?? nil
        others = Array(keys.dropFirst())
        self.id = id
    }

    /// Whether a row comes before another one in a list.
    ///
    /// The first order that tells the two apart decides; rows without a value come last in either
    /// direction, and of rows that no order tells apart the smaller identity comes first.
    ///
    /// - Parameters:
    ///   - other: The other row's place.
    ///   - directions: For each order whether the largest comes first.
    /// - Returns: What it says.
    package func isBefore(_ other: RowPlace, _ directions: [Bool]) -> Bool {
        let result = Self.compare(first, other.first, isDescending: directions.first ?? false)
        if result != 0 { return result < 0 }
        for (index, isDescending) in directions.dropFirst().enumerated() {
            let left = index < others.count ? others[index] : nil
            let right = index < other.others.count ? other.others[index] : nil
            let result = Self.compare(left, right, isDescending: isDescending)
            if result != 0 { return result < 0 }
        }
        return id < other.id
    }

    /// Whether the row has a value in the first order.
    var hasValue: Bool { first != nil }

    /// Whether no order tells two rows apart.
    func hasSameKeys(as other: RowPlace) -> Bool {
        first == other.first && others == other.others
    }

    /// How two keys stand in a list.
    private static func compare(_ left: SortKey?, _ right: SortKey?, isDescending: Bool) -> Int {
        guard let left else { return right == nil ? 0 : 1 }
        guard let right else { return -1 }
        return isDescending ? right.compared(to: left) : left.compared(to: right)
    }

    private static func words<Row>(_ id: ID<Row>) -> (UInt64, UInt64) {
        withUnsafeBytes(of: id.uuid) { bytes in
            (
                UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }
}

/// Where a page of a list begins.
package enum PageStart: Sendable {
    /// After so many rows.
    case offset(Int)
    /// After the place of a row, which may be gone.
    case after(RowPlace)
}

extension PageStart {
    /// One page of rows that are in no order yet.
    ///
    /// Only as many rows as the page reaches are kept in order while the others pass by.
    ///
    /// - Parameters:
    ///   - rows: All rows of the list.
    ///   - directions: For each order whether the largest comes first.
    ///   - limit: How many rows the page has at most.
    ///   - place: The place of a row.
    /// - Returns: What it says.
    func page(
        of rows: [UInt32],
        _ directions: [Bool],
        limit: Int,
        place: (UInt32) -> RowPlace
    ) -> [UInt32] {
        var skipped = 0
        var mark: RowPlace?
        switch self {
        case .offset(let offset): skipped = max(offset, 0)
        case .after(let place): mark = place
        }
        let (reach, isPast) = skipped.addingReportingOverflow(max(limit, 0))
        let count = isPast ? rows.count : min(reach, rows.count)
        guard skipped < count else { return [] }
        var first: [(row: UInt32, place: RowPlace)] = []
        var last: RowPlace?
        for row in rows {
            let place = place(row)
            if let mark, !mark.isBefore(place, directions) { continue }
            if let last, !place.isBefore(last, directions) { continue }
            first.append((row, place))
            // Now and then those that are too many go, and the last one left is the bar.
            guard first.count >= 2 * count + 64 else { continue }
            first.sort { $0.place.isBefore($1.place, directions) }
            first.removeLast(first.count - count)
            last = first.last?.place
        }
        first.sort { $0.place.isBefore($1.place, directions) }
        return first.prefix(count).dropFirst(skipped).map(\.row)
    }
}
