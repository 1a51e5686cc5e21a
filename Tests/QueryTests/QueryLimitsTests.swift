// SPDX-License-Identifier: Apache-2.0

import Query
import Testing

@Suite struct QueryLimitsTests {
    private static func nested(_ depth: Int, _ open: String, _ close: String) -> String {
        String(repeating: open, count: depth) + "kb: a" + String(repeating: close, count: depth)
    }

    @Test("32 levels are read and 33 are refused", arguments: [("(", ")"), ("not ", "")])
    func limitsDepth(_ open: String, _ close: String) throws {
        _ = try parse(Self.nested(32, open, close))
        let found = #expect(throws: QueryDiagnostic.self) {
            try parse(Self.nested(33, open, close))
        }
        #expect(found?.kind == .tooDeep)
        #expect(found?.offset == 32 * open.utf8.count)
    }

    @Test("levels side by side are no depth")
    func countsDepthOnly() throws {
        let group = Self.nested(30, "(", ")")
        _ = try parse([group, group, group].joined(separator: " and "))
    }

    @Test("1,000 values are read and one more is refused, however they are written")
    func limitsTerms() throws {
        let words = (1...1_001).map { "w\($0)" }
        for (prefix, separator, suffix) in [
            ("kb: [", ", ", "]"), ("", " ", ""), ("title: ", " ", ""), ("kb: ", " or kb: ", ""),
        ] {
            func query(_ count: Int) -> String {
                prefix + words.prefix(count).joined(separator: separator) + suffix
            }
            _ = try parse(query(1_000))
            let found = #expect(throws: QueryDiagnostic.self) { try parse(query(1_001)) }
            #expect(found?.kind == .tooManyTerms)
        }
    }

    @Test("the limit of bytes is exact and counts bytes, not characters")
    func limitsBytes() throws {
        let limits = QueryLimits(bytes: 10, depth: 1, terms: 1)
        _ = try parse("kb: äää", limits: limits)
        _ = try parse("          ", limits: limits)
        let found = #expect(throws: QueryDiagnostic.self) {
            try parse("kb: ääää", limits: limits)
        }
        #expect(found?.kind == .tooLong)
        #expect(found?.sentence.contains("10 bytes, not 12") == true)
    }
}
