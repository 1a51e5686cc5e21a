// SPDX-License-Identifier: Apache-2.0
package import Query

/// The values of one field for every row.
///
/// Rows are numbered from 0, with holes: a filter is asked about a set of rows. Rows past the end
/// of a column have no value. Texts are only compared, so that a column may keep them folded.
package enum Column: Sendable {
    /// At most one of a few values for each row: its number in a table, ``noCode`` for none.
    case codes(ChunkedArray<UInt32>, ValueTable)
    /// Any number of values for each row: their numbers in a table, in the order of child objects.
    case lists(RaggedArray<UInt32>, ValueTable)
    /// At most one number for each row: the number, where the set has the row.
    case numbers(ChunkedArray<Int64>, present: Bitmap)
    /// Yes for the rows of a set, no for the others, whatever their number.
    case flags(Bitmap)
    /// At most one text for each row, mostly a different one.
    case texts(TextColumn)
    /// Any of a few values for each row: those whose set has the row.
    case sets([(value: Value, rows: Bitmap)])
    /// Values of other rows that belong to a row: which rows of a set have one that passes a test is
    /// asked for all at once.
    case related(
        rows: @Sendable (Test, Bitmap) -> Bitmap,
        values: @Sendable (UInt32) -> [Value]
    )
    /// Whatever a function says: asked row by row, so for few rows or rare questions.
    case computed(@Sendable (UInt32) -> [Value])

    /// The code of a row without a value.
    package static let noCode = UInt32.max

    /// The values of one row; texts may be folded.
    package func values(of row: UInt32) -> [Value] {
        switch self {
        case .codes(let codes, let table):
            row < codes.count && codes[row] != Self.noCode ? table.values(at: codes[row]) : []
        case .lists(let lists, let table):
            row < lists.count ? lists[row].flatMap { table.values(at: $0) } : []
        case .numbers(let numbers, let present):
            row < numbers.count && present.contains(row) ? [.number(numbers[row])] : []
        case .flags(let rows): [.flag(rows.contains(row))]
        case .texts(let texts): texts.folded(row).map { [.text($0)] } ?? []
        case .sets(let sets): sets.filter { $0.rows.contains(row) }.map(\.value)
        case .related(_, let values), .computed(let values): values(row)
        }
    }
}

/// The values that codes stand for.
package enum ValueTable: Sendable {
    /// A few values of any type.
    case values([Value])
    /// Texts, searched as bytes: from some dozens on a table is faster so.
    case texts(TextColumn)

    /// The value of a code; none for a code that the table does not have.
    func values(at code: UInt32) -> [Value] {
        switch self {
        case .values(let values): code < values.count ? [values[Int(code)]] : []
        case .texts(let texts): texts.folded(code).map { [.text($0)] } ?? []
        }
    }

    /// For each code 1 if its value passes a test, else 0; then a 0 for all other codes.
    func verdicts(_ test: Test) -> [UInt8] {
        switch self {
        case .values(let values): return values.map { test.accepts($0) ? 1 : 0 } + [0]
        case .texts(let texts):
            var verdicts = [UInt8](repeating: 0, count: texts.count + 1)
            for code in texts.rows(passing: test, among: Bitmap(all: texts.count)).slots {
                verdicts[Int(code)] = 1
            }
            return verdicts
        }
    }
}

/// Where the columns of some rows come from.
package protocol ColumnSource<Field>: Sendable {
    /// What can be asked about a row.
    associatedtype Field: Hashable & Sendable

    /// The values of a field for every row; asked once for each field of a filter.
    func column(_ field: Field) -> Column
}
