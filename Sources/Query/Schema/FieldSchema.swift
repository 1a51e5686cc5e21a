// SPDX-License-Identifier: Apache-2.0

/// What a query may say about one kind of row: the fields, their types and all their spellings.
///
/// This is the one table that a vendor's token names stand in; to add or to correct a spelling is
/// to edit the value, nothing else. Names are found without regard to case.
package struct FieldSchema<Field: Hashable & Sendable>: Sendable {
    /// The fields, in the order of help texts and suggestions.
    package let fields: [SchemaField<Field>]
    /// The words that stand for whole filters.
    package let shorthands: [Shorthand<Field>]
    /// The names that may stand before a parenthesis.
    package let groups: [FieldGroup]
    /// What is dropped from the front of a name that is not found as it is: `patch.` and the like.
    package let prefixes: [String]

    private let byName: [String: SchemaName<Field>]
    private let groupByName: [String: FieldGroup]
    private let byField: [Field: SchemaField<Field>]

    /// Makes a schema; of two equal spellings the first one counts, see ``conflicts``.
    package init(
        fields: [SchemaField<Field>],
        shorthands: [Shorthand<Field>] = [],
        groups: [FieldGroup] = [],
        prefixes: [String] = []
    ) {
        self.fields = fields
        self.shorthands = shorthands
        self.groups = groups
        self.prefixes = prefixes.map { $0.lowercased() }
        let names =
            fields.flatMap { field in field.names.map { ($0, SchemaName.field(field)) } }
            + shorthands.flatMap { word in word.names.map { ($0, SchemaName.shorthand(word)) } }
        byName = Dictionary(
            names.map { ($0.lowercased(), $1) },
            uniquingKeysWith: { first, _ in first }
        )
        groupByName = Dictionary(
            groups.flatMap { group in group.names.map { ($0.lowercased(), group) } },
            uniquingKeysWith: { first, _ in first }
        )
        byField = Dictionary(
            fields.map { ($0.field, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The spellings that more than one entry claims, in lower case and in order; none in a sound
    /// table.
    package var conflicts: [String] {
        let spellings =
            fields.flatMap(\.names) + shorthands.flatMap(\.names)
        var counts: [String: Int] = [:]
        for name in spellings { counts[name.lowercased(), default: 0] += 1 }
        return counts.filter { $0.value > 1 }.keys.sorted()
    }

    /// The entry of a field.
    package func entry(of field: Field) -> SchemaField<Field>? { byField[field] }

    /// What a name means in a condition on the row, or on the child objects of a group.
    package func named(_ name: String, in group: FieldGroup? = nil) -> SchemaName<Field>? {
        let folded = name.lowercased()
        if let group {
            let full = group.names.lazy.compactMap { byName["\($0.lowercased()).\(folded)"] }
            return full.first
        }
        if let found = byName[folded] { return found }
        for prefix in prefixes where folded.hasPrefix(prefix) {
            if let found = byName[String(folded.dropFirst(prefix.count))] { return found }
        }
        return nil
    }

    /// The group with a name.
    package func group(_ name: String) -> FieldGroup? { groupByName[name.lowercased()] }

    /// The names of the fields of a group's objects, as they are written inside its parentheses.
    package func members(of group: FieldGroup) -> [(name: String, field: Field)] {
        fields.compactMap { field in
            for name in field.names {
                for prefix in group.names
                where name.lowercased().hasPrefix(prefix.lowercased() + ".") {
                    return (String(name.dropFirst(prefix.count + 1)), field.field)
                }
            }
            return nil
        }
    }

    /// The known name that is most like an unknown one.
    package func suggestion(for name: String, in group: FieldGroup? = nil) -> String? {
        if let group {
            return Spelling.nearest(to: name, among: members(of: group).map(\.name))
        }
        var bare = name
        for prefix in prefixes where name.lowercased().hasPrefix(prefix) {
            bare = String(name.dropFirst(prefix.count))
        }
        let names = fields.flatMap(\.names) + shorthands.flatMap(\.names) + groups.flatMap(\.names)
        return Spelling.nearest(to: bare, among: names)
    }
}

/// What a name of a schema stands for.
package enum SchemaName<Field: Hashable & Sendable>: Sendable {
    /// A field.
    case field(SchemaField<Field>)
    /// Words for filters.
    case shorthand(Shorthand<Field>)
}

/// A name before a parenthesis: `interfaces:(address: "10.0")`.
package struct FieldGroup: Sendable, Equatable {
    /// What the conditions inside the parentheses speak of.
    package enum Kind: Sendable {
        /// The row itself; the name only says so.
        case row
        /// One child object, the same one for all of them. Its fields are those with a spelling
        /// `<name>.<field>`.
        case child
    }

    /// The name and its other spellings.
    package let names: [String]
    /// What the conditions inside speak of.
    package let kind: Kind

    /// Makes a group.
    package init(_ name: String, spellings: [String] = [], kind: Kind) {
        names = [name] + spellings
        self.kind = kind
    }
}
