// SPDX-License-Identifier: Apache-2.0

/// One row of an answer, valid only while its statement stands on it.
protocol SQLRow {
    /// The statement that the row answers, for messages.
    var statement: String { get }
    /// The value at a position, counted from 0.
    func value(at position: Int) -> SQLValue
}

extension SQLRow {
    /// The value at a position as a type; throws ``SQLFault/Kind/unreadable`` where it is not one.
    @inline(__always)
    func get<Value: SQLConvertible>(_ position: Int) throws -> Value {
        let stored = value(at: position)
        guard let value = Value(sqlValue: stored) else {
            throw unreadable(position, expected: Value.columnContent, found: stored)
        }
        return value
    }

    /// The value at a position as a case of a closed list.
    func word<Value: RawRepresentable<String>>(_ position: Int) throws -> Value {
        let stored = value(at: position)
        guard case .text(let text) = stored, let value = Value(rawValue: text) else {
            throw unreadable(position, expected: "a \(Value.self)", found: stored)
        }
        return value
    }

    /// The value at a position as a case of a closed list; `nil` where the column is null.
    func wordIfPresent<Value: RawRepresentable<String>>(_ position: Int) throws -> Value? {
        value(at: position) == .null ? nil : try word(position)
    }

    /// The JSON text at a position, decoded.
    func json<Value: Decodable>(_ position: Int) throws -> Value {
        try json(position) { try StoredJSON.decode(Value.self, from: $0) }
    }

    /// The JSON text at a position, taken apart by the value itself.
    func reading<Value: JSONReadable>(_ position: Int) throws -> Value {
        try json(position) { try StoredJSON.read(Value.self, from: $0) }
    }

    /// The JSON text at a position, read by the value itself; `nil` where the column is null.
    func readingIfPresent<Value: JSONReadable>(_ position: Int) throws -> Value? {
        value(at: position) == .null ? nil : try reading(position)
    }

    private func json<Value>(_ position: Int, read: (String) throws -> Value) throws -> Value {
        let stored = value(at: position)
        guard case .text(let text) = stored else {
            throw unreadable(position, expected: "JSON of \(Value.self)", found: stored)
        }
        do {
            return try read(text)
        } catch {
            throw unreadable(position, expected: "JSON of \(Value.self) (\(error))", found: stored)
        }
    }

    /// The JSON text at a position, decoded; `nil` where the column is null.
    func jsonIfPresent<Value: Decodable>(_ position: Int) throws -> Value? {
        value(at: position) == .null ? nil : try json(position)
    }

    private func unreadable(_ position: Int, expected: String, found: SQLValue) -> SQLFault {
        // The value itself stays out of the message: it may be a secret's hash or a host's name.
        SQLFault(
            .unreadable,
            statement: statement,
            message: "column \(position) shall be \(expected) and is \(found.typeName)"
        )
    }
}
