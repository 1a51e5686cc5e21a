// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A JSON value as a client without a schema reads and writes it.
enum JSONDocument: Codable, Equatable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONDocument])
    case object([String: JSONDocument])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONDocument].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONDocument].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// Reads one document.
    init(_ text: some StringProtocol) throws {
        self = try JSONDecoder().decode(JSONDocument.self, from: Data(text.utf8))
    }

    /// Reads one document a line.
    static func lines(_ text: String) throws -> [JSONDocument] {
        try text.split(separator: "\n").map { try JSONDocument($0) }
    }

    /// The document as text.
    var written: String {
        get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
    }

    /// The same object with other values under some keys.
    func with(_ members: [String: JSONDocument]) -> JSONDocument {
        guard case .object(let present) = self else { return .object(members) }
        return .object(present.merging(members) { $1 })
    }

    /// The value under a key; null where there is none.
    subscript(key: String) -> JSONDocument {
        if case .object(let members) = self { return members[key] ?? .null }
        return .null
    }

    /// The elements of an array; none of anything else.
    var items: [JSONDocument] {
        if case .array(let elements) = self { return elements }
        return []
    }

    /// The text of a string; nil for anything else.
    var text: String? {
        if case .string(let value) = self { return value }
        return nil
    }

    /// A whole number, also one that is written as text: vendors do both.
    var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .string(let value): Int64(value)
        case .null, .bool, .number, .array, .object: nil
        }
    }

    /// Whether it is the value `true`.
    var isTrue: Bool { self == .bool(true) }
}
