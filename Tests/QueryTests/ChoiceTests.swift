// SPDX-License-Identifier: Apache-2.0

import Query
import Testing

/// Choices that stand for several values.
@Suite struct ChoiceTests {
    private enum Field: Hashable, Sendable {
        case kind
    }

    private static let schema = FieldSchema<Field>(
        fields: [
            SchemaField(
                .kind,
                "kind",
                type: .choice([
                    FieldChoice("oak", .text("oak")), FieldChoice("elm", .text("elm")),
                    FieldChoice("pine", .text("pine")),
                    FieldChoice(
                        "leafy",
                        spellings: ["broad leaves"],
                        anyOf: [.text("oak"), .text("elm")]
                    ),
                ])
            )
        ]
    )

    private static func kinds(_ names: String...) -> Filter<Field> {
        .test(.kind, .isOneOf(names.map { .text($0) }))
    }

    @Test(
        "a name for several values means any of them",
        arguments: [
            ("kind: leafy", kinds("oak", "elm")), ("kind: 'Broad Leaves'", kinds("oak", "elm")),
            ("kind: [leafy]", kinds("oak", "elm")),
            ("kind: [pine, leafy]", kinds("pine", "oak", "elm")),
            ("not kind: leafy", .not(kinds("oak", "elm"))),
        ]
    )
    private func reads(_ query: String, _ filter: Filter<Field>) throws {
        let parser = QueryParser(Self.schema, now: 0)
        #expect(try parser.filter(query) == filter)
        let text = try #require(QueryPrinter(Self.schema).text(of: filter))
        #expect(try parser.filter(text) == filter)
        #expect(!text.contains("leafy"))
    }

    @Test("such a name has no place in an order of the values, and is listed with the others")
    func refuses() {
        let parser = QueryParser(Self.schema, now: 0)
        #expect(throws: QueryDiagnostic.self) { try parser.filter("kind > leafy") }
        let error = #expect(throws: QueryDiagnostic.self) { try parser.filter("kind: leavy") }
        #expect(error?.description.contains("leafy") == true)
        let printed = QueryPrinter(Self.schema).text(of: .test(.kind, .contains("e")))
        #expect(printed == "kind: [elm, pine]")
    }
}
