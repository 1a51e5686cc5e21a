// SPDX-License-Identifier: Apache-2.0

extension QueryReader {
    /// One value, counted.
    mutating func value() throws(QueryDiagnostic) -> QueryLiteral {
        lexer.skipBlanks()
        let literal: QueryLiteral
        if let found = try quoted() {
            literal = found
        } else if let found = lexer.word(.value) {
            literal = found
        } else {
            throw missing("a value")
        }
        if isKeyword(literal) {
            throw mistake(
                .unexpectedCharacter,
                "a value must stand before \(literal.shown)",
                at: literal.place
            )
        }
        if literal.quote == .none, let first = literal.text.unicodeScalars.first,
            ["\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}"].contains(first)
        {
            throw mistake(
                .unexpectedCharacter,
                "typographic quotes do not quote: write \" or '",
                at: QueryPlace(offset: literal.place.offset, length: 3)
            )
        }
        try count(literal)
        return literal
    }

    /// A list or a range.
    mutating func bracketed(
        _ named: SchemaName<Field>
    ) throws(QueryDiagnostic) -> Filter<Field> {
        let opening = lexer.next
        let isInclusive = lexer.take("[")
        if !isInclusive { lexer.offset += 1 }
        lexer.skipBlanks()
        if isInclusive, lexer.take("]") { return try filter(named, anyOf: [], at: opening) }
        let first = try value()
        lexer.skipBlanks()
        if lexer.take("...") || lexer.take("..") {
            let second = try value()
            lexer.skipBlanks()
            let includesEnd = lexer.take("]")
            guard includesEnd || lexer.take(")") else { throw unclosed(opening, "`]` or `)`") }
            let place = QueryPlace(
                offset: opening.offset,
                length: lexer.offset - opening.offset
            )
            return try range(
                named,
                from: (first, isInclusive),
                to: (second, includesEnd),
                at: place
            )
        }
        var literals = [first]
        while lexer.take(",") {
            literals.append(try value())
            lexer.skipBlanks()
        }
        guard isInclusive ? lexer.take("]") : lexer.take(")") else {
            throw unclosed(opening, isInclusive ? "`,` or `]`" : "`,` or `)`")
        }
        return try filter(named, anyOf: literals, at: opening)
    }

    private func unclosed(_ opening: QueryPlace, _ expected: String) -> QueryDiagnostic {
        guard lexer.peek == nil else { return missing(expected) }
        return mistake(.unclosedBracket, "this bracket is not closed", at: opening)
    }
}
