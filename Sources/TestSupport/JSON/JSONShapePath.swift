// SPDX-License-Identifier: Apache-2.0

/// Paths of places in a JSON document, as shapes print them: `$.devices[].name`.
///
/// A key that is not made of letters, digits, `_`, `-`, `$` or `@`, and the literal key `*`, stands in
/// double quotes with `\` before a quote or a backslash.
enum JSONShapePath {
    /// One step down from a place.
    enum Step: Equatable {
        /// Into an object; `isOptional` when `?` followed the key.
        case key(String, isOptional: Bool)
        /// Into every other key of an object.
        case wildcard
        /// Into the elements of an array.
        case element
    }

    /// The key under which a written shape keeps its wildcard; no real document has it.
    static let wildcardKey = "\u{0}*"

    /// The path of a key below `path`.
    static func join(_ path: String, _ key: String) -> String {
        if key == wildcardKey { return path + ".*" }
        if !key.isEmpty, key.allSatisfy(isPlain) { return path + "." + key }
        let escaped = key.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        return path + ".\"\(escaped)\""
    }

    /// Splits a path into its steps; nil when it is not a path.
    static func steps(_ text: some StringProtocol) -> [Step]? {
        var rest = Substring(text)
        guard rest.popFirst() == "$" else { return nil }
        var steps: [Step] = []
        while let next = rest.popFirst() {
            switch next {
            case "[":
                guard rest.popFirst() == "]" else { return nil }
                steps.append(.element)
            case ".":
                guard let step = keyStep(&rest) else { return nil }
                steps.append(step)
            default:
                return nil
            }
        }
        return steps
    }

    private static func keyStep(_ rest: inout Substring) -> Step? {
        if rest.first == "*" {
            rest.removeFirst()
            return .wildcard
        }
        var key = ""
        if rest.first == "\"" {
            rest.removeFirst()
            while rest.first != "\"" {
                if rest.first == "\\" { rest.removeFirst() }
                guard let next = rest.popFirst() else { return nil }
                key.append(next)
            }
            rest.removeFirst()
        } else {
            key = String(rest.prefix(while: isPlain))
            rest = rest.dropFirst(key.count)
            if key.isEmpty { return nil }
        }
        guard rest.first == "?" else { return .key(key, isOptional: false) }
        rest.removeFirst()
        return .key(key, isOptional: true)
    }

    private static func isPlain(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "_-$@".contains(character)
    }
}
