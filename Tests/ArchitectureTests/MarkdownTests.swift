// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct MarkdownTests {
    @Test("every link between documents and files leads somewhere")
    func linksResolve() throws {
        let repository = try Repository.current()
        expectNone(MarkdownLinks.broken(repository.documents, paths: repository.paths))
    }

    @Test(
        "the documents that a visitor looks for are there",
        arguments: [
            "README.md", "CHANGELOG.md", "CONTRIBUTING.md",
        ]
    )
    func hasDocument(path: String) throws {
        #expect(try Repository.current().documents.contains { $0.path == path })
    }

    private static let paths: Set<String> = [
        "README.md", "docs", "docs/a b.md", "docs/other.md", "Sources/A.swift",
    ]

    private func broken(_ text: String) -> [String] {
        let other = MarkdownDocument(
            path: "docs/other.md",
            text: "# One *two* `three()`\n# Same\n# Same"
        )
        let document = MarkdownDocument(path: "docs/a b.md", text: text)
        return MarkdownLinks.broken([document, other], paths: Self.paths)
    }

    @Test(
        "a link that leads somewhere is left alone",
        arguments: [
            "[a](other.md)", "[a](./other.md)", "[a](../README.md)", "[a](../docs/)", "[a](..)",
            "![a](../Sources/A.swift \"title\")", "[a](<a b.md>)", "[a](a%20b.md)",
            "# Here\n[a](#here)",
            "[a](other.md#one-two-three)", "[a](other.md#same-1)", "[a]: other.md",
            "[a][b] and [c]",
            "[a](https://example.invalid/x)", "<a href=\"other.md\">", "<a id=\"x\"></a> [a](#x)",
            "`[a](none.md)`", "``[a](`none.md)``", "```\n[a](none.md)\n```",
            "~~~\n[a](none.md)\n~~~",
            "array[0](x) is `code` [a](other.md)".replacing("array[0](x) is ", with: ""),
        ]
    )
    func accepts(text: String) {
        #expect(broken(text) == [])
    }

    @Test(
        "a link that leads nowhere is told with its line",
        arguments: [
            ("\n[a](none.md)", "docs/a b.md:2: none.md: no such file"),
            ("[a](other.md) [b](none.md)", "docs/a b.md:1: none.md: no such file"),
            ("[a]: none.md", "docs/a b.md:1: none.md: no such file"),
            ("![a](none.png)", "docs/a b.md:1: none.png: no such file"),
            ("<img src=\"none.png\">", "docs/a b.md:1: none.png: no such file"),
            ("[a](README.md)", "docs/a b.md:1: README.md: no such file"),
            ("[a](OTHER.md)", "docs/a b.md:1: OTHER.md: no such file"),
            ("[a](../../x)", "docs/a b.md:1: ../../x: leads out of the repository"),
            ("[a](/README.md)", "docs/a b.md:1: /README.md: leads out of the repository"),
            ("[a](#none)", "docs/a b.md:1: #none: no such heading"),
            ("[a](other.md#same-2)", "docs/a b.md:1: other.md#same-2: no such heading"),
            ("```\n# Code\n```\n[a](#code)", "docs/a b.md:4: #code: no such heading"),
            ("[a](%zz)", "docs/a b.md:1: %zz: not a link"),
        ]
    )
    func tells(text: String, violation: String) {
        #expect(broken(text) == [violation])
    }
}
