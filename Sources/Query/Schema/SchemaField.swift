// SPDX-License-Identifier: Apache-2.0

/// One field of a schema.
package struct SchemaField<Field: Hashable & Sendable>: Sendable {
    /// The field.
    package let field: Field
    /// The canonical name, then the other spellings that are understood.
    package let names: [String]
    /// What its values are.
    package let type: FieldType
    /// What it may be used for.
    package let uses: FieldUses

    /// The canonical name.
    package var name: String { names[0] }

    /// Makes a field.
    package init(
        _ field: Field,
        _ name: String,
        spellings: [String] = [],
        type: FieldType,
        uses: FieldUses = .searchAndSort
    ) {
        self.field = field
        names = [name] + spellings
        self.type = type
        self.uses = uses
    }
}

/// What a field may be used for.
package struct FieldUses: OptionSet, Sendable {
    /// The bits.
    package let rawValue: Int

    /// Makes a set of uses.
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// It may stand in a condition.
    package static let search = Self(rawValue: 1)
    /// Rows may be put in its order.
    package static let sort = Self(rawValue: 2)
    /// Words without a field are looked for in it.
    package static let freeText = Self(rawValue: 4)
    /// Both conditions and orders.
    package static let searchAndSort: Self = [.search, .sort]
}

/// What the values of a field are, and so which conditions make sense.
package enum FieldType: Sendable, Equatable {
    /// Text of several words: a condition asks for words, a phrase or the whole.
    case text
    /// A name that is one whole: a condition asks for all of it, or gives a pattern.
    case keyword
    /// A whole number.
    case number
    /// A time, in milliseconds since 1970-01-01T00:00:00Z.
    case date
    /// Yes or no.
    case flag
    /// One of a few values; comparisons are possible where they are numbers.
    case choice([FieldChoice])

    /// The type in words.
    package var description: String {
        switch self {
        case .text: "text"
        case .keyword: "a name"
        case .number: "a whole number"
        case .date: "a date"
        case .flag: "true or false"
        case .choice(let choices): choices.map { "`\($0.name)`" }.joined(separator: ", ")
        }
    }
}

/// One value of a field that has only a few.
package struct FieldChoice: Sendable, Equatable {
    /// The canonical name, then the other spellings that are understood.
    package let names: [String]
    /// The value that stands in the rows, or several: then the name stands for any of them.
    package let values: [Value]

    /// The canonical name.
    package var name: String { names[0] }

    /// Makes a choice.
    package init(_ name: String, spellings: [String] = [], _ value: Value) {
        self.init(name, spellings: spellings, anyOf: [value])
    }

    /// Makes a name for several choices, each of which has one of its own too.
    package init(_ name: String, spellings: [String] = [], anyOf values: [Value]) {
        names = [name] + spellings
        self.values = values
    }

    /// The value of a choice that stands for one alone.
    var value: Value? { values.count == 1 ? values[0] : nil }
}

/// A name of which each word stands for a whole filter: `patchStatus: Missing`.
package struct Shorthand<Field: Hashable & Sendable>: Sendable {
    /// The canonical name, then the other spellings that are understood.
    package let names: [String]
    /// The words, each with what it stands for.
    package let words: [(name: String, filter: Filter<Field>)]

    /// The canonical name.
    package var name: String { names[0] }

    /// Makes a shorthand.
    package init(
        _ name: String,
        spellings: [String] = [],
        words: KeyValuePairs<String, Filter<Field>>
    ) {
        names = [name] + spellings
        self.words = words.map { (name: $0.key, filter: $0.value) }
    }

    /// A shorthand for a condition that holds or does not: `true` and `false`.
    package static func flag(
        _ name: String,
        spellings: [String] = [],
        _ filter: Filter<Field>
    ) -> Self {
        Self(name, spellings: spellings, words: ["true": filter, "false": .not(filter)])
    }
}
