// SPDX-License-Identifier: Apache-2.0

/// Writes a filter as the QQL query that stands for it.
///
/// Reading the text again gives an equal filter, so long as the filter is written the way the
/// parser writes it: lists of filters with at least two members, and tests that suit the field's
/// type. Any other filter gives a text that accepts the same rows.
package struct QueryPrinter<Field: Hashable & Sendable>: Sendable {
    private let schema: FieldSchema<Field>

    /// Makes a printer; canonical names of the schema are used.
    package init(_ schema: FieldSchema<Field>) { self.schema = schema }

    /// The query.
    ///
    /// - Returns: `nil` where the schema has no words for it: a field, a choice or a group of child
    ///   objects that it does not list, or a value of another type than the field's.
    package func text(of filter: Filter<Field>) -> String? { text(filter, in: nil) }

    private func text(_ filter: Filter<Field>, in group: FieldGroup?) -> String? {
        switch filter {
        case .everything: return group == nil ? "*" : nil
        case .all(let filters):
            return list(filters, " and ", in: group)
                ?? (filters.isEmpty && group == nil ? "*" : nil)
        case .any(let filters):
            let empty = filters.isEmpty && group == nil ? "not *" : nil
            return list(filters, " or ", in: group) ?? empty
        case .not(.test(let field, .exists)):
            return name(of: field, in: group).map { "\($0): null" }
        case .not(let filter):
            return operand(filter, in: group).map { "not \($0)" }
        case .test(let field, let test):
            guard let name = name(of: field, in: group), let entry = schema.entry(of: field)
            else { return nil }
            return condition(name, entry.type, test)
        case .child(let inner):
            guard group == nil, let group = self.group(of: inner.fields),
                let text = text(inner, in: group)
            else { return nil }
            return "\(group.names[0]): (\(text))"
        }
    }

    private func list(
        _ filters: [Filter<Field>],
        _ separator: String,
        in group: FieldGroup?
    ) -> String? {
        guard filters.count != 1 else { return text(filters[0], in: group) }
        let texts = filters.compactMap { operand($0, in: group) }
        guard !texts.isEmpty, texts.count == filters.count else { return nil }
        return texts.joined(separator: separator)
    }

    /// A filter as a member of another one: lists stand in parentheses, also where precedence would
    /// do, for people.
    private func operand(_ filter: Filter<Field>, in group: FieldGroup?) -> String? {
        switch filter {
        case .all(let filters), .any(let filters):
            guard filters.count != 1 else { return operand(filters[0], in: group) }
            return text(filter, in: group).map { filters.isEmpty ? $0 : "(\($0))" }
        case .everything, .not, .test, .child: return text(filter, in: group)
        }
    }

    private func name(of field: Field, in group: FieldGroup?) -> String? {
        guard let group else { return schema.entry(of: field)?.name }
        return schema.members(of: group).first { $0.field == field }?.name
    }

    private func group(of fields: Set<Field>) -> FieldGroup? {
        schema.groups.first { group in
            group.kind == .child && fields.isSubset(of: schema.members(of: group).map(\.field))
        }
    }

    // MARK: Conditions

    private func condition(_ name: String, _ type: FieldType, _ test: Test) -> String? {
        switch (test, type) {
        case (.exists, _): return "\(name): *"
        case (.isOneOf(let values), _):
            let texts = values.compactMap { text($0, type) }
            guard texts.count == values.count else { return nil }
            return "\(name): \(texts.count == 1 ? texts[0] : bracketed(texts))"
        case (.isBetween(let low?, let high?), _) where low > high: return "\(name): []"
        case (.isBetween(let low, let high), .number), (.isBetween(let low, let high), .date):
            return range(name, low.map { number($0, type) }, high.map { number($0, type) })
        case (.isBetween(let low, let high), .choice(let choices)):
            return range(name, choices, low, high)
        case (_, .choice(let choices)): return list(name, choices, passing: test)
        case (.contains(""), .text), (.contains(""), .keyword): return "\(name): *"
        case (.contains(let part), .text), (.contains(let part), .keyword):
            return "\(name): \(QueryText.plain(["", part, ""]))"
        case (.matches(let pattern), .text), (.matches(let pattern), .keyword):
            return "\(name): \(QueryText.plain(pattern.parts))"
        case (.phrase(let phrase), .text) where !phrase.words.isEmpty:
            return "\(name): \(QueryText.plain([phrase.text]))"
        case (.isBetween, _), (.contains, _), (.matches, _): return "\(name): []"
        case (.phrase(let phrase), _): return phrase.words.isEmpty ? "\(name): []" : nil
        }
    }

    private func bracketed(_ texts: [String]) -> String {
        "[" + texts.joined(separator: ", ") + "]"
    }

    private func text(_ value: Value, _ type: FieldType) -> String? {
        switch (type, value) {
        case (.text, .text(let text)): QueryText.exact(text)
        case (.keyword, .text(let text)): QueryText.plain([text])
        case (.number, .number(let number)), (.date, .number(let number)):
            self.number(number, type)
        case (.flag, .flag(let flag)): flag ? "true" : "false"
        case (.choice(let choices), _):
            choices.first { $0.value == value }.map { QueryText.plain([$0.name]) }
        case (.text, _), (.keyword, _), (.number, _), (.date, _), (.flag, _): nil
        }
    }

    private func number(_ number: Int64, _ type: FieldType) -> String {
        guard type == .date, let text = CivilTime(milliseconds: number).text else {
            return String(number)
        }
        return "\"\(text)\""
    }

    private func range(_ name: String, _ low: String?, _ high: String?) -> String {
        switch (low, high) {
        case (nil, nil): "\(name): [* .. *]"
        case (let low?, nil): "\(name) >= \(low)"
        case (nil, let high?): "\(name) <= \(high)"
        case (let low?, let high?): "\(name): [\(low) .. \(high)]"
        }
    }

    private func list(_ name: String, _ choices: [FieldChoice], passing test: Test) -> String {
        let passing = choices.filter { $0.value.map { test.accepts($0) } ?? false }
        return "\(name): \(bracketed(passing.map { QueryText.plain([$0.name]) }))"
    }

    /// A range over choices; where its ends are no choices, the list of the choices in it.
    private func range(
        _ name: String,
        _ choices: [FieldChoice],
        _ low: Int64?,
        _ high: Int64?
    ) -> String {
        let test = Test.isBetween(low, high)
        let isOrdered = choices.allSatisfy { $0.number != nil }
        guard isOrdered,
            [low, high].allSatisfy({ end in
                end == nil || choices.contains { $0.number == end }
            })
        else { return list(name, choices, passing: test) }
        func text(_ end: Int64?) -> String? {
            choices.first { $0.number == end && end != nil }.map { QueryText.plain([$0.name]) }
        }
        return range(name, text(low), text(high))
    }
}

/// How texts are written in a query.
private enum QueryText {
    private static let reserved = ["and", "or", "not", "null"]

    /// A text with stars between its parts, quoted where it needs to be.
    static func plain(_ parts: [String]) -> String {
        let bare = parts.joined(separator: "*")
        let isPlain = parts.allSatisfy { $0.utf8.allSatisfy(isBare) } && !bare.isEmpty
        if isPlain, !bare.contains(".."), !reserved.contains(bare.lowercased()) { return bare }
        return quoted(parts, quote: UInt8(ascii: "\""), escaping: [UInt8(ascii: "*")])
    }

    /// A whole value in backticks.
    static func exact(_ text: String) -> String {
        quoted([text], quote: UInt8(ascii: "`"), escaping: [])
    }

    /// Letters and digits of ASCII and the signs that mean nothing in a query.
    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "+"):
            true
        default: false
        }
    }

    /// Bytes, not characters, are escaped: a combining mark after a quote makes one character.
    private static func quoted(_ parts: [String], quote: UInt8, escaping more: [UInt8]) -> String {
        let special = [quote, UInt8(ascii: "\\")] + more
        var bytes = [quote]
        for (index, part) in parts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "*")) }
            for byte in part.utf8 {
                if special.contains(byte) { bytes.append(UInt8(ascii: "\\")) }
                bytes.append(byte)
            }
        }
        return String(decoding: bytes + [quote], as: UTF8.self)
    }
}
