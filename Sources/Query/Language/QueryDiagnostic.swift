// SPDX-License-Identifier: Apache-2.0

/// Why a query is refused, and where.
package struct QueryDiagnostic: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of mistake; stable names for tests and faces.
    package enum Kind: String, Sendable, CaseIterable {
        /// A character that cannot stand here.
        case unexpectedCharacter = "unexpected_character"
        /// The query ends where something must follow.
        case unexpectedEnd = "unexpected_end"
        /// A quote is not closed.
        case unclosedQuote = "unclosed_quote"
        /// A parenthesis or bracket is not closed.
        case unclosedBracket = "unclosed_bracket"
        /// Two conditions stand side by side.
        case missingOperator = "missing_operator"
        /// No such field.
        case unknownField = "unknown_field"
        /// The field has no such value.
        case unknownValue = "unknown_value"
        /// The condition makes no sense for the field's type.
        case wrongType = "wrong_type"
        /// The text is no date.
        case invalidDate = "invalid_date"
        /// A range begins after its end.
        case backwardRange = "backward_range"
        /// More bytes than ``QueryLimits/bytes``.
        case tooLong = "too_long"
        /// Deeper than ``QueryLimits/depth``.
        case tooDeep = "too_deep"
        /// More than ``QueryLimits/terms``.
        case tooManyTerms = "too_many_terms"
    }

    /// The kind of mistake.
    package let kind: Kind
    /// What is wrong, in one sentence without a full stop.
    package let message: String
    /// Where it begins in the query, in bytes of UTF-8 from 0.
    package let offset: Int
    /// How many bytes it covers; 0 at the end of the query.
    package let length: Int
    /// Where it begins, in characters from 1.
    package let column: Int
    /// How many characters it covers.
    package let width: Int
    /// What was most likely meant.
    package let suggestion: String?

    init(
        _ kind: Kind,
        _ message: String,
        at place: QueryPlace,
        of query: String,
        suggestion: String? = nil
    ) {
        self.kind = kind
        self.message = message
        offset = place.offset
        length = place.length
        let bytes = query.utf8
        let start = bytes.index(
            bytes.startIndex,
            offsetBy: place.offset,
            limitedBy: bytes.endIndex
        )
        let from = start ?? bytes.endIndex
        let to = bytes.index(from, offsetBy: place.length, limitedBy: bytes.endIndex)
        column = String(decoding: bytes[..<from], as: UTF8.self).count + 1
        width = String(decoding: bytes[from..<(to ?? bytes.endIndex)], as: UTF8.self).count
        self.suggestion = suggestion
    }

    /// A text of the query as a message shows it: in backticks, and cut where it is long.
    static func quoted(_ text: String) -> String {
        "`\(text.count <= 40 ? text : text.prefix(39) + "…")`"
    }

    /// The sentence with the suggestion, without the place.
    package var sentence: String {
        suggestion.map { "\(message), did you mean `\($0)`?" } ?? message
    }

    /// The place and the sentence.
    package var description: String { "column \(column): \(sentence)" }

    /// The query with a caret under each character of the mistake, then the sentence.
    ///
    /// Line breaks and other control characters become blanks; of a long query only the part around
    /// the mistake is shown.
    package func drawing(under query: String, width limit: Int = 100) -> String {
        let line = query.map { character -> Character in
            character.unicodeScalars.contains { $0.properties.generalCategory == .control }
                ? " " : character
        }
        let place = min(max(column - 1, 0), line.count)
        var start = 0
        if line.count > limit { start = max(0, min(place - limit / 2, line.count - limit)) }
        let end = min(line.count, start + limit)
        let shown =
            (start > 0 ? "…" : "") + String(line[start..<end]) + (end < line.count ? "…" : "")
        let indent = place - start + (start > 0 ? 1 : 0)
        let carets = max(1, min(width, end - place))
        return shown + "\n" + String(repeating: " ", count: indent)
            + String(repeating: "^", count: carets) + "\n" + sentence
    }
}

/// A place in the text of a query, in bytes of UTF-8.
struct QueryPlace: Sendable, Equatable {
    /// Where it begins, from 0.
    var offset: Int
    /// How many bytes it covers.
    var length: Int
}

/// How large a query may be.
package struct QueryLimits: Sendable, Equatable {
    /// Bytes of UTF-8.
    package var bytes: Int
    /// Levels of parentheses and `not`.
    package var depth: Int
    /// Values and words in all.
    package var terms: Int

    /// 1,000 terms as with Qualys ("Maximum query depth": 1,000 levels of `and` and `or`), the
    /// bytes that so many quoted UUIDs take, and 32 levels, which no query of people reaches.
    package static let standard = Self(bytes: 65_536, depth: 32, terms: 1_000)

    /// Makes limits.
    package init(bytes: Int, depth: Int, terms: Int) {
        self.bytes = bytes
        self.depth = depth
        self.terms = terms
    }
}
