// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct DecisionTests {
    @Test("decision records are numbered without a gap and listed")
    func keepsRecords() throws {
        expectNone(DecisionRecords.violations(try Repository.current().documents))
    }

    private func violations(_ names: [String], index: String?) -> [String] {
        var documents = names.map { MarkdownDocument(path: "docs/decisions/" + $0, text: "") }
        if let index {
            documents.append(MarkdownDocument(path: "docs/decisions/README.md", text: index))
        }
        return DecisionRecords.violations(documents)
    }

    @Test("records that are in order are left alone")
    func accepts() {
        let index = "- [One](0001-use-one.md)\n- [Two](0002-use-2.md)"
        #expect(violations(["0002-use-2.md", "0001-use-one.md"], index: index) == [])
    }

    @Test(
        "each disorder is told",
        arguments: [
            ([], "", "docs/decisions/: no record"),
            (["0001-a.md"], nil, "docs/decisions/README.md: missing"),
            (["0001-a.md"], "0001-a.md", "docs/decisions/README.md: 0001-a.md is not listed"),
            (["0002-a.md"], "", "docs/decisions/0002-a.md: expected number 0001"),
            (["0001-a.md", "0003-b.md"], "", "docs/decisions/0003-b.md: expected number 0002"),
            (["0001-a.md", "0001-b.md"], "", "docs/decisions/0001-b.md: expected number 0002"),
            (["0001-A.md"], "", "docs/decisions/0001-A.md: not NNNN-verb-object.md"),
            (["0001.md"], "", "docs/decisions/0001.md: not NNNN-verb-object.md"),
            (["1-a.md"], "", "docs/decisions/1-a.md: not NNNN-verb-object.md"),
            (["0001-a-.md"], "", "docs/decisions/0001-a-.md: not NNNN-verb-object.md"),
        ]
    )
    func tells(names: [String], index: String?, violation: String) {
        #expect(violations(names, index: index).contains(violation))
    }
}
