// SPDX-License-Identifier: Apache-2.0

extension QueryReader {
    /// How a condition compares.
    enum Comparison {
        case equal
        case greater
        case greaterOrEqual
        case less
        case lessOrEqual
    }

    /// A condition, or words without a field.
    mutating func term() throws(QueryDiagnostic) -> Filter<Field> {
        lexer.skipBlanks()
        if let quoted = try quoted() { return try freeText([quoted]) }
        guard let word = lexer.word(.term) else { throw missing("a condition") }
        if word.isWord("and") || word.isWord("or") {
            throw mistake(
                .unexpectedCharacter,
                "a condition must stand before \(word.shown)",
                at: word.place
            )
        }
        let end = lexer.offset
        lexer.skipBlanks()
        if lexer.follows("!=") {
            throw mistake(
                .unexpectedCharacter,
                "there is no `!=`",
                at: QueryPlace(offset: lexer.offset, length: 2),
                suggestion: "not \(word.text): …"
            )
        }
        if let comparison = comparison() { return try condition(word, comparison) }
        if let test = try nullTest(word) { return test }
        lexer.offset = end
        return try freeText(try run(from: word))
    }

    mutating func quoted() throws(QueryDiagnostic) -> QueryLiteral? {
        do throws(QueryLexer.Unclosed) {
            return try lexer.quoted()
        } catch {
            throw mistake(.unclosedQuote, "this quote is not closed", at: error.place)
        }
    }

    private mutating func comparison() -> Comparison? {
        let start = lexer.offset
        let hasColon = lexer.take(":")
        if hasColon { lexer.skipBlanks() }
        if lexer.take(">=") { return .greaterOrEqual }
        if lexer.take("<=") { return .lessOrEqual }
        if lexer.take(">") { return .greater }
        if lexer.take("<") { return .less }
        if !hasColon, lexer.take("=") { return .equal }
        if hasColon { return .equal }
        lexer.offset = start
        return nil
    }

    /// `name is null` and `name is not null`, where the name is one of a field.
    private mutating func nullTest(
        _ name: QueryLiteral
    ) throws(QueryDiagnostic) -> Filter<Field>? {
        guard case .field(let field)? = schema.named(name.text, in: scope) else { return nil }
        let start = lexer.offset
        if takeKeyword("is") {
            let isNot = takeKeyword("not")
            if takeKeyword("null") {
                try count(name)
                try checkSearch(field, name)
                let exists = Filter.test(field.field, .exists)
                return isNot ? exists : .not(exists)
            }
        }
        lexer.offset = start
        return nil
    }

    /// The bare words that follow a first one up to a keyword, a sign, or a field's name.
    private mutating func run(
        from first: QueryLiteral
    ) throws(QueryDiagnostic) -> [QueryLiteral] {
        var words = [first]
        while let word = nextBareWord() { words.append(word) }
        return words
    }

    /// The next bare word; `nil`, and the place unmoved, where a keyword, a sign or a field follows.
    private mutating func nextBareWord() -> QueryLiteral? {
        let start = lexer.offset
        lexer.skipBlanks()
        guard let word = lexer.word(.term), !isKeyword(word), !isSignNext() else {
            lexer.offset = start
            return nil
        }
        return word
    }

    /// Whether the sign of a field's value comes next.
    private func isSignNext() -> Bool {
        var rest = lexer
        rest.skipBlanks()
        switch rest.peek {
        case UInt8(ascii: ":"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="): return true
        default: return false
        }
    }

    func isKeyword(_ word: QueryLiteral) -> Bool {
        word.isWord("and") || word.isWord("or") || word.isWord("not")
    }

    // MARK: Words without a field

    private mutating func freeText(
        _ literals: [QueryLiteral]
    ) throws(QueryDiagnostic) -> Filter<Field> {
        for literal in literals { try count(literal) }
        let first = literals[0]
        if let scope {
            throw mistake(
                .unknownField,
                "a field of `\(scope.names[0])` must stand here: \(membersText(scope))",
                at: first.place
            )
        }
        if literals.contains(where: \.isStar) { return .everything }
        var filters: [Filter<Field>] = []
        for literal in literals {
            for field in schema.fields where field.uses.contains(.freeText) {
                if let filter = try? test(field, .equal, literal) { filters.append(filter) }
            }
        }
        guard let only = filters.first else {
            throw mistake(
                .unknownValue,
                "\(first.shown) cannot be looked for without a field",
                at: first.place
            )
        }
        return filters.count == 1 ? only : .any(filters)
    }

    func membersText(_ group: FieldGroup) -> String {
        schema.members(of: group).map { "`\($0.name)`" }.joined(separator: ", ")
    }

    // MARK: Conditions

    private mutating func condition(
        _ name: QueryLiteral,
        _ comparison: Comparison
    ) throws(QueryDiagnostic) -> Filter<Field> {
        lexer.skipBlanks()
        let place = lexer.next
        let group = scope == nil ? schema.group(name.text) : nil
        if let group, comparison == .equal, lexer.take("(") {
            return try nested(group, from: place)
        }
        guard let named = schema.named(name.text, in: scope) else {
            throw unknown(name, group: group)
        }
        if case .field(let field) = named { try checkSearch(field, name) }
        if lexer.peek == UInt8(ascii: "[") || lexer.peek == UInt8(ascii: "(") {
            guard comparison == .equal else {
                throw mistake(
                    .unexpectedCharacter,
                    "a comparison takes one value",
                    at: lexer.next
                )
            }
            return try bracketed(named)
        }
        let literal = try value()
        if literal.isWord("null"), comparison == .equal, case .field(let field) = named {
            return .not(.test(field.field, .exists))
        }
        guard case .field(let field) = named, field.type == .text, comparison == .equal,
            literal.quote == .none
        else { return try filter(named, comparison, literal) }
        return try relatedTerms(field, literal)
    }

    /// Any of several bare words in a field of text.
    private mutating func relatedTerms(
        _ field: SchemaField<Field>,
        _ first: QueryLiteral
    ) throws(QueryDiagnostic) -> Filter<Field> {
        let words = try run(from: first)
        for word in words.dropFirst() { try count(word) }
        var filters: [Filter<Field>] = []
        for word in words { filters.append(try test(field, .equal, word)) }
        return filters.count == 1 ? filters[0] : .any(filters)
    }

    private mutating func nested(
        _ group: FieldGroup,
        from place: QueryPlace
    ) throws(QueryDiagnostic) -> Filter<Field> {
        let outer = scope
        defer { scope = outer }
        if group.kind == .child { scope = group }
        let filter = try inParentheses(from: place)
        return group.kind == .child ? .child(filter) : filter
    }

    private func checkSearch(
        _ field: SchemaField<Field>,
        _ name: QueryLiteral
    ) throws(QueryDiagnostic) {
        guard field.uses.contains(.search) else {
            throw mistake(
                .wrongType,
                "nothing can be searched by `\(field.name)`",
                at: name.place
            )
        }
    }

    private func unknown(_ name: QueryLiteral, group: FieldGroup?) -> QueryDiagnostic {
        if let group {
            let isChild = group.kind == .child
            let members = isChild ? ": \(membersText(group))" : ""
            return mistake(
                .unknownField,
                "\(name.shown) stands before a parenthesis with conditions\(members)",
                at: name.place
            )
        }
        let place = scope.map { " of `\($0.names[0])`" } ?? ""
        return mistake(
            .unknownField,
            "unknown field \(name.shown)\(place)",
            at: name.place,
            suggestion: schema.suggestion(for: name.text, in: scope)
        )
    }
}
