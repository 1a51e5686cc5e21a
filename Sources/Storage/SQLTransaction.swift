// SPDX-License-Identifier: Apache-2.0
import Domain

/// The ports of all areas on one connection inside one transaction.
///
/// The areas' folders say what each port's sentence is in SQL. Everything that an engine refuses
/// leaves here as a ``DomainError``.
struct SQLTransaction: StoreTransaction {
    private let connection: any SQLConnection

    init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    /// Runs a statement without an answer and returns how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ arguments: any SQLConvertible...) throws -> Int {
        try execute(sql, arguments.sqlValues)
    }

    /// Runs a statement without an answer that has a list of arguments.
    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try inDomainWords { try connection.execute(sql, arguments) }
    }

    /// Hands over each row of an answer.
    func each(
        _ sql: String,
        _ arguments: any SQLConvertible...,
        body: (any SQLRow) throws -> Void
    ) throws {
        try rows(sql, arguments.sqlValues, each: body)
    }

    /// Hands over each row of an answer to a statement that has a list of arguments.
    func rows(
        _ sql: String,
        _ arguments: [SQLValue],
        each: (any SQLRow) throws -> Void
    ) throws {
        try inDomainWords { try connection.rows(sql, arguments, each: each) }
    }

    /// All rows of an answer.
    func all<Value>(
        _ sql: String,
        _ arguments: any SQLConvertible...,
        make: (any SQLRow) throws -> Value
    ) throws -> [Value] {
        try all(sql, arguments.sqlValues, make: make)
    }

    /// All rows of an answer to a statement that has a list of arguments.
    func all<Value>(
        _ sql: String,
        _ arguments: [SQLValue],
        make: (any SQLRow) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        try rows(sql, arguments) { values.append(try make($0)) }
        return values
    }

    /// The first row of an answer; `nil` where it has none.
    func first<Value>(
        _ sql: String,
        _ arguments: any SQLConvertible...,
        make: (any SQLRow) throws -> Value
    ) throws -> Value? {
        var value: Value?
        try rows(sql, arguments.sqlValues) { row in
            if value == nil { value = try make(row) }
        }
        return value
    }
}

extension TenantPath {
    /// The first text after all paths that are this one or lie below it.
    ///
    /// Such paths begin with this one's text, which ends with a slash, and the character after the
    /// slash is `0`: `/1/2/7/` lies between `/1/2/` and `/1/20`, and `/1/20/` does not. So no
    /// wildcard can be smuggled in. A text that is no path has nothing below it.
    var upperBound: String {
        description.hasSuffix("/") ? description.dropLast() + "0" : description
    }
}
