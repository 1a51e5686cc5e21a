// SPDX-License-Identifier: Apache-2.0

/// A question about one kind of row, whatever syntax it was asked in.
///
/// Every dialect and the command line turn their parameters into this tree; nobody filters rows in
/// another way. `Field` is the closed list of things that can be asked about.
package indirect enum Filter<Field: Hashable & Sendable>: Sendable, Equatable {
    /// Every row.
    case everything
    /// The rows that another filter does not accept.
    case not(Filter)
    /// The rows that all of the filters accept; all rows for an empty list.
    case all([Filter])
    /// The rows that at least one of the filters accepts; none for an empty list.
    case any([Filter])
    /// The rows where at least one value of a field passes a test.
    case test(Field, Test)
    /// The rows of which one child object passes the whole filter.
    ///
    /// A row tells its child objects by position: the fields that the filter asks about list one
    /// value per object, in the same order.
    case child(Filter)

    /// Whether a row is accepted.
    ///
    /// `values` gives the row's values of a field: none, one, or several.
    package func accepts(_ values: (Field) -> [Value]) -> Bool {
        switch self {
        case .everything: true
        case .not(let filter): !filter.accepts(values)
        case .all(let filters): filters.allSatisfy { $0.accepts(values) }
        case .any(let filters): filters.contains { $0.accepts(values) }
        case .test(let field, let test): values(field).contains { test.accepts($0) }
        case .child(let filter): filter.acceptsChild(values)
        }
    }

    /// Whether the values at one position, taken alone, are accepted.
    private func acceptsChild(_ values: (Field) -> [Value]) -> Bool {
        let lists = Dictionary(uniqueKeysWithValues: fields.map { ($0, values($0)) })
        let count = lists.values.map(\.count).max() ?? 0
        return (0..<count).contains { position in
            accepts { field in
                guard let list = lists[field], position < list.count else { return [] }
                return [list[position]]
            }
        }
    }

    /// Every field that the filter asks about.
    package var fields: Set<Field> {
        switch self {
        case .everything: []
        case .not(let filter), .child(let filter): filter.fields
        case .all(let filters), .any(let filters):
            filters.reduce(into: []) { $0.formUnion($1.fields) }
        case .test(let field, _): [field]
        }
    }
}

/// One value of a field.
package enum Value: Sendable, Hashable {
    /// Text; compared without regard to case.
    case text(String)
    /// A whole number, a time in milliseconds, or a code.
    case number(Int64)
    /// Yes or no.
    case flag(Bool)
}

/// What one value is compared with.
package enum Test: Sendable, Equatable {
    /// The value is one of these.
    case isOneOf([Value])
    /// The text contains this one.
    case contains(String)
    /// The number lies in this range, both ends included; `nil` is an open end.
    case isBetween(Int64?, Int64?)
    /// There is a value, whatever it is; a field without one is `.not(.test(field, .exists))`.
    case exists
    /// The text has words in sequence that begin with the words of this one.
    case phrase(Phrase)
    /// The whole text fits this pattern.
    case matches(Wildcard)

    /// Whether a value passes; a value of another type than the test's never does.
    package func accepts(_ value: Value) -> Bool {
        switch (self, value) {
        case (.isOneOf(let wanted), .text(let text)):
            let folded = text.lowercased()
            return wanted.contains {
                if case .text(let other) = $0 { other.lowercased() == folded } else { false }
            }
        case (.isOneOf(let wanted), _): return wanted.contains(value)
        case (.contains(let part), .text(let text)):
            return part.isEmpty || text.lowercased().contains(part.lowercased())
        case (.isBetween(let low, let high), .number(let number)):
            return low.map { $0 <= number } ?? true && high.map { number <= $0 } ?? true
        case (.exists, _): return true
        case (.phrase(let phrase), .text(let text)): return phrase.accepts(text)
        case (.matches(let pattern), .text(let text)): return pattern.accepts(text)
        case (.contains, _), (.isBetween, _), (.phrase, _), (.matches, _): return false
        }
    }
}
