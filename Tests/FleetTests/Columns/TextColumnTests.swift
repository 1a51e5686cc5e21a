// SPDX-License-Identifier: Apache-2.0

import Fleet
import Query
import Testing

/// Texts as folded bytes.
@Suite struct TextColumnTests {
    @Test("changed and added rows read like rows that were there from the start")
    func changes() {
        var chance = SplitMix64(seed: 5)
        var texts = (0..<4_100).map { $0 % 7 == 0 ? nil : "Row \($0)" }
        var column = TextColumn(texts)
        for _ in 0..<60 {
            let row =
                chance.number(below: 2) == 0
                ? 4_000 + chance.number(below: 100) : chance.number(below: 4_100)
            let text = chance.number(below: 4) == 0 ? nil : RandomTable.text(&chance)
            texts[Int(row)] = text
            column.replace(row, with: text)
        }
        column.append("\u{130}")
        texts.append("\u{130}")
        let copy = column
        column.replace(1, with: "else")
        #expect(copy.count == 4_101)
        for row in texts.indices {
            #expect(copy.folded(UInt32(row)) == texts[row]?.lowercased(), "row \(row)")
        }
        #expect(copy.folded(4_101) == nil)
        #expect(column.folded(1) == "else")
    }

    /// Pieces that fold, compare or separate in ways of their own, alone and side by side.
    private static let oddTexts: [String] = {
        let pieces = [
            "a", "K", "e", "E\u{301}", "\u{301}", "\u{C9}", ";", "\u{37E}", "`", "\u{1FEF}",
            "\u{212A}", "\r", "\n", "1", ".", " ", "\u{130}",
        ]
        return [""] + pieces + pieces.flatMap { first in pieces.map { first + $0 } }
    }()

    @Test("odd texts pass exactly the tests that they pass one by one", arguments: 0..<6)
    func oddTests(part: Int) {
        let texts = Self.oddTexts
        let column = Column.texts(TextColumn(texts))
        let all = Bitmap(all: texts.count)
        struct Source: ColumnSource {
            let column: Column
            func column(_ field: Int) -> Column { column }
        }
        for needle in texts.dropFirst(part).enumerated().filter({ $0.offset % 6 == 0 }) {
            let needle = needle.element
            let tests: [Query.Test] = [
                .contains(needle), .isOneOf([.text(needle)]), .phrase(Phrase(needle)),
                .phrase(Phrase("a " + needle)), .matches(Wildcard([needle, ""])),
                .isOneOf(["x", "y", "z", "w", needle].map { .text($0) }),
            ]
            for test in tests {
                let found = FilterPlan(.test(0, test), Source(column: column)).rows(among: all)
                let wanted = texts.indices.filter { test.accepts(.text(texts[$0])) }
                #expect(found.slots.map { Int($0) } == wanted, "\(test)")
            }
        }
    }

    @Test("folding twice is folding once, so that folded texts answer for the texts")
    func foldsOnce() {
        let changing = (0...0x1_FFFF as ClosedRange<UInt32>).lazy
            .compactMap { Unicode.Scalar($0) }
            .filter { $0.properties.changesWhenLowercased }
        var count = 0
        for scalar in changing {
            let folded = scalar.properties.lowercaseMapping
            count += 1
            #expect(Array(folded.lowercased().utf8) == Array(folded.utf8), "\(scalar)")
        }
        #expect(count > 1_000)
    }

    @Test("exactly three characters equal an ASCII one, and one of them folds to ASCII")
    func equalsASCII() {
        let ascii = Set((0..<128 as Range<UInt8>).map { String(Unicode.Scalar($0)) })
        let equal = (0x80...0x3_0000 as ClosedRange<UInt32>).lazy
            .compactMap { Unicode.Scalar($0) }
            .filter { ascii.contains(String($0)) }
        #expect(Array(equal) == ["\u{37E}", "\u{1FEF}", "\u{212A}"])
        #expect("\u{212A}".lowercased().utf8.elementsEqual("k".utf8))
    }
}
