// SPDX-License-Identifier: Apache-2.0

/// One connection inside one transaction; it must not be kept beyond it.
///
/// Every member throws ``SQLFault``. Arguments stand for the `?` of the statement, in order.
protocol SQLConnection {
    /// Runs a statement without an answer and returns how many rows it changed.
    ///
    /// The count has a meaning for `INSERT`, `UPDATE` and `DELETE` only.
    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int

    /// Runs a statement and hands over each row of its answer.
    ///
    /// Other statements, and the same one again, may run inside the body. What the body throws ends
    /// the answer and is thrown on.
    func rows(_ sql: String, _ arguments: [SQLValue], each: (any SQLRow) throws -> Void) throws

    /// Runs a statement that changes the schema.
    ///
    /// `{text}`, `{integer}`, `{bigint}` and `{blob}` stand for the engine's types: text that is
    /// ordered by its bytes, 32 bits, 64 bits and bytes.
    func define(_ sql: String) throws

    /// Whether the schema has a table.
    func hasTable(_ name: String) throws -> Bool
}
