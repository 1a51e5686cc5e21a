// SPDX-License-Identifier: Apache-2.0
import Query

extension TextColumn {
    /// The rows of a set whose text passes a test.
    ///
    /// Where bytes decide, plain texts are tested as bytes; all others as `Test` does it.
    func rows(passing test: Test, among candidates: Bitmap) -> Bitmap {
        let rows = present.intersection(candidates.resized(to: count))
        return answer(test, rows).resized(to: candidates.count)
    }

    private func answer(_ test: Test, _ rows: Bitmap) -> Bitmap {
        switch test {
        case .exists: return rows
        case .isBetween: return Bitmap(count: count)
        case .isOneOf(let values):
            let wanted = values.compactMap { value in
                if case .text(let text) = value { text.lowercased() } else { nil }
            }
            return answer(test, rows, wanted) { equal($0, $1) }
        case .contains(let part):
            guard !part.isEmpty else { return rows }
            return answer(test, rows, [part.lowercased()]) { needles, rows in
                needles.reduce(rows) { containing($1, $0) }
            }
        case .phrase(let phrase):
            guard !phrase.words.isEmpty else { return Bitmap(count: count) }
            return answer(test, rows, phrase.words) { words, rows in
                // Without one of its words no text has the phrase.
                guard words.count == phrase.words.count else { return Bitmap(count: count) }
                return having(words, phrase, rows)
            }
        case .matches(let pattern):
            let search = PatternSearch(pattern)
            return texts.rows(among: rows) { search.accepts($0.dropLast()) }
        }
    }

    /// Tests plain texts by a rule for bytes and the others one by one.
    ///
    /// - Parameters:
    ///   - test: The test.
    ///   - rows: Rows with a text.
    ///   - needles: Folded texts that the test compares with.
    ///   - rule: Gives the rows that pass, of plain ones, with the needles that are ASCII; others
    ///     equal nothing in a plain text.
    /// - Returns: The rows that pass.
    private func answer(
        _ test: Test,
        _ rows: Bitmap,
        _ needles: [String],
        _ rule: (_ needles: [[UInt8]], _ rows: Bitmap) -> Bitmap
    ) -> Bitmap {
        guard !needles.contains(where: Self.equalsASCII) else { return one(test, rows) }
        let ascii = needles.map { Array($0.utf8) }.filter { $0.allSatisfy { $0 < 0x80 } }
        let found =
            ascii.isEmpty ? Bitmap(count: count) : rule(ascii, rows.intersection(plain))
        return found.union(one(test, rows.subtracting(plain)))
    }

    /// Tests texts one by one.
    private func one(_ test: Test, _ rows: Bitmap) -> Bitmap {
        texts.rows(among: rows) { bytes in
            test.accepts(.text(String(decoding: bytes.dropLast(), as: UTF8.self)))
        }
    }

    /// Whether a text has one of the characters that Unicode holds equal to an ASCII one: the Greek
    /// question mark, which equals `;`, and the Greek varia, which equals a back quote.
    ///
    /// The third such character, the Kelvin sign, folds to `k` (Unicode, UnicodeData.txt: canonical
    /// decompositions).
    private static func equalsASCII(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0 == "\u{37E}" || $0 == "\u{1FEF}" }
    }
}

// MARK: - Rules for bytes

extension TextColumn {
    /// The rows whose text is one of some others.
    private func equal(_ wanted: [[UInt8]], _ rows: Bitmap) -> Bitmap {
        guard wanted.count > 4 else {
            return texts.rows(among: rows) { bytes in
                wanted.contains { $0.count == bytes.count - 1 && bytes.starts(with: $0) }
            }
        }
        let set = ByteStrings(wanted)
        return texts.rows(among: rows) { bytes in
            set.contains(UnsafeBufferPointer(rebasing: bytes.dropLast()))
        }
    }

    /// The rows whose text contains some bytes, found in one pass over each chunk.
    private func containing(_ needle: [UInt8], _ rows: Bitmap) -> Bitmap {
        let search = ByteSearch(needle)
        var found = Bitmap(count: count)
        found.withMutableWords { words in
            for (number, chunk) in texts.chunks.enumerated() {
                chunk.elements.withUnsafeBufferPointer { bytes in
                    chunk.ends.withUnsafeBufferPointer { ends in
                        var row = 0
                        var start = 0
                        while let place = search.place(in: bytes, from: start) {
                            while Int(ends[row]) <= place { row += 1 }
                            words[number << 6 | row >> 6] |= 1 &<< UInt64(row & 63)
                            start = Int(ends[row])
                        }
                    }
                }
            }
        }
        found.formIntersection(rows)
        return found
    }

    /// The rows whose text has the words of a phrase in sequence.
    private func having(_ words: [[UInt8]], _ phrase: Phrase, _ rows: Bitmap) -> Bitmap {
        let longest = words.max { $0.count < $1.count } ?? words[0]
        return texts.rows(among: containing(longest, rows)) { bytes in
            let text = bytes.dropLast()
            return ShortWords.have(words, in: text)
                ?? phrase.accepts(String(decoding: text, as: UTF8.self))
        }
    }
}
