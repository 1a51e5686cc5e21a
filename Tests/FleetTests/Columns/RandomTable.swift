// SPDX-License-Identifier: Apache-2.0

import Fleet
import Query

/// A table with columns of every kind, made from a seed, and its values as they are.
struct RandomTable: ColumnSource {
    /// The fields; the name says what the values are.
    enum Field: String, Sendable, CaseIterable {
        case name
        case site
        case tags
        case sizes
        case count
        case isOn
        case mixed
    }

    private(set) var values: [Field: [[Value]]] = [:]
    private(set) var columns: [Field: Column] = [:]

    func column(_ field: Field) -> Column { columns[field] ?? .computed { _ in [] } }

    /// The values of a row, without a column.
    func values(of field: Field, _ row: Int) -> [Value] { values[field]?[row] ?? [] }

    init(rowCount: Int, seed: UInt64) {
        var chance = SplitMix64(seed: seed)
        let rows = 0..<rowCount
        values[.name] = rows.map { _ in
            chance.number(below: 9) == 0 ? [] : [.text(Self.text(&chance))]
        }
        values[.site] = rows.map { _ in chance.number(below: 4) == 0 ? [] : [Self.value(&chance)] }
        values[.tags] = rows.map { _ in
            (0..<chance.number(below: 4)).map { _ in .text(Self.text(&chance)) }
        }
        values[.sizes] = rows.map { _ in
            (0..<chance.number(below: 4)).map { _ in .number(Int64(chance.number(below: 6))) }
        }
        values[.count] = rows.map { _ in
            chance.number(below: 5) == 0 ? [] : [.number(Int64(chance.number(below: 12)) - 4)]
        }
        values[.isOn] = rows.map { _ in [.flag(chance.number(below: 2) == 0)] }
        values[.mixed] = rows.map { _ in
            (0..<chance.number(below: 3)).map { _ in Self.value(&chance) }
        }
        makeColumns(&chance)
    }

    /// Gives each field a column that can hold its values; where several can, chance decides.
    private mutating func makeColumns(_ chance: inout SplitMix64) {
        let mixed = values[.mixed] ?? []
        columns = [
            .name: chance.number(below: 2) == 0 ? texts(.name) : codes(.name),
            .site: chance.number(below: 2) == 0 ? codes(.site) : lists(.site, asTexts: false),
            .tags: lists(.tags, asTexts: chance.number(below: 2) == 0),
            .sizes: lists(.sizes, asTexts: false),
            .count: chance.number(below: 3) == 0 ? codes(.count) : numbers(.count),
            .isOn: flags(.isOn),
            .mixed: .computed { row in row < mixed.count ? mixed[Int(row)] : [] },
        ]
    }

    private func rows(_ field: Field) -> [[Value]] { values[field] ?? [] }

    private func texts(_ field: Field) -> Column {
        .texts(TextColumn(rows(field).map { $0.first.flatMap(Self.string) }))
    }

    private func codes(_ field: Field) -> Column {
        let (table, codes) = numbered(field)
        let firsts = codes.map { $0.first ?? Column.noCode }
        return .codes(ChunkedArray(firsts), .values(table))
    }

    private func lists(_ field: Field, asTexts: Bool) -> Column {
        let (table, lists) = numbered(field)
        let values: ValueTable =
            asTexts ? .texts(TextColumn(table.map(Self.string))) : .values(table)
        return .lists(RaggedArray(lists), values)
    }

    /// The different values of a field, and for each row their numbers.
    private func numbered(_ field: Field) -> (table: [Value], codes: [[UInt32]]) {
        let table = Array(Set(rows(field).joined()))
        let numbers = Dictionary(uniqueKeysWithValues: zip(table, (0 as UInt32)...))
        return (table, rows(field).map { $0.compactMap { numbers[$0] } })
    }

    private func numbers(_ field: Field) -> Column {
        var present = Bitmap(count: rows(field).count)
        let numbers = rows(field).enumerated().map { row, values in
            guard case .number(let number) = values.first else { return 1 as Int64 }
            present.insert(UInt32(row))
            return number
        }
        return .numbers(ChunkedArray(numbers), present: present)
    }

    private func flags(_ field: Field) -> Column {
        let all = rows(field)
        let set = all.indices.filter { all[$0] == [.flag(true)] }.map { UInt32($0) }
        return .flags(Bitmap(count: all.count, slots: set))
    }

    private static func string(_ value: Value) -> String? {
        if case .text(let text) = value { text } else { nil }
    }
}

// MARK: - Random parts of questions

extension RandomTable {
    /// Pieces that texts and questions are made of: words, marks, and letters that fold or compare
    /// in ways of their own.
    private static let pieces = [
        "a", "b", "Web", "web", "db-", "1", "22", ".", ",", " ", "-", "_", ";", "\r", "\n",
        "\u{E9}", "e\u{301}", "\u{C9}", "\u{301}", "\u{37E}", "\u{1FEF}", "\u{212A}", "k", "K",
        "\u{130}", "\u{DF}", "\u{1E9E}", "\u{3A3}", "\u{4E2D}",
        "123E4567-e89b-12d3-a456-426614174000", "the quick brown fox jumps over it",
    ]

    static func text(_ chance: inout SplitMix64) -> String {
        let isPlain = chance.number(below: 3) > 0
        let limit = UInt32(isPlain ? 13 : pieces.count)
        return (0..<chance.number(below: 5)).map { _ in pieces[Int(chance.number(below: limit))] }
            .joined()
    }

    static func value(_ chance: inout SplitMix64) -> Value {
        switch chance.number(below: 5) {
        case 0: .number(Int64(chance.number(below: 12)) - 4)
        case 1: .flag(chance.number(below: 2) == 0)
        default: .text(text(&chance))
        }
    }

    static func test(_ chance: inout SplitMix64) -> Test {
        let low = chance.number(below: 3) == 0 ? nil : Int64(chance.number(below: 12)) - 5
        switch chance.number(below: 7) {
        case 0: return .isOneOf((0..<chance.number(below: 8)).map { _ in value(&chance) })
        case 1: return .contains(text(&chance))
        case 2: return .isBetween(low, chance.number(below: 3) == 0 ? nil : (low ?? 0) + 3)
        case 3: return .exists
        case 4: return .phrase(Phrase(text(&chance)))
        case 5:
            return .matches(Wildcard((0..<chance.number(below: 3) + 2).map { _ in text(&chance) }))
        default: return .isOneOf([.number(Int64(chance.number(below: 12)) - 4), .flag(true)])
        }
    }

    static func filter(_ chance: inout SplitMix64, depth: Int) -> Filter<Field> {
        let parts = depth == 0 ? 0 : chance.number(below: 8)
        func some() -> [Filter<Field>] {
            (0..<chance.number(below: 4)).map { _ in filter(&chance, depth: depth - 1) }
        }
        switch parts {
        case 1: return .not(filter(&chance, depth: depth - 1))
        case 2, 3: return .all(some())
        case 4, 5: return .any(some())
        case 6: return .child(filter(&chance, depth: depth - 1))
        case 7: return .everything
        default:
            let fields = Field.allCases
            return .test(fields[Int(chance.number(below: UInt32(fields.count)))], test(&chance))
        }
    }
}
