// SPDX-License-Identifier: Apache-2.0

import Query
import Testing

@testable import Fleet

/// Searches in bytes, against the plain way.
@Suite struct ByteSearchTests {
    @Test("bytes are found where they first are", arguments: 1...4 as ClosedRange<UInt64>)
    func finds(seed: UInt64) {
        var chance = SplitMix64(seed: seed)
        // Neighbouring values and 0x80 try the borrow between bytes.
        let letters: [UInt8] = [0x00, 0x01, 0x7F, 0x80, 0x81, 0xFF]
        func some(_ limit: UInt32) -> [UInt8] {
            let kinds = chance.number(below: 6) + 1
            return (0..<limit).map { _ in letters[Int(chance.number(below: kinds))] }
        }
        for _ in 0..<400 {
            let bytes = some(chance.number(below: 60))
            let needle = some(chance.number(below: 5) + 1)
            let start = Int(chance.number(below: UInt32(bytes.count + 1)))
            let wanted = (start..<max(start, bytes.count - needle.count + 1)).first {
                bytes[$0...].starts(with: needle)
            }
            let found = bytes.withUnsafeBufferPointer {
                ByteSearch(needle).place(in: $0, from: start)
            }
            #expect(found == wanted, "\(needle) in \(bytes) from \(start)")
        }
    }

    @Test(
        "words of short texts are those that a phrase sees",
        arguments: 1...4 as ClosedRange<UInt64>
    )
    func splitsWords(seed: UInt64) {
        var chance = SplitMix64(seed: seed)
        let letters = Array("ab1_.,- ")
        func some(_ limit: UInt32) -> String {
            String((0..<limit).map { _ in letters[Int(chance.number(below: 8))] })
        }
        for _ in 0..<500 {
            let phrase = Phrase(some(chance.number(below: 6) + 1))
            guard !phrase.words.isEmpty else { continue }
            let text = some(chance.number(below: 37))
            let found = Array(text.utf8).withUnsafeBufferPointer {
                ShortWords.have(phrase.words.map { Array($0.utf8) }, in: $0[...])
            }
            let wanted = text.utf8.count < 36 ? phrase.accepts(text) : nil
            #expect(found == wanted, "\(phrase.text) in \(text)")
        }
    }

    @Test("a set of texts knows its members", arguments: [1, 2] as [UInt64])
    func knowsMembers(seed: UInt64) {
        var chance = SplitMix64(seed: seed)
        func some() -> [UInt8] {
            let end = chance.number(below: 2) == 0 ? Array("-and-a-tail".utf8) : []
            return (0..<chance.number(below: 12)).map { _ in
                UInt8(chance.number(below: 2) + 97)
            } + end
        }
        let members = (0..<300).map { _ in some() }
        let set = ByteStrings(members)
        for text in members + (0..<2_000).map({ _ in some() }) {
            let found = text.withUnsafeBufferPointer { set.contains($0) }
            #expect(found == members.contains(text), "\(text)")
        }
    }

    @Test(
        "patterns fit whole texts",
        arguments: [
            (["a", ""], "abc", true), (["", "c"], "abc", true), (["a", "c"], "ac", true),
            (["ab", "bc"], "abc", false), (["", "b", ""], "abc", true),
            (["a", "b", "b", ""], "abc", false), (["a", "b", "b", ""], "abxb", true),
            (["", ""], "", true), (["A", ""], "abc", true), (["", "\u{C9}"], "caf\u{E9}", true),
            (["a", "b", "c"], "abcbc", true), (["", "d"], "abc", false),
        ]
    )
    func fitsPatterns(parts: [String], text: String, isFit: Bool) {
        let found = Array(text.utf8).withUnsafeBufferPointer {
            PatternSearch(Wildcard(parts)).accepts($0[...])
        }
        #expect(found == isFit)
        #expect(Wildcard(parts).accepts(text) == isFit)
    }
}
