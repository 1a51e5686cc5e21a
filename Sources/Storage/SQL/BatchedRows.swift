// SPDX-License-Identifier: Apache-2.0

/// Rows for one table that are written many with one statement.
///
/// What is left when the last row was added is written one by one, so that there are two statements
/// to be prepared and not one for every count. Equal keys must not be added twice between flushes.
struct BatchedRows {
    /// How many rows one statement writes.
    static let size = 64

    private let width: Int
    private let single: String
    private let batch: String
    private var values: [SQLValue] = []

    /// Starts with no rows.
    ///
    /// - Parameters:
    ///   - table: The table's name.
    ///   - columns: The names of the columns that each row has values for.
    ///   - conflict: The `ON CONFLICT` clause; empty for none.
    init(into table: String, columns: [String], conflict: String) {
        let beginning = "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES "
        let row = "(" + Array(repeating: "?", count: columns.count).joined(separator: ", ") + ")"
        let end = conflict.isEmpty ? "" : " " + conflict
        let rows = Array(repeating: row, count: Self.size).joined(separator: ", ")
        width = columns.count
        single = beginning + row + end
        batch = beginning + rows + end
    }

    /// Adds a row and writes all that are waiting, where they are enough for one statement.
    mutating func add(_ row: [SQLValue], to transaction: SQLTransaction) throws {
        precondition(row.count == width, "a row has one value for each column")
        values += row
        guard values.count == Self.size * width else { return }
        try transaction.execute(batch, values)
        values.removeAll(keepingCapacity: true)
    }

    /// Writes the rows that are still waiting.
    mutating func flush(to transaction: SQLTransaction) throws {
        for start in stride(from: 0, to: values.count, by: width) {
            try transaction.execute(single, Array(values[start..<start + width]))
        }
        values.removeAll(keepingCapacity: true)
    }
}
