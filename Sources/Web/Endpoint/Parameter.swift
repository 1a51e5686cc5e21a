// SPDX-License-Identifier: Apache-2.0

/// One input of an endpoint: where it stands, what it may be, and what it is when it is missing.
package struct Parameter: Sendable {
    /// The places where a parameter may stand; with several, any of them.
    package struct Places: OptionSet, Sendable {
        /// A bit for each place.
        package let rawValue: UInt8

        /// Makes a set from its bits.
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// In the query.
        package static let query = Places(rawValue: 1)
        /// In a header field.
        package static let header = Places(rawValue: 2)
        /// As a segment of the path.
        package static let path = Places(rawValue: 4)
        /// In a form body.
        package static let form = Places(rawValue: 8)
        /// As a top-level member of a JSON body.
        package static let body = Places(rawValue: 16)
    }

    /// What happens to a whole number outside its range.
    package enum Outside: Sendable {
        /// The request is refused.
        case refused
        /// The nearest end of the range is taken: the vendor's clients send such numbers.
        case clamped
    }

    /// The types.
    package indirect enum Kind: Sendable {
        /// Text of at most so many bytes of UTF-8.
        case string(lengthMax: Int)
        /// A whole number.
        case integer(ClosedRange<Int64>, outside: Outside)
        /// One of the words of ``BooleanWord``, or a JSON boolean.
        case boolean
        /// One of these texts, in any case of ASCII letters; the declared spelling is what arrives.
        case choice([String])
        /// Several of a kind (string, integer or choice), separated in text, or a JSON array.
        case list(of: Kind, separator: Character, countMax: Int)
        /// A JSON value of the body, as it is.
        case json(Schema)
    }

    /// The name.
    package var name: String
    /// Other names that clients use.
    package var aliases: [String]
    /// Where it may stand.
    package var places: Places
    /// What it may be.
    package var kind: Kind
    /// Its value when it is missing.
    package var fallback: ParameterValue?
    /// Whether a request without it is refused.
    package var isRequired: Bool
    /// What it means, in one line.
    package var summary: String
}

/// The value of a parameter after every check.
package enum ParameterValue: Sendable, Equatable {
    /// Text or a choice.
    case string(String)
    /// A whole number.
    case integer(Int64)
    /// A truth value.
    case boolean(Bool)
    /// A list of texts or choices.
    case strings([String])
    /// A list of whole numbers.
    case integers([Int64])
    /// A JSON value.
    case json(JSONValue)
}

extension Parameter.Kind {
    /// Text of at most 256 bytes.
    package static var string: Self { .string(lengthMax: 256) }

    /// A whole number of a range; others are refused.
    package static func integer(_ range: ClosedRange<Int64>) -> Self {
        .integer(range, outside: .refused)
    }
}
