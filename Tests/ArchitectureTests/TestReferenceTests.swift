// SPDX-License-Identifier: Apache-2.0
import Testing

/// The coverage tables name the tests that show their lines; each of them exists.
@Suite struct TestReferenceTests {
    @Test("every test that a dialect's document names is there")
    func referencesExist() throws {
        let repository = try Repository.current()
        let tests = repository.swiftFiles.filter { $0.path.hasPrefix("Tests/") }
        let code = TestNames(tests.map { $0.lines.joined(separator: "\n") })
        let documents = repository.documents.filter { $0.path.hasPrefix("docs/dialects/") }
        #expect(!documents.isEmpty)
        expectNone(documents.flatMap { code.unknown(in: $0) })
    }

    @Test("a suite or a function that nobody wrote is found")
    func findsMissing() {
        let names = TestNames(["struct AppleTests { func ripens() {} }", "struct PearTests {}"])
        let document = MarkdownDocument(
            path: "a.md",
            text: "AppleTests.ripens, falls and PearTests, PlumTests"
        )
        #expect(names.unknown(in: document) == ["a.md: AppleTests.falls", "a.md: PlumTests"])
    }
}

/// The suites of the tests with the code that names their functions.
private struct TestNames {
    private var code: [String: String] = [:]

    init(_ files: [String]) {
        for file in files {
            for match in file.matches(of: /(?:struct|extension) (\w+Tests)\b/) {
                code[String(match.1), default: ""] += file
            }
        }
    }

    /// What a document names that is not there: `SuiteTests`, `SuiteTests.one` or
    /// `SuiteTests.one, two`.
    func unknown(in document: MarkdownDocument) -> [String] {
        // A dot between letters ends a word here, as it does not in prose.
        let pattern = /\b([A-Z]\w*Tests)\b(?!\/)(?:\.(\w+)((?:, [a-z]\w*)*))?/
            .wordBoundaryKind(.simple)
        return document.text.matches(of: pattern).flatMap { match -> [String] in
            let suite = String(match.1)
            guard let code = code[suite] else {
                return suite.hasSuffix("APITests") ? [] : ["\(document.path): \(suite)"]
            }
            let more = (match.3 ?? "").split(separator: ", ").map(String.init)
            let functions = (match.2.map { [String($0)] } ?? []) + more
            return functions.filter { !code.contains("func \($0)(") }
                .map { "\(document.path): \(suite).\($0)" }
        }
    }
}
