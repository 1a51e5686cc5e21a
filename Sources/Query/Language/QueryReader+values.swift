// SPDX-License-Identifier: Apache-2.0

extension QueryReader {
    /// What a condition with one value stands for.
    func filter(
        _ named: SchemaName<Field>,
        _ comparison: Comparison,
        _ literal: QueryLiteral
    ) throws(QueryDiagnostic) -> Filter<Field> {
        switch named {
        case .field(let field):
            return try test(field, comparison, literal)
        case .shorthand(let shorthand):
            let text = literal.text.lowercased()
            guard comparison == .equal else {
                throw mistake(
                    .wrongType,
                    "`\(shorthand.name)` has no order",
                    at: literal.place
                )
            }
            if let word = shorthand.words.first(where: { $0.name.lowercased() == text }) {
                return word.filter
            }
            throw unknownValue(literal, of: shorthand.name, among: shorthand.words.map(\.name))
        }
    }

    /// What a list stands for: any of its values.
    func filter(
        _ named: SchemaName<Field>,
        anyOf literals: [QueryLiteral],
        at place: QueryPlace
    ) throws(QueryDiagnostic) -> Filter<Field> {
        guard !literals.isEmpty else {
            if case .field(let field) = named { return .test(field.field, .isOneOf([])) }
            throw mistake(.unexpectedCharacter, "this list is empty", at: place)
        }
        var filters: [Filter<Field>] = []
        for literal in literals {
            if literal.isWord("null") {
                throw mistake(
                    .unexpectedCharacter,
                    "`null` does not stand in a list",
                    at: literal.place
                )
            }
            filters.append(try filter(named, .equal, literal))
        }
        let values = filters.compactMap { filter in
            if case .test(_, .isOneOf(let values)) = filter { values } else { nil }
        }
        if case .field(let field) = named, values.count == filters.count {
            return .test(field.field, .isOneOf(values.flatMap(\.self)))
        }
        return filters.count == 1 ? filters[0] : .any(filters)
    }

    /// What a range stands for; a star is an open end.
    func range(
        _ named: SchemaName<Field>,
        from low: (literal: QueryLiteral, isIncluded: Bool),
        to high: (literal: QueryLiteral, isIncluded: Bool),
        at place: QueryPlace
    ) throws(QueryDiagnostic) -> Filter<Field> {
        guard case .field(let field) = named else {
            throw mistake(.wrongType, "a range needs numbers or dates", at: place)
        }
        let from = low.literal.isStar ? nil : try span(field, low.literal)
        let to = high.literal.isStar ? nil : try span(field, high.literal)
        if from == nil, to == nil { try checkOrder(field, place) }
        if let from, let to, from.start > to.end {
            throw mistake(.backwardRange, "this range begins after its end", at: place)
        }
        let start = from.map {
            low.isIncluded ? (value: $0.start, isPast: false) : Self.next($0.end)
        }
        let end = to.map {
            high.isIncluded ? (value: $0.end, isPast: false) : Self.previous($0.start)
        }
        let isEmpty = start.map { first in end.map { first.value > $0.value } ?? false } ?? false
        if isEmpty || start?.isPast == true || end?.isPast == true {
            return .test(field.field, .isOneOf([]))
        }
        return .test(field.field, .isBetween(start?.value, end?.value))
    }

    /// What a value of a field stands for.
    func test(
        _ field: SchemaField<Field>,
        _ comparison: Comparison,
        _ literal: QueryLiteral
    ) throws(QueryDiagnostic) -> Filter<Field> {
        guard comparison == .equal else {
            return .test(field.field, try ordered(field, comparison, literal))
        }
        if literal.isStar { return .test(field.field, .exists) }
        switch field.type {
        case .text: return .test(field.field, try words(literal))
        case .keyword:
            return .test(field.field, pattern(literal) ?? .isOneOf([.text(literal.text)]))
        case .number:
            return .test(field.field, .isOneOf([.number(try span(field, literal).start)]))
        case .date:
            let span = try span(field, literal)
            return .test(field.field, .isBetween(span.start, span.end))
        case .flag:
            switch literal.text.lowercased() {
            case "true": return .test(field.field, .isOneOf([.flag(true)]))
            case "false": return .test(field.field, .isOneOf([.flag(false)]))
            default: throw unknownValue(literal, of: field.name, among: ["true", "false"])
            }
        case .choice(let choices):
            return .test(field.field, .isOneOf(try choice(field, choices, literal).values))
        }
    }

    // MARK: Texts

    private func pattern(_ literal: QueryLiteral) -> Test? {
        guard literal.parts.count > 1 else { return nil }
        let parts = Wildcard(literal.parts).parts
        if parts.count == 3, parts[0].isEmpty, parts[2].isEmpty { return .contains(parts[1]) }
        return .matches(Wildcard(parts))
    }

    private func words(_ literal: QueryLiteral) throws(QueryDiagnostic) -> Test {
        if literal.quote == .exact { return .isOneOf([.text(literal.text)]) }
        if let pattern = pattern(literal) { return pattern }
        let phrase = Phrase(literal.text)
        guard !phrase.words.isEmpty else {
            throw mistake(
                .unknownValue,
                "there is no letter or digit to look for: use `*` or backticks",
                at: literal.place
            )
        }
        return .phrase(phrase)
    }

    // MARK: Numbers, dates and choices

    private func ordered(
        _ field: SchemaField<Field>,
        _ comparison: Comparison,
        _ literal: QueryLiteral
    ) throws(QueryDiagnostic) -> Test {
        let span = try span(field, literal)
        switch comparison {
        case .equal: return .isBetween(span.start, span.end)
        case .greaterOrEqual: return .isBetween(span.start, nil)
        case .lessOrEqual: return .isBetween(nil, span.end)
        case .greater:
            let next = Self.next(span.end)
            return next.isPast ? .isOneOf([]) : .isBetween(next.value, nil)
        case .less:
            let previous = Self.previous(span.start)
            return previous.isPast ? .isOneOf([]) : .isBetween(nil, previous.value)
        }
    }

    private static func next(_ value: Int64) -> (value: Int64, isPast: Bool) {
        let (sum, overflow) = value.addingReportingOverflow(1)
        return (sum, overflow)
    }

    private static func previous(_ value: Int64) -> (value: Int64, isPast: Bool) {
        let (difference, overflow) = value.subtractingReportingOverflow(1)
        return (difference, overflow)
    }

    private func checkOrder(
        _ field: SchemaField<Field>,
        _ place: QueryPlace
    ) throws(QueryDiagnostic) {
        switch field.type {
        case .number, .date: return
        case .choice(let choices) where choices.allSatisfy({ $0.number != nil }): return
        case .text, .keyword, .flag, .choice:
            throw mistake(.wrongType, "`\(field.name)` has no order", at: place)
        }
    }

    /// The first and the last number that a value of an ordered field stands for.
    private func span(
        _ field: SchemaField<Field>,
        _ literal: QueryLiteral
    ) throws(QueryDiagnostic) -> (start: Int64, end: Int64) {
        try checkOrder(field, literal.place)
        switch field.type {
        case .date:
            guard let interval = DateInterval(literal.text, now: currentTime) else {
                throw mistake(
                    .invalidDate,
                    "\(literal.shown) is no date: write `2018-01-22` or `now-7d`",
                    at: literal.place
                )
            }
            return (interval.start, interval.end)
        case .choice(let choices):
            let number = try choice(field, choices, literal).number ?? 0
            return (number, number)
        case .number, .text, .keyword, .flag:
            guard let number = Int64(literal.text) else {
                throw mistake(
                    .wrongType,
                    "`\(field.name)` is \(field.type.description), and \(literal.shown) is not",
                    at: literal.place
                )
            }
            return (number, number)
        }
    }

    private func choice(
        _ field: SchemaField<Field>,
        _ choices: [FieldChoice],
        _ literal: QueryLiteral
    ) throws(QueryDiagnostic) -> FieldChoice {
        let text = literal.text.lowercased()
        let found = choices.first { $0.names.contains { $0.lowercased() == text } }
        if let found { return found }
        throw unknownValue(literal, of: field.name, among: choices.map(\.name))
    }

    private func unknownValue(
        _ literal: QueryLiteral,
        of name: String,
        among values: [String]
    ) -> QueryDiagnostic {
        let list = values.map { "`\($0)`" }.joined(separator: ", ")
        return mistake(
            .unknownValue,
            "`\(name)` is one of \(list), not \(literal.shown)",
            at: literal.place,
            suggestion: Spelling.nearest(to: literal.text, among: values)
        )
    }
}

extension FieldChoice {
    /// The value where it is a number, which has an order.
    var number: Int64? {
        if case .number(let number)? = value { number } else { nil }
    }
}
