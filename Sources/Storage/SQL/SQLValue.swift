// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// A value as every engine can store it.
enum SQLValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case text(String)
    case blob(Data)

    /// The name of the value's type, for messages.
    var typeName: String {
        switch self {
        case .null: "null"
        case .integer: "integer"
        case .text: "text"
        case .blob: "blob"
        }
    }
}

/// A type whose values can stand in a column.
protocol SQLConvertible {
    /// What a column must hold for a value to be made of it, for messages.
    static var columnContent: String { get }
    /// The value as it is stored.
    var sqlValue: SQLValue { get }
    /// Reads a stored value; `nil` where it is not one.
    init?(sqlValue: SQLValue)
}

extension [any SQLConvertible] {
    /// The values as they are stored.
    var sqlValues: [SQLValue] {
        // A key path would be made anew for each call, which costs more than a short statement.
        map { $0.sqlValue }
    }
}

extension Int64: SQLConvertible {
    static var columnContent: String { "an integer" }
    var sqlValue: SQLValue { .integer(self) }
    init?(sqlValue: SQLValue) {
        guard case .integer(let integer) = sqlValue else { return nil }
        self = integer
    }
}

extension Int: SQLConvertible {
    static var columnContent: String { "an integer" }
    var sqlValue: SQLValue { .integer(Int64(self)) }
    init?(sqlValue: SQLValue) {
        guard case .integer(let integer) = sqlValue else { return nil }
        self.init(exactly: integer)
    }
}

extension UInt32: SQLConvertible {
    static var columnContent: String { "an integer from 0 to 4294967295" }
    var sqlValue: SQLValue { .integer(Int64(self)) }
    init?(sqlValue: SQLValue) {
        guard case .integer(let integer) = sqlValue else { return nil }
        self.init(exactly: integer)
    }
}

extension Bool: SQLConvertible {
    static var columnContent: String { "0 or 1" }
    var sqlValue: SQLValue { .integer(self ? 1 : 0) }
    init?(sqlValue: SQLValue) {
        switch sqlValue {
        case .integer(0): self = false
        case .integer(1): self = true
        default: return nil
        }
    }
}

extension String: SQLConvertible {
    static var columnContent: String { "text" }
    var sqlValue: SQLValue { .text(self) }
    init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self = text
    }
}

extension Data: SQLConvertible {
    static var columnContent: String { "a blob" }
    var sqlValue: SQLValue { .blob(self) }
    init?(sqlValue: SQLValue) {
        guard case .blob(let bytes) = sqlValue else { return nil }
        self = bytes
    }
}

extension Timestamp: SQLConvertible {
    static var columnContent: String { "milliseconds since 1970" }
    var sqlValue: SQLValue { .integer(milliseconds) }
    init?(sqlValue: SQLValue) {
        guard case .integer(let milliseconds) = sqlValue else { return nil }
        self.init(milliseconds: milliseconds)
    }
}

extension ID: SQLConvertible {
    static var columnContent: String { "a UUID" }
    var sqlValue: SQLValue { .text(description) }
    init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(text)
    }
}

extension TenantPath: SQLConvertible {
    static var columnContent: String { "a tenant path" }
    var sqlValue: SQLValue { .text(description) }
    init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(stored: text)
    }
}

extension PackageList: SQLConvertible {
    static var columnContent: String { "a list of package numbers" }
    var sqlValue: SQLValue { .blob(Data(bytes)) }
    init?(sqlValue: SQLValue) {
        guard case .blob(let bytes) = sqlValue,
            let list = try? PackageList(checking: [UInt8](bytes))
        else { return nil }
        self = list
    }
}

extension Optional: SQLConvertible where Wrapped: SQLConvertible {
    static var columnContent: String { "\(Wrapped.columnContent) or null" }
    var sqlValue: SQLValue { self?.sqlValue ?? .null }
    init?(sqlValue: SQLValue) {
        if case .null = sqlValue {
            self = Wrapped?.none
        } else {
            guard let wrapped = Wrapped(sqlValue: sqlValue) else { return nil }
            self = wrapped
        }
    }
}
