// SPDX-License-Identifier: Apache-2.0

import Query
import Testing

/// What a row of the suites can be asked about.
enum Field: CaseIterable, Hashable, Sendable {
    case name, size, isNew, tags
}

@Suite struct FilterTests {
    /// A row: one name, one size, one flag, several tags.
    private static let row: [Field: [Value]] = [
        .name: [.text("Zlib1g")], .size: [.number(90)], .isNew: [.flag(true)],
        .tags: [.text("base"), .text("ÜBER")],
    ]

    @Test(
        "a test passes where one value of the field passes",
        arguments: [
            (.name, .isOneOf([.text("zlib1g")]), true),
            (.name, .isOneOf([.text("ZLIB1G")]), true),
            (.name, .isOneOf([.text("a"), .text("zlib1g")]), true),
            (.name, .isOneOf([.text("zlib")]), false),
            (.name, .isOneOf([.text("")]), false),
            (.name, .isOneOf([]), false),
            (.name, .isOneOf([.number(90)]), false),
            (.name, .contains("LIB"), true),
            (.name, .contains(""), true),
            (.name, .contains("libz"), false),
            (.name, .isBetween(nil, nil), false),
            (.size, .isOneOf([.number(90)]), true),
            (.size, .isOneOf([.text("90")]), false),
            (.size, .contains("9"), false),
            (.size, .isBetween(90, 90), true),
            (.size, .isBetween(nil, 90), true),
            (.size, .isBetween(90, nil), true),
            (.size, .isBetween(nil, nil), true),
            (.size, .isBetween(91, nil), false),
            (.size, .isBetween(nil, 89), false),
            (.size, .isBetween(91, 89), false),
            (.isNew, .isOneOf([.flag(true)]), true),
            (.isNew, .isOneOf([.flag(false)]), false),
            (.isNew, .isOneOf([.number(1)]), false),
            (.tags, .isOneOf([.text("base")]), true),
            (.tags, .isOneOf([.text("über")]), true),
            (.tags, .contains("be"), true),
            (.tags, .contains("base über"), false),
        ] as [(Field, Query.Test, Bool)]
    )
    func tests(_ field: Field, _ test: Query.Test, _ isAccepted: Bool) {
        #expect(accepts(.test(field, test), Self.row) == isAccepted)
        #expect(accepts(.not(.test(field, test)), Self.row) == !isAccepted)
    }

    @Test("a row without a value of the field passes no test of it")
    func missingValues() {
        for field in Field.allCases {
            for test in [Query.Test.contains(""), .isBetween(nil, nil), .isOneOf([.flag(true)])] {
                #expect(!accepts(.test(field, test), [:]))
                #expect(accepts(.not(.test(field, test)), [:]))
            }
        }
    }

    @Test("no condition at all accepts everything, no choice at all accepts nothing")
    func emptyLists() {
        #expect(accepts(.everything, Self.row))
        #expect(accepts(.all([]), Self.row))
        #expect(!accepts(.any([]), Self.row))
        #expect(!accepts(.not(.everything), Self.row))
    }

    @Test("conditions are joined by and, choices by or")
    func joins() {
        let yes = Filter.test(Field.size, .isBetween(1, 100))
        let no = Filter.test(Field.size, .isBetween(1, 2))
        #expect(accepts(.all([yes, yes]), Self.row))
        #expect(!accepts(.all([yes, no]), Self.row))
        #expect(accepts(.any([no, yes]), Self.row))
        #expect(!accepts(.any([no, no]), Self.row))
    }

    private func accepts(_ filter: Filter<Field>, _ row: [Field: [Value]]) -> Bool {
        filter.accepts { row[$0] ?? [] }
    }
}
