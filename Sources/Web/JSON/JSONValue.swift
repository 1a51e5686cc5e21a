// SPDX-License-Identifier: Apache-2.0

/// A JSON value as a client sent it; whole numbers are exact to 64 bits.
package enum JSONValue: Sendable, Equatable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A number without fraction and exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// Text.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object.
    case object(JSONObject)

    /// The member of an object with a key; `nil` when there is none, or this is no object.
    package func value(_ key: String) -> JSONValue? { members?.value(key) }

    /// The member of an object with a key in any case of its ASCII letters; the first of several.
    package func value(anyCase key: String) -> JSONValue? { members?.value(anyCase: key) }

    /// The text of a string.
    package var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The whole number: an integer, a number without fraction that a double holds exactly, or
    /// text of decimal digits.
    package var int64: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value) where value.magnitude <= 9_007_199_254_740_992:
            Int64(exactly: value)
        case .string(let text): Int64(text)
        case .null, .boolean, .number, .array, .object: nil
        }
    }

    /// The truth value: a boolean, 0 or 1, or one of the words of ``BooleanWord``.
    package var flag: Bool? {
        switch self {
        case .boolean(let flag): flag
        case .integer(0): false
        case .integer(1): true
        case .string(let text): BooleanWord.value(of: text)
        case .null, .integer, .number, .array, .object: nil
        }
    }

    /// The elements of an array.
    package var elements: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The members of an object.
    package var members: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }
}

/// The members of a JSON object in the order in which they were sent; no key comes twice.
package struct JSONObject: Sendable, Equatable {
    /// A key and its value.
    package struct Member: Sendable, Equatable {
        /// The key.
        package var key: String
        /// The value.
        package var value: JSONValue

        /// Makes a member.
        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The members in order.
    package var members: [Member]

    /// Makes an object; the keys are different.
    package init(_ members: [Member] = []) { self.members = members }

    /// The value of a key.
    package func value(_ key: String) -> JSONValue? {
        members.first { $0.key == key }?.value
    }

    /// The value of a key in any case of its ASCII letters; the first of several.
    package func value(anyCase key: String) -> JSONValue? {
        members.first { ASCII.isSame($0.key, key) }?.value
    }
}
