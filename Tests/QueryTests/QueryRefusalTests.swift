// SPDX-License-Identifier: Apache-2.0

import Query
import Testing

@Suite struct QueryRefusalTests {
    @Test(
        "a wrong query is refused for its first mistake, at its place",
        arguments: [
            ("severty: High", .unknownField, 0, 7),
            ("kb: a and colour: b", .unknownField, 10, 6),
            ("interfaces: (colour: b)", .unknownField, 13, 6),
            ("interfaces: (title: b)", .unknownField, 13, 5),
            ("interfaces: (\"10.0\")", .unknownField, 13, 6),
            ("interfaces: 10", .unknownField, 0, 10),
            ("patch: 10", .unknownField, 0, 5),
            ("secret: a", .wrongType, 0, 6),
            ("secret is null", .wrongType, 0, 6),
            ("vendorSeverity: Crtical", .unknownValue, 16, 7),
            ("vendorSeverity: [Low, Hi]", .unknownValue, 22, 2),
            ("patchStatus: 'Failed'", .unknownValue, 13, 8),
            ("status: Active", .unknownValue, 8, 6),
            ("isSecurity: yes", .unknownValue, 12, 3),
            ("title: \"--\"", .unknownValue, 7, 4),
            ("missingCount: many", .wrongType, 14, 4),
            ("missingCount: 5*", .wrongType, 14, 2),
            ("missingCount: 99999999999999999999", .wrongType, 14, 20),
            ("title > a", .wrongType, 8, 1),
            ("isSecurity >= true", .wrongType, 14, 4),
            ("patchStatus < Missing", .wrongType, 14, 7),
            ("kb: [a .. b]", .wrongType, 5, 1),
            ("kb: [* .. *]", .wrongType, 4, 8),
            ("status: [1 .. 2]", .wrongType, 8, 8),
            ("status > Enabled", .wrongType, 9, 7),
            ("publishedDate: yesterday", .invalidDate, 15, 9),
            ("publishedDate: 2023-02-29", .invalidDate, 15, 10),
            ("publishedDate > now-1q", .invalidDate, 16, 6),
            ("missingCount: [5 .. 1]", .backwardRange, 14, 8),
            ("publishedDate: [now .. now-1d]", .backwardRange, 15, 15),
            ("missingCount > [1, 2]", .unexpectedCharacter, 15, 1),
            ("kb: a kb: b", .missingOperator, 6, 2),
            ("(kb: a) kb: b", .missingOperator, 8, 2),
            ("kb: a b", .missingOperator, 6, 1),
            ("title: \"a\" b", .missingOperator, 11, 1),
            ("title: a \"b\"", .missingOperator, 9, 1),
            ("kb: a) ", .unexpectedCharacter, 5, 1),
            ("kb: a, b", .unexpectedCharacter, 5, 1),
            ("missingCount: 1 .. 5", .unexpectedCharacter, 16, 2),
            ("kb != a", .unexpectedCharacter, 3, 2),
            ("and kb: a", .unexpectedCharacter, 0, 3),
            ("kb: a and or kb: b", .unexpectedCharacter, 10, 2),
            ("kb: and", .unexpectedCharacter, 4, 3),
            ("kb: [null]", .unexpectedCharacter, 5, 4),
            ("kb: (a]", .unexpectedCharacter, 6, 1),
            ("kb: =", .unexpectedCharacter, 4, 1),
            ("()", .unexpectedCharacter, 1, 1),
            ("]", .unexpectedCharacter, 0, 1),
            ("kb: \u{201C}a\u{201D}", .unexpectedCharacter, 4, 3),
            ("status: []", .unexpectedCharacter, 8, 1),
            ("kb:", .unexpectedEnd, 3, 0),
            ("kb: a and", .unexpectedEnd, 9, 0),
            ("not ", .unexpectedEnd, 4, 0),
            ("kb: \"a", .unclosedQuote, 4, 1),
            ("kb: `a'", .unclosedQuote, 4, 1),
            ("'", .unclosedQuote, 0, 1),
            ("kb: [a, b", .unclosedBracket, 4, 1),
            ("missingCount: (1 .. 5", .unclosedBracket, 14, 1),
            ("((kb: a)", .unclosedBracket, 0, 1),
        ] as [(String, QueryDiagnostic.Kind, Int, Int)]
    )
    func refuses(_ query: String, _ kind: QueryDiagnostic.Kind, _ offset: Int, _ length: Int) {
        let found = #expect(throws: QueryDiagnostic.self) { try parse(query) }
        #expect(found?.kind == kind, "\(String(describing: found))")
        #expect(found?.offset == offset)
        #expect(found?.length == length)
    }

    @Test(
        "an unknown word is answered with the nearest known one",
        arguments: [
            ("severty: High", "vendorSeverity"), ("vendorSeverty: High", "vendorSeverity"),
            ("patch.titel: a", "title"), ("MISSINGCOUNTS: 1", "missingCount"),
            ("interfaces: (adress: a)", "address"), ("interface: (ports: 1)", "port"),
            ("interfcaes: (port: 1)", "interfaces"),
            ("vendorSeverity: crtical", "Critical"), ("isSecurity: ture", "true"),
            ("status: Enabeld", "Enabled"),
        ]
    )
    func suggests(_ query: String, _ suggestion: String) {
        let found = #expect(throws: QueryDiagnostic.self) { try parse(query) }
        #expect(found?.suggestion == suggestion)
        #expect(found?.sentence.hasSuffix(", did you mean `\(suggestion)`?") == true)
    }

    @Test("a word like no known one has no suggestion", arguments: ["x: 1", "colour: 1", "q: a"])
    func suggestsNothing(_ query: String) {
        let found = #expect(throws: QueryDiagnostic.self) { try parse(query) }
        #expect(found?.suggestion == nil)
    }

    @Test("places are told in bytes and in characters")
    func countsCharacters() {
        let query = "kb: 'ÜÄ€' and ñame: 1"
        let found = #expect(throws: QueryDiagnostic.self) { try parse(query) }
        #expect(found?.offset == 18)
        #expect(found?.length == 5)
        #expect(found?.column == 15)
        #expect(found?.width == 4)
        #expect(
            found?.drawing(under: query).contains(
                "\n" + String(repeating: " ", count: 14) + "^^^^\n"
            ) == true
        )
    }

    @Test("the drawing of a long query shows the mistake alone")
    func drawsLong() {
        let query =
            String(repeating: "kb: a or ", count: 50) + "colour: a or "
            + String(repeating: "kb: a or ", count: 50) + "kb: a"
        let found = #expect(throws: QueryDiagnostic.self) { try parse(query) }
        let lines = found?.drawing(under: query, width: 40).split(separator: "\n") ?? []
        #expect(lines.count == 3)
        #expect(lines.first?.count == 42)
        let caret = lines.dropFirst().first?.firstIndex(of: "^")
        if let caret, let line = lines.first {
            let indent = lines[1].distance(from: lines[1].startIndex, to: caret)
            #expect(line.dropFirst(indent).hasPrefix("colour"))
        }
        #expect(caret != nil)
    }

    @Test("a message never repeats a long word")
    func cutsWords() {
        let word = String(repeating: "x", count: 5_000)
        for query in ["\(word): 1", "missingCount: \(word)", "kb: a \(word)"] {
            let found = #expect(throws: QueryDiagnostic.self) { try parse(query) }
            #expect((found?.sentence.count ?? .max) < 120)
        }
    }
}
