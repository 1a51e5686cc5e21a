// SPDX-License-Identifier: Apache-2.0

/// Turns a query in QQL into a filter.
///
/// ```
/// query     := [ or ]                      an empty query accepts everything, as `*` does
/// or        := and ( "or" and )*
/// and       := unary ( "and" unary )*
/// unary     := "not" unary | "(" or ")" | condition | words
/// condition := name ":" value | name ( ":" )? ( ">" | ">=" | "<" | "<=" | "=" ) single
///            | name "is" [ "not" ] "null" | group ":" "(" or ")"
/// value     := single | "null" | list | range
/// single    := word+ | "phrase" | 'phrase' | `exact`
/// list      := "[" [ single ( "," single )* ] "]" | "(" single ( "," single )* ")"
/// range     := ( "[" | "(" ) ( single | "*" ) ( ".." | "..." ) ( single | "*" ) ( "]" | ")" )
/// ```
///
/// `not` binds tightest, then `and`, then `or`, in any case of letters. Qualys does not document a
/// precedence; this is the one of Elasticsearch's `query_string` with explicit operators and of
/// nearly every other language. A bracket includes the end of a range, a parenthesis excludes it.
/// Several bare words after a field of text mean any of them, a quoted text means the words in
/// sequence, backticks mean the whole value (Qualys, "QQL best practices"). Words without a field
/// are looked for in the fields that the schema marks for it.
package struct QueryParser<Field: Hashable & Sendable>: Sendable {
    private let schema: FieldSchema<Field>
    private let currentTime: Int64
    private let limits: QueryLimits

    /// Makes a parser; `now` is what the word means in a query, in milliseconds since
    /// 1970-01-01T00:00:00Z.
    package init(_ schema: FieldSchema<Field>, now: Int64, limits: QueryLimits = .standard) {
        self.schema = schema
        currentTime = now
        self.limits = limits
    }

    /// The filter that a query stands for.
    ///
    /// - Throws: The first mistake, with its place.
    package func filter(_ query: String) throws(QueryDiagnostic) -> Filter<Field> {
        guard query.utf8.count <= limits.bytes else {
            throw QueryDiagnostic(
                .tooLong,
                "a query has at most \(limits.bytes) bytes, not \(query.utf8.count)",
                at: QueryPlace(offset: limits.bytes, length: 0),
                of: query
            )
        }
        var reader = QueryReader(query, schema, currentTime: currentTime, limits: limits)
        return try reader.query()
    }
}

/// One reading of one query.
struct QueryReader<Field: Hashable & Sendable> {
    let source: String
    let schema: FieldSchema<Field>
    let currentTime: Int64
    let limits: QueryLimits
    var lexer: QueryLexer
    /// The child objects that the conditions speak of; `nil` for the row.
    var scope: FieldGroup?
    private var depth = 0
    private var terms = 0

    init(
        _ source: String,
        _ schema: FieldSchema<Field>,
        currentTime: Int64,
        limits: QueryLimits
    ) {
        self.source = source
        self.schema = schema
        self.currentTime = currentTime
        self.limits = limits
        lexer = QueryLexer(source)
    }

    mutating func query() throws(QueryDiagnostic) -> Filter<Field> {
        lexer.skipBlanks()
        if lexer.peek == nil { return .everything }
        let filter = try disjunction()
        lexer.skipBlanks()
        guard lexer.peek == nil else { throw leftOver() }
        return filter
    }

    mutating func disjunction() throws(QueryDiagnostic) -> Filter<Field> {
        var members = [try conjunction()]
        while takeKeyword("or") { members.append(try conjunction()) }
        return members.count == 1 ? members[0] : .any(members)
    }

    private mutating func conjunction() throws(QueryDiagnostic) -> Filter<Field> {
        var members = [try unary()]
        while takeKeyword("and") { members.append(try unary()) }
        return members.count == 1 ? members[0] : .all(members)
    }

    private mutating func unary() throws(QueryDiagnostic) -> Filter<Field> {
        lexer.skipBlanks()
        let place = lexer.next
        if takeKeyword("not") {
            try enter(at: place)
            defer { leave() }
            return .not(try unary())
        }
        guard lexer.take("(") else { return try term() }
        return try inParentheses(from: place)
    }

    /// What stands in parentheses that were just opened.
    mutating func inParentheses(
        from place: QueryPlace
    ) throws(QueryDiagnostic) -> Filter<Field> {
        try enter(at: place)
        defer { leave() }
        let filter = try disjunction()
        lexer.skipBlanks()
        if lexer.take(")") { return filter }
        guard lexer.peek == nil else { throw leftOver() }
        throw mistake(.unclosedBracket, "this parenthesis is not closed", at: place)
    }

    /// Takes a keyword, with the blanks before it.
    mutating func takeKeyword(_ keyword: String) -> Bool {
        let start = lexer.offset
        lexer.skipBlanks()
        if let word = lexer.word(.term), word.isWord(keyword) { return true }
        lexer.offset = start
        return false
    }

    // MARK: Limits and mistakes

    private mutating func enter(at place: QueryPlace) throws(QueryDiagnostic) {
        depth += 1
        guard depth <= limits.depth else {
            throw mistake(
                .tooDeep,
                "a query has at most \(limits.depth) levels of parentheses and `not`",
                at: place
            )
        }
    }

    private mutating func leave() { depth -= 1 }

    /// Counts one value or word.
    mutating func count(_ literal: QueryLiteral) throws(QueryDiagnostic) {
        terms += 1
        guard terms <= limits.terms else {
            throw mistake(
                .tooManyTerms,
                "a query has at most \(limits.terms) values and words",
                at: literal.place
            )
        }
    }

    func mistake(
        _ kind: QueryDiagnostic.Kind,
        _ message: String,
        at place: QueryPlace,
        suggestion: String? = nil
    ) -> QueryDiagnostic {
        QueryDiagnostic(kind, message, at: place, of: source, suggestion: suggestion)
    }

    /// What is wrong with a query that goes on after a whole condition.
    private func leftOver() -> QueryDiagnostic {
        var rest = lexer
        rest.skipBlanks()
        if rest.follows(")") {
            return mistake(
                .unexpectedCharacter,
                "this parenthesis closes nothing",
                at: rest.next
            )
        }
        if rest.follows(",") {
            return mistake(
                .unexpectedCharacter,
                "several values stand in brackets: `[a, b]`",
                at: rest.next
            )
        }
        if rest.follows("..") {
            return mistake(
                .unexpectedCharacter,
                "a range stands in brackets: `[1 .. 5]`",
                at: QueryPlace(offset: rest.offset, length: 2)
            )
        }
        let start = rest.next
        let place = rest.word(.term)?.place ?? start
        return mistake(
            .missingOperator,
            "`and` or `or` is missing before \(QueryDiagnostic.quoted(rest.text(place)))",
            at: place
        )
    }

    /// What is wrong where something must follow and does not.
    func missing(_ expected: String) -> QueryDiagnostic {
        var rest = lexer
        rest.skipBlanks()
        guard rest.peek != nil else {
            return mistake(
                .unexpectedEnd,
                "the query ends where \(expected) must follow",
                at: rest.next
            )
        }
        return mistake(
            .unexpectedCharacter,
            "\(expected) must stand here, not \(QueryDiagnostic.quoted(rest.text(rest.next)))",
            at: rest.next
        )
    }
}
