// SPDX-License-Identifier: Apache-2.0

/// The rule that every declaration seen by another target says what it is.
enum Documentation {
    private static let accesses: Set<Substring> = ["package", "public", "open"]
    private static let kinds: Set<Substring> = [
        "func", "var", "let", "struct", "enum", "class", "actor", "protocol", "init", "typealias",
        "subscript",
    ]
    private static let modifiers: Set<Substring> = [
        "static", "final", "nonisolated", "mutating", "nonmutating", "override", "convenience",
        "required", "indirect", "lazy", "weak", "unowned", "dynamic", "isolated", "distributed",
        "consuming", "borrowing", "prefix", "postfix", "infix", "private", "fileprivate",
        "internal",
    ]

    /// Declarations without a `///` directly above, sorted by place.
    ///
    /// Attributes may stand between the two. An extension with an access word is told too, since it
    /// hides which members other targets see.
    static func missing(_ file: SwiftFile) -> [String] {
        let code = file.code.lines
        return code.indices.compactMap { index in
            guard let kind = exportedKind(code[index]) else { return nil }
            let place = "\(file.path):\(index + 1): "
            if kind == "extension" { return place + "give access to members, not to an extension" }
            if isDocumented(index, file.lines, code) { return nil }
            let line = code[index].split(separator: " ").joined(separator: " ")
            return place + "no /// above `\(line)`"
        }
    }

    /// The word that makes a line a declaration with an access word, or nil when it is none.
    private static func exportedKind(_ line: String) -> Substring? {
        var rest = line[...]
        var isExported = false
        while true {
            rest = rest.drop(while: \.isWhitespace)
            if rest.first == "@" {
                rest = dropParentheses(
                    rest.dropFirst().drop { $0.isLetter || $0.isNumber || $0 == "_" }
                )
                continue
            }
            let word = rest.prefix { $0.isLetter || $0 == "_" }
            let after = rest.dropFirst(word.count)
            if kinds.contains(word), !(word == "class" && continues(after)) {
                return isExported ? word : nil
            }
            if word == "extension" { return isExported ? word : nil }
            // `package(set)` alone changes nothing but the setter.
            let isSetter = after.first == "("
            if accesses.contains(word) {
                isExported = isExported || !isSetter
            } else if !modifiers.contains(word), word != "class" {
                return nil
            }
            rest = dropParentheses(after)
        }
    }

    /// Whether `class` is followed by another kind: `class func` is one declaration.
    private static func continues(_ rest: Substring) -> Bool {
        let next = rest.drop(while: \.isWhitespace).prefix(while: \.isLetter)
        return kinds.contains(next) || modifiers.contains(next)
    }

    private static func dropParentheses(_ text: Substring) -> Substring {
        guard text.first == "(" else { return text }
        var depth = 0
        for index in text.indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" { depth -= 1 }
            if depth == 0 { return text[text.index(after: index)...] }
        }
        return ""
    }

    private static func isDocumented(_ index: Int, _ raw: [Substring], _ code: [String]) -> Bool {
        var line = index - 1
        while line >= 0 {
            let text = raw[line].drop(while: \.isWhitespace)
            if text.hasPrefix("///") { return hasWords(line, raw) }
            guard let first = attributeStart(endingAt: line, code) else { return false }
            line = first - 1
        }
        return false
    }

    /// Whether the comment block that ends here says anything at all.
    private static func hasWords(_ end: Int, _ raw: [Substring]) -> Bool {
        for line in raw[...end].reversed() {
            let text = line.drop(while: \.isWhitespace)
            guard text.hasPrefix("///") else { return false }
            if text.dropFirst(3).contains(where: { $0.isLetter || $0.isNumber }) { return true }
        }
        return false
    }

    /// The first line of an attribute that ends on this line, or nil when none does.
    private static func attributeStart(endingAt end: Int, _ code: [String]) -> Int? {
        var balance = 0
        for line in (0...end).reversed() {
            let text = code[line].drop(while: \.isWhitespace)
            balance += text.count { $0 == ")" } - text.count { $0 == "(" }
            if balance < 0 { return nil }
            if balance == 0 { return text.hasPrefix("@") ? line : nil }
        }
        return nil
    }
}
