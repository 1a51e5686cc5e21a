// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats

/// A value that takes its stored JSON apart itself, because a start reads many thousands of them.
///
/// The answer is `JSONDecoder`'s, several times sooner.
protocol JSONReadable {
    /// Reads the value before which a cursor stands.
    ///
    /// Throws `JSONFault` where it is another one, or where a member is missing.
    init(reading cursor: inout JSONCursor) throws
}

extension JSONCursor {
    /// Reads an array of values.
    mutating func list<Element: JSONReadable>() throws -> [Element] {
        var list: [Element] = []
        try array { list.append(try Element(reading: &$0)) }
        return list
    }

    /// Reads an array of values or a `null`.
    mutating func listIfPresent<Element: JSONReadable>() throws -> [Element]? {
        try skipNull() ? nil : try list()
    }

    /// Reads an array of strings.
    mutating func strings() throws -> [String] {
        var strings: [String] = []
        try array { strings.append(try $0.string()) }
        return strings
    }

    /// Reads an array of strings or a `null`.
    mutating func stringsIfPresent() throws -> [String]? {
        try skipNull() ? nil : try strings()
    }

    /// Reads milliseconds since 1970 or a `null`.
    mutating func timestampIfPresent() throws -> Timestamp? {
        try integerIfPresent().map { Timestamp(milliseconds: $0) }
    }

    /// Reads a case of a closed list by its text.
    mutating func word<Value: RawRepresentable<String>>() throws -> Value {
        let text = try string()
        guard let value = Value(rawValue: text) else { throw fault("no \(Value.self)") }
        return value
    }

    /// The value of a member of the object that was just read; throws where there was none.
    func required<Value>(_ value: Value?, _ name: String) throws -> Value {
        guard let value else { throw fault("\(name) is missing") }
        return value
    }
}
