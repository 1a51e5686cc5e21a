// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
package import Foundation
package import Query

/// One page of a list.
package struct ListPage<Row: Sendable>: Sendable {
    /// The rows, in the list's order.
    package let rows: [Row]
    /// How many rows the whole list has.
    package let total: Int

    /// Makes a page.
    package init(rows: [Row], total: Int) {
        self.rows = rows
        self.total = total
    }
}

/// A row that the next page begins after: its values in the list's orders, and its identity.
///
/// The row may change or go meanwhile; what the mark says of it decides where the page begins.
package struct PageMark: Sendable, Equatable {
    /// The value that counts in each order; `nil` where the row has none.
    package var values: [Value?]
    /// The row's identity.
    package var id: UUID

    /// Makes a mark.
    package init(values: [Value?], id: UUID) {
        self.values = values
        self.id = id
    }

    /// Marks a row, given its values of each field.
    init<Field>(_ orders: [FieldOrder<Field>], id: UUID, values: (Field) -> [Value]) {
        self.id = id
        self.values = orders.map { $0.decidingValue(of: values($0.field)) }
    }
}

/// Where a page begins.
package enum PagePlace: Sendable, Equatable {
    /// After so many rows.
    case offset(Int)
    /// After a row.
    case after(PageMark)

    var start: PageStart {
        switch self {
        case .offset(let offset): .offset(offset)
        case .after(let mark): .after(RowPlace(values: mark.values, id: ID<PageMark>(mark.id)))
        }
    }
}
