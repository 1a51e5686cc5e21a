// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB

/// A GRDB connection as the statements see it.
final class SQLiteConnection: SQLConnection {
    private let database: Database
    /// The statements whose answers are being read; their prepared form must not be touched.
    private var standing: Set<String> = []

    init(_ database: Database) {
        self.database = database
    }

    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try inSharedWords {
            try prepared(sql).execute(arguments: StatementArguments(arguments))
            return database.changesCount
        }
    }

    func rows(
        _ sql: String,
        _ arguments: [SQLValue],
        each: (any SQLRow) throws -> Void
    ) throws {
        try inSharedWords {
            let cursor = try Row.fetchCursor(
                try prepared(sql),
                arguments: StatementArguments(arguments)
            )
            let isOutermost = standing.insert(sql).inserted
            defer { if isOutermost { standing.remove(sql) } }
            while let row = try cursor.next() {
                try each(SQLiteRow(row: row, statement: sql))
            }
        }
    }

    func define(_ sql: String) throws {
        try inSharedWords {
            try database.makeStatement(sql: Self.types.naming(sql)).execute()
        }
    }

    func hasTable(_ name: String) throws -> Bool {
        // GRDB's own answer comes from a cache that a rollback leaves as it was.
        var isThere = false
        try rows(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?",
            [.text(name)]
        ) { _ in isThere = true }
        return isThere
    }

    private func prepared(_ sql: String) throws -> Statement {
        try standing.contains(sql)
            ? database.makeStatement(sql: sql) : database.cachedStatement(sql: sql)
    }

    private static let types = SQLTypes(
        text: "TEXT",
        integer: "INTEGER",
        bigint: "INTEGER",
        blob: "BLOB"
    )
}

/// The row that a GRDB cursor stands on.
private struct SQLiteRow: SQLRow {
    let row: Row
    let statement: String

    func value(at position: Int) -> SQLValue {
        guard position < row.count else { return .null }
        let value: DatabaseValue = row[position]
        return switch value.storage {
        case .null: .null
        case .int64(let integer): .integer(integer)
        case .string(let text): .text(text)
        case .blob(let bytes): .blob(bytes)
        // No column has this type; what somebody else put there is told as a wrong value.
        case .double(let number): .text(String(number))
        }
    }
}

extension StatementArguments {
    /// Takes boxed values on purpose: GRDB reads a list of one type through a key path that it makes
    /// anew each time, which costs more than to find a row.
    fileprivate init(_ values: [SQLValue]) {
        self.init(values.map { $0.sqliteValue as (any DatabaseValueConvertible)? })
    }
}

extension SQLValue {
    fileprivate var sqliteValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let integer): integer.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): bytes.databaseValue
        }
    }
}
