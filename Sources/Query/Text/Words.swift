// SPDX-License-Identifier: Apache-2.0

/// The words of a text, in lower case and in order, as a full-text condition sees them.
///
/// Letters, digits and `_` make words. A dot stays inside a word between two letters or between two
/// digits, a comma between two digits, and a UUID is one word; everything else separates. So
/// `qualys.corp.com` and `10.115.127.59` are one word each and `102354.qualys` is two (Qualys,
/// "Full text search": token splitting).
package enum Words {
    /// The words of a text.
    package static func of(_ text: String) -> [String] {
        let scalars = Array(text.lowercased().unicodeScalars)
        var words: [String] = []
        var start: Int?
        var index = 0
        func close(at end: Int) {
            if let start { words.append(string(scalars[start..<end])) }
            start = nil
        }
        while index < scalars.count {
            if start == nil, let end = uuid(scalars, from: index) {
                words.append(string(scalars[index..<end]))
                index = end
                continue
            }
            if kind(scalars[index]) != .separator {
                start = start ?? index
            } else if !joins(scalars, at: index) {
                close(at: index)
            }
            index += 1
        }
        close(at: scalars.count)
        return words
    }

    private enum Kind {
        case letter
        case digit
        case separator
    }

    private static func kind(_ scalar: Unicode.Scalar) -> Kind {
        switch scalar {
        case "a"..."z", "A"..."Z", "_": return .letter
        case "0"..."9": return .digit
        default: break
        }
        guard !scalar.isASCII else { return .separator }
        let properties = scalar.properties
        if properties.numericType != nil { return .digit }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return .letter
        default: return properties.isAlphabetic ? .letter : .separator
        }
    }

    /// Whether a separator stands between two characters that it does not part.
    private static func joins(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
        guard index > 0, index + 1 < scalars.count else { return false }
        let before = kind(scalars[index - 1])
        let after = kind(scalars[index + 1])
        switch scalars[index] {
        case ".": return before == after && before != .separator
        case ",": return before == .digit && after == .digit
        default: return false
        }
    }

    /// Where a UUID that begins here ends.
    private static func uuid(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
        let end = start + 36
        guard end <= scalars.count else { return nil }
        for offset in 0..<36 {
            let scalar = scalars[start + offset]
            switch offset {
            case 8, 13, 18, 23: guard scalar == "-" else { return nil }
            default: guard scalar.isASCII, scalar.properties.isHexDigit else { return nil }
            }
        }
        return end == scalars.count || kind(scalars[end]) == .separator ? end : nil
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}

/// Words that a text must have in sequence, each at least as the beginning of one of its words.
package struct Phrase: Sendable, Equatable {
    /// The phrase as it was asked for.
    package let text: String
    /// Its words; a phrase without any accepts no text.
    package let words: [String]

    /// Splits a phrase into words.
    package init(_ text: String) {
        self.text = text
        words = Words.of(text)
    }

    /// Whether a text has the words.
    package func accepts(_ text: String) -> Bool {
        guard !words.isEmpty else { return false }
        let candidates = Words.of(text)
        guard candidates.count >= words.count else { return false }
        return (0...(candidates.count - words.count)).contains { start in
            words.indices.allSatisfy { candidates[start + $0].hasPrefix(words[$0]) }
        }
    }

    /// Whether the same was asked for.
    package static func == (left: Self, right: Self) -> Bool { left.text == right.text }
}
