// SPDX-License-Identifier: Apache-2.0

/// The tags of an XML text, one after the other, with their attributes; the text between them is
/// left out.
///
/// Enough for what zypper writes for programs (zypper(8), "--xmlout"): there everything that counts
/// is an attribute. No document types, no name spaces, no entities but those of XML itself.
struct XMLTags: Sequence, IteratorProtocol {
    /// One tag.
    struct Tag: Sendable, Equatable {
        /// The element's name.
        var name: String
        /// The attributes with their references resolved.
        var attributes: [String: String] = [:]
        /// Whether it begins an element; a tag may do both.
        var isStart = true
        /// Whether it ends one.
        var isEnd = false
    }

    private var rest: Substring

    /// Reads a text.
    init(_ text: String) { rest = text[...] }

    /// The next tag; `nil` at the end, or where the text breaks off within a tag.
    mutating func next() -> Tag? {
        while let start = rest.firstIndex(of: "<") {
            rest = rest[start...].dropFirst()
            if rest.hasPrefix("!--") {
                guard skip(past: "-->") else { return nil }
            } else if rest.hasPrefix("![CDATA[") {
                guard skip(past: "]]>") else { return nil }
            } else if rest.hasPrefix("?") || rest.hasPrefix("!") {
                guard skip(past: ">") else { return nil }
            } else {
                return tag()
            }
        }
        return nil
    }

    private mutating func skip(past mark: String) -> Bool {
        guard let range = rest.firstRange(of: mark) else { return false }
        rest = rest[range.upperBound...]
        return true
    }

    private mutating func tag() -> Tag? {
        var tag = Tag(name: "")
        if rest.first == "/" {
            rest = rest.dropFirst()
            (tag.isStart, tag.isEnd) = (false, true)
        }
        tag.name = word()
        while true {
            rest = rest.drop(while: \.isWhitespace)
            guard let next = rest.first else { return nil }
            if next == ">" {
                rest = rest.dropFirst()
                return tag
            }
            if next == "/" {
                rest = rest.dropFirst()
                tag.isEnd = true
                continue
            }
            let name = word()
            rest = rest.drop { $0.isWhitespace || $0 == "=" }
            guard !name.isEmpty, let quote = rest.first, quote == "\"" || quote == "'" else {
                return nil
            }
            rest = rest.dropFirst()
            guard let end = rest.firstIndex(of: quote) else { return nil }
            tag.attributes[name] = Self.resolved(rest[..<end])
            rest = rest[end...].dropFirst()
        }
    }

    private mutating func word() -> String {
        let word = rest.prefix { !$0.isWhitespace && !"=/>".contains($0) }
        rest = rest[word.endIndex...]
        return String(word)
    }

    /// Replaces the five entities of XML and references to characters (XML 1.0, 4.1 and 4.6).
    static func resolved(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        var result = ""
        var rest = text
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            guard let end = rest[start...].firstIndex(of: ";") else {
                return result + rest[start...]
            }
            let name = rest[start..<end].dropFirst()
            result += character(name).map(String.init) ?? String(rest[start...end])
            rest = rest[end...].dropFirst()
        }
        return result + rest
    }

    private static func character(_ name: Substring) -> Character? {
        switch name {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default: break
        }
        guard name.first == "#" else { return nil }
        let digits = name.dropFirst()
        let number =
            digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init).map(Character.init)
    }
}
