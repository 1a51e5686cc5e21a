// SPDX-License-Identifier: Apache-2.0

import Server
import Testing

@Suite struct TextTableTests {
    @Test("columns are as wide as their widest cell, and lines end without blanks")
    func alignsColumns() {
        let table = TextTable(
            head: ["name", "count"],
            rows: [["a", "1"], ["a longer one", "1000000"], ["", ""]],
            rightAligned: [1]
        )
        #expect(
            table.text == """
                name            count
                ────────────  ───────
                a                   1
                a longer one  1000000

                """
        )
        #expect(table.text.split(separator: "\n", omittingEmptySubsequences: false).count == 5)
    }

    @Test("a head alone is a table, and nothing is one too")
    func smallTables() {
        #expect(TextTable(head: ["a", "b"], rows: []).text == "a  b\n─  ─")
        #expect(TextTable(head: [], rows: []).text == "\n")
    }

    @Test("cells are cut to 44 characters, whatever they are made of", arguments: ["x", "é", "界"])
    func cutsCells(_ character: String) {
        let lines = { (count: Int) in
            TextTable(head: ["h"], rows: [[String(repeating: character, count: count)]]).text
                .split(separator: "\n")
        }
        #expect(lines(44)[2] == String(repeating: character, count: 44))
        #expect(lines(45)[2] == String(repeating: character, count: 43) + "…")
        #expect(lines(45)[1].count == 44)
    }
}
