// SPDX-License-Identifier: Apache-2.0

/// Whole members and nested values in one call.
extension JSONWriter {
    /// Writes an object whose members the body writes.
    package mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        beginObject()
        try body(&self)
        endObject()
    }

    /// Writes an array whose elements the body writes.
    package mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        beginArray()
        try body(&self)
        endArray()
    }

    /// Writes a member that is an object.
    package mutating func object(
        _ key: StaticString,
        _ body: (inout JSONWriter) throws -> Void
    ) rethrows {
        self.key(key)
        try object(body)
    }

    /// Writes a member that is an array.
    package mutating func array(
        _ key: StaticString,
        _ body: (inout JSONWriter) throws -> Void
    ) rethrows {
        self.key(key)
        try array(body)
    }

    /// Writes a member that is text, or `null`.
    package mutating func field(_ key: StaticString, _ value: String?) {
        self.key(key)
        if let value { string(value) } else { null() }
    }

    /// Writes a member that is a whole number, or `null`.
    package mutating func field(_ key: StaticString, _ value: Int64?) {
        self.key(key)
        if let value { integer(value) } else { null() }
    }

    /// Writes a member that is a whole number, or `null`.
    package mutating func field(_ key: StaticString, _ value: Int?) {
        self.key(key)
        if let value { integer(Int64(value)) } else { null() }
    }

    /// Writes a member that is a number, or `null`.
    package mutating func field(_ key: StaticString, _ value: Double?) {
        self.key(key)
        if let value { number(value) } else { null() }
    }

    /// Writes a member that is `true`, `false` or `null`.
    package mutating func field(_ key: StaticString, _ value: Bool?) {
        self.key(key)
        if let value { boolean(value) } else { null() }
    }

    /// Writes a member that is `null`.
    package mutating func null(_ key: StaticString) {
        self.key(key)
        null()
    }

    /// Writes a whole number.
    package mutating func integer(_ value: Int) { integer(Int64(value)) }

    /// Writes a value that was read.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .boolean(let flag): boolean(flag)
        case .integer(let whole): integer(whole)
        case .number(let number): self.number(number)
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                key(dynamic: member.key)
                self.value(member.value)
            }
            endObject()
        }
    }
}
