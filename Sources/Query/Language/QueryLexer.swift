// SPDX-License-Identifier: Apache-2.0

/// A word or a quoted text of a query.
struct QueryLiteral: Sendable, Equatable {
    /// How it is written.
    enum Quote: Sendable {
        /// Without quotes.
        case none
        /// In single or double quotes, which mean the same.
        case phrase
        /// In backticks: the whole value, stars included.
        case exact
    }

    /// The texts around the stars; one where there is no star.
    var parts: [String]
    /// How it is written.
    var quote: Quote
    /// Where it stands, quotes included.
    var place: QueryPlace

    /// The text with its stars.
    var text: String { parts.joined(separator: "*") }

    /// The text as a message shows it.
    var shown: String { QueryDiagnostic.quoted(text) }

    /// Whether it is this bare word, whatever its case.
    func isWord(_ word: String) -> Bool { quote == .none && text.lowercased() == word }

    /// Whether it is a star and nothing else, quoted or not.
    var isStar: Bool { parts.count > 1 && parts.allSatisfy(\.isEmpty) }
}

/// Reads the characters of a query one literal or sign at a time.
///
/// The parser says what it expects, because a colon ends a field's name and is part of a value
/// (`fe80::1`, `10:00`).
struct QueryLexer {
    /// What a bare word is read as.
    enum Mode {
        /// A field's name, a keyword, or a word to look for.
        case term
        /// A value after an operator.
        case value
    }

    private let bytes: [UInt8]
    /// The place of the next byte.
    var offset = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The next byte; `nil` at the end.
    var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// Skips blanks, tabs, line breaks and no-break spaces.
    mutating func skipBlanks() {
        while let byte = peek {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            case 0xC2 where offset + 1 < bytes.count && bytes[offset + 1] == 0xA0: offset += 2
            default: return
            }
        }
    }

    /// Takes a sign if it comes next.
    mutating func take(_ sign: StaticString) -> Bool {
        guard follows(sign) else { return false }
        offset += sign.utf8CodeUnitCount
        return true
    }

    /// Whether a sign comes next.
    func follows(_ sign: StaticString) -> Bool {
        let end = offset + sign.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        return sign.withUTF8Buffer { bytes[offset..<end].elementsEqual($0) }
    }

    /// The place of the next character; empty at the end.
    var next: QueryPlace {
        guard let byte = peek else { return QueryPlace(offset: offset, length: 0) }
        let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        return QueryPlace(offset: offset, length: length)
    }

    /// The text at a place.
    func text(_ place: QueryPlace) -> String {
        String(decoding: bytes[place.offset..<(place.offset + place.length)], as: UTF8.self)
    }

    /// The bare word that comes next; `nil` where none does.
    mutating func word(_ mode: Mode) -> QueryLiteral? {
        let start = offset
        var parts: [[UInt8]] = [[]]
        while let byte = peek, !ends(byte, at: start, mode) {
            if byte == UInt8(ascii: "\\"), offset + 1 < bytes.count,
                bytes[offset + 1] == UInt8(ascii: "*")
            {
                parts[parts.count - 1].append(bytes[offset + 1])
                offset += 2
                continue
            }
            if byte == UInt8(ascii: "*") {
                parts.append([])
            } else {
                parts[parts.count - 1].append(byte)
            }
            offset += 1
        }
        guard offset > start else { return nil }
        return literal(parts, .none, from: start)
    }

    /// Whether a byte ends the bare word that began at a place.
    private func ends(_ byte: UInt8, at start: Int, _ mode: Mode) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "`"):
            true
        case UInt8(ascii: "'"): offset == start
        case UInt8(ascii: ":"): mode == .term
        case UInt8(ascii: "!"): follows("!=")
        case UInt8(ascii: "."): mode == .value && follows("..")
        case 0xC2: offset + 1 < bytes.count && bytes[offset + 1] == 0xA0
        default: false
        }
    }

    /// The quoted text that comes next; `nil` where none does.
    ///
    /// A backslash takes the quote, a star or another backslash literally; before anything else it
    /// is a character like others, as in the path of a file.
    ///
    /// - Throws: The place of the opening quote where no closing one follows.
    mutating func quoted() throws(Unclosed) -> QueryLiteral? {
        let start = offset
        guard let quote = peek, Self.isQuote(quote) else { return nil }
        let isExact = quote == UInt8(ascii: "`")
        offset += 1
        var parts: [[UInt8]] = [[]]
        while let byte = peek {
            offset += 1
            if byte == quote { return literal(parts, isExact ? .exact : .phrase, from: start) }
            if byte == UInt8(ascii: "\\"), let escaped = peek,
                escaped == quote || escaped == UInt8(ascii: "\\") || escaped == UInt8(ascii: "*")
            {
                parts[parts.count - 1].append(escaped)
                offset += 1
            } else if byte == UInt8(ascii: "*"), !isExact {
                parts.append([])
            } else {
                parts[parts.count - 1].append(byte)
            }
        }
        throw Unclosed(place: QueryPlace(offset: start, length: 1))
    }

    /// A quote without its end.
    struct Unclosed: Error {
        /// The opening quote.
        var place: QueryPlace
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }

    private func literal(
        _ parts: [[UInt8]],
        _ quote: QueryLiteral.Quote,
        from start: Int
    ) -> QueryLiteral {
        QueryLiteral(
            parts: parts.map { String(decoding: $0, as: UTF8.self) },
            quote: quote,
            place: QueryPlace(offset: start, length: offset - start)
        )
    }
}
