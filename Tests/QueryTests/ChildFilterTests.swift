// SPDX-License-Identifier: Apache-2.0

import Query
import Testing

@Suite struct ChildFilterTests {
    /// Two interfaces: 10.0.0.1 with port 22, and 10.0.0.2 with port 80.
    private static let row: [Column: [Value]] = [
        .address: [.text("10.0.0.1"), .text("10.0.0.2")], .port: [.number(22), .number(80)],
    ]

    @Test(
        "conditions in a child's parentheses hold for one and the same child",
        arguments: [
            ("interfaces.address: 10.0.0.1 and interfaces.port: 80", true),
            ("interfaces: (address: 10.0.0.1 and port: 80)", false),
            ("interfaces: (address: 10.0.0.1 and port: 22)", true),
            ("interface: (address: 10.0.0.1 and not port: 22)", false),
            ("interfaces: (address: 10.0.0.1 or port: 9)", true),
            ("interfaces: (not port: 22)", true),
            ("not interfaces: (not port < 90)", true),
            ("interfaces: (port: null)", false),
        ]
    )
    func binds(_ query: String, _ isAccepted: Bool) throws {
        #expect(try parse(query).accepts { Self.row[$0] ?? [] } == isAccepted)
    }

    @Test("a row without child objects has none that passes")
    func empty() throws {
        #expect(try !parse("interfaces: (not port: 22)").accepts { _ in [] })
        #expect(try parse("not interfaces: (port: 22)").accepts { _ in [] })
    }

    @Test("a child that lacks the last values of a field has none of it")
    func uneven() throws {
        let row: [Column: [Value]] = [
            .address: [.text("a"), .text("b")], .port: [.number(22)],
        ]
        let filter = try parse("interfaces: (address: b and port: null)")
        #expect(filter.accepts { row[$0] ?? [] })
        #expect(filter.fields == [.address, .port])
    }
}
