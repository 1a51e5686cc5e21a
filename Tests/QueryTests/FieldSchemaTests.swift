// SPDX-License-Identifier: Apache-2.0

import Query
import Testing

@Suite struct FieldSchemaTests {
    private static let schema = FieldSchema<Column>.sample

    @Test(
        "a field is found under every spelling, with and without a prefix",
        arguments: ["missingCount", "missing", "MISSING", "patch.missingCount", "Patch.missing"]
    )
    func finds(_ name: String) {
        guard case .field(let field)? = Self.schema.named(name) else {
            Issue.record("\(name) is unknown")
            return
        }
        #expect(field.field == .missingCount)
        #expect(field.name == "missingCount")
    }

    @Test(
        "a name that is not in the table is not found",
        arguments: ["", "patch.", "patch.patch.kb", "address", "port", "interfaces", "kb "]
    )
    func findsNothing(_ name: String) {
        if let found = Self.schema.named(name) { Issue.record("\(name) is \(found)") }
    }

    @Test("the fields of a child are found by their own names inside its group alone")
    func findsMembers() throws {
        let group = try #require(Self.schema.group("INTERFACE"))
        #expect(Self.schema.members(of: group).map(\.name) == ["address", "port"])
        guard case .field(let field)? = Self.schema.named("Port", in: group) else {
            Issue.record("port is unknown")
            return
        }
        #expect(field.field == .port)
        #expect(Self.schema.named("kb", in: group) == nil)
    }

    @Test("spellings that two entries claim are told")
    func tellsConflicts() {
        #expect(Self.schema.conflicts.isEmpty)
        let bad = FieldSchema<Column>(
            fields: [
                SchemaField(.kb, "kb", spellings: ["A", "b"], type: .text),
                SchemaField(.cve, "cve", spellings: ["a"], type: .text),
            ],
            shorthands: [.flag("B", .everything)]
        )
        #expect(bad.conflicts == ["a", "b"])
        guard case .field(let field)? = bad.named("a") else {
            Issue.record("a is unknown")
            return
        }
        #expect(field.field == .kb)
    }

    @Test(
        "rows are sorted by their values, and those without one come last",
        arguments: [
            ("missingCount", [3, 0, 2, 1]), ("missing:asc", [3, 0, 2, 1]),
            ("MISSINGCOUNT:DESC", [0, 2, 3, 1]), ("title", [2, 3, 0, 1]),
            ("patch.title:desc", [0, 3, 2, 1]),
        ]
    )
    func sorts(_ order: String, _ expected: [Int]) throws {
        let rows: [[Column: [Value]]] = [
            [.missingCount: [.number(5), .number(2)], .title: [.text("c")]], [:],
            [.missingCount: [.number(4)], .title: [.text("A")]],
            [.missingCount: [.number(1)], .title: [.text("b")]],
        ]
        let found = try Self.schema.order(order)
        let sorted = found.sorted(Array(rows.indices)) { rows[$0][found.field] ?? [] }
        #expect(sorted == expected)
    }

    @Test("equal rows keep their places in both directions", arguments: ["kb", "kb:desc"])
    func isStable(_ order: String) throws {
        let sorted = try Self.schema.order(order).sorted([3, 1, 2]) { _ in [.text("same")] }
        #expect(sorted == [3, 1, 2])
    }

    @Test(
        "a wrong order is refused",
        arguments: [
            ("titel", .unknownField, 0, "title"), ("status", .wrongType, 0, nil),
            ("state", .wrongType, 0, nil), ("kb:dsc", .unknownValue, 3, "asc"),
            ("", .unknownField, 0, nil), (":desc", .unknownField, 0, nil),
        ] as [(String, QueryDiagnostic.Kind, Int, String?)]
    )
    func refuses(_ order: String, _ kind: QueryDiagnostic.Kind, _ offset: Int, _ hint: String?) {
        let found = #expect(throws: QueryDiagnostic.self) { try Self.schema.order(order) }
        #expect(found?.kind == kind)
        #expect(found?.offset == offset)
        #expect(found?.suggestion == hint)
    }

    @Test(
        "the nearest name is found by its letters, in any case",
        arguments: [
            ("colr", ["colour", "color"], "color"),
            ("SEVERTY", ["kb", "vendorSeverity"], "vendorSeverity"),
            ("ab", ["ba"], "ba"), ("a", ["b"], nil), ("", ["a"], nil), ("xyz", ["abc"], nil),
            ("adress", ["interfaces.address"], "interfaces.address"),
        ] as [(String, [String], String?)]
    )
    func suggests(_ name: String, _ names: [String], _ expected: String?) {
        #expect(Spelling.nearest(to: name, among: names) == expected)
    }
}
