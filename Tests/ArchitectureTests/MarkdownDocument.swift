// SPDX-License-Identifier: Apache-2.0

/// A Markdown text with its links and the places that can be linked to.
struct MarkdownDocument: Sendable {
    /// The path from the root.
    let path: String
    /// All of it.
    let text: String
    /// Targets of links and images, with the numbers of their lines; code is left out.
    let links: [(line: Int, target: String)]
    /// Fragments of the headings, made as GitHub makes them, and of named HTML elements.
    let anchors: Set<String>

    /// Reads a text.
    init(path: String, text: String) {
        self.path = path
        self.text = text
        var links: [(line: Int, target: String)] = []
        var anchors = Set<String>()
        var fence: Substring?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let start = line.drop { $0 == " " }
            if let open = fence {
                if start.hasPrefix(open) { fence = nil }
                continue
            }
            if start.hasPrefix("```") || start.hasPrefix("~~~") {
                fence = start.prefix(3)
                continue
            }
            let visible = Self.withoutCode(line)
            links += Self.targets(visible).map { (index + 1, $0) }
            let level = line.prefix { $0 == "#" }.count
            if (1...6).contains(level), line.dropFirst(level).first == " " {
                Self.insert(Self.anchor(line.dropFirst(level + 1)), into: &anchors)
            }
            for mark in ["id=\"", "name=\""] {
                anchors.formUnion(Self.quoted(after: mark, in: visible))
            }
        }
        self.links = links
        self.anchors = anchors
    }

    /// A heading's fragment: lower case, marks dropped, blanks as hyphens.
    static func anchor(_ heading: Substring) -> String {
        var text = ""
        var rest = heading[...]
        while let next = rest.popFirst() {
            // Of a link only its words count.
            if next == "]", rest.first == "(" {
                rest = rest.drop { $0 != ")" }.dropFirst()
            } else {
                text.append(next)
            }
        }
        let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
            .reversed()
        return String(trimmed).lowercased().compactMap { character -> String? in
            if character == " " { return "-" }
            let isKept = character.isLetter || character.isNumber || "-_".contains(character)
            return isKept ? String(character) : nil
        }.joined()
    }

    /// A heading that is there already gets a number.
    private static func insert(_ anchor: String, into anchors: inout Set<String>) {
        var candidate = anchor
        var number = 0
        while !anchors.insert(candidate).inserted {
            number += 1
            candidate = "\(anchor)-\(number)"
        }
    }

    /// A line in which spans of code are blank.
    private static func withoutCode(_ line: Substring) -> String {
        var output = ""
        var rest = line
        while let next = rest.first {
            guard next == "`" else {
                output.append(next)
                rest.removeFirst()
                continue
            }
            let ticks = rest.prefix { $0 == "`" }
            let after = rest.dropFirst(ticks.count)
            guard let end = after.firstRange(of: String(ticks)) else {
                output += ticks
                rest = after
                continue
            }
            output.append(" ")
            rest = after[end.upperBound...]
        }
        return output
    }

    private static func targets(_ line: String) -> [String] {
        var found: [String] = []
        var rest = line[...]
        while let open = rest.firstRange(of: "](") {
            rest = rest[open.upperBound...]
            found.append(target(rest))
        }
        let definition = line.drop { $0 == " " }
        if definition.first == "[", let colon = definition.firstRange(of: "]: ") {
            found.append(target(definition[colon.upperBound...]))
        }
        for mark in ["href=\"", "src=\""] {
            found += quoted(after: mark, in: line)
        }
        return found
    }

    /// The target at the start of a text: in angle brackets, or up to a blank or the parenthesis that
    /// was not opened in it.
    private static func target(_ text: Substring) -> String {
        if text.first == "<" { return String(text.dropFirst().prefix { $0 != ">" }) }
        var depth = 0
        return String(
            text.prefix { character in
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                return depth >= 0 && !character.isWhitespace
            }
        )
    }

    private static func quoted(after mark: String, in line: String) -> [String] {
        var found: [String] = []
        var rest = line[...]
        while let start = rest.firstRange(of: mark) {
            rest = rest[start.upperBound...]
            found.append(String(rest.prefix { $0 != "\"" }))
        }
        return found
    }
}
