// SPDX-License-Identifier: Apache-2.0

import Query
import Testing

/// What rows are sorted by.
@Suite struct SortKeyTests {
    @Test("numbers come before flags, and flags before texts")
    func ranks() {
        let values: [Value] = [
            .number(.min), .number(-1), .number(0), .number(7), .number(.max), .flag(false),
            .flag(true), .text(""), .text("\0"), .text("1"), .text("a"), .text("\u{E9}"),
        ]
        for (first, left) in values.enumerated() {
            for (second, right) in values.enumerated() {
                #expect((SortKey(left) < SortKey(right)) == (first < second), "\(left) \(right)")
                #expect((SortKey(left) == SortKey(right)) == (first == second))
            }
        }
    }

    @Test(
        "texts come without regard to case, then by their characters",
        arguments: [
            ("a", "B"), ("A", "a"), ("abcdefgh1", "abcdefgh2"), ("abcdefgh", "abcdefghi"),
            ("a", "a\0"), ("zz", "\u{E9}"), ("e", "\u{E9}"), ("Z", "\u{4E2D}"),
        ]
    )
    func orders(first: String, second: String) {
        #expect(SortKey(.text(first)) < SortKey(.text(second)))
        #expect(!(SortKey(.text(second)) < SortKey(.text(first))))
    }

    @Test("of three texts in a row the first is before the last, whatever their spelling")
    func isTransitive() {
        let texts = [
            "\u{37E}", ";;web", ";b", ";", "e\u{301}", "e\u{301} 1", "\u{E9}k", "\u{C9}-", "\u{E9}",
            "e", "ek", "K", "\u{212A}", "k", "\u{130}", "i\u{307}", "", "\u{301}", "\u{1FEF}b",
            "`a",
            "\r\n", "\n", "\u{DF}", "ss", "\u{1E9E}", "\u{4E2D}", "\u{1F600}", "\u{FB01}",
        ]
        let keys = texts.map { SortKey(.text($0)) }
        for first in keys {
            for second in keys where first < second {
                #expect(!(second < first))
                #expect(keys.allSatisfy { !(second < $0) || first < $0 })
            }
            #expect(keys.count { !(first < $0) && !($0 < first) } == 1)
        }
    }

    @Test("of several values the smallest counts, or the largest in a descending order")
    func decides() {
        let values: [Value] = [.text("b"), .number(4), .text("A"), .number(2)]
        #expect(FieldOrder("field").decidingValue(of: values) == .number(2))
        #expect(FieldOrder("field", isDescending: true).decidingValue(of: values) == .text("b"))
        #expect(FieldOrder("field").decidingValue(of: []) == nil)
        #expect(SortKey([], isDescending: false) == nil)
        #expect(SortKey(values, isDescending: true) == SortKey(.text("b")))
    }
}
