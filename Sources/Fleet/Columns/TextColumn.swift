// SPDX-License-Identifier: Apache-2.0

/// At most one text for each row, folded to lower case and laid out for searching.
///
/// Tests compare without regard to case, so the folded text answers them all. The bytes of a chunk
/// of 4,096 rows lie side by side, each text followed by a byte that no text has.
package struct TextColumn: Sendable {
    /// The folded bytes with the end mark; nothing for a row without a text.
    private(set) var texts = RaggedArray<UInt8>()
    /// The rows with a text.
    private(set) var present = Bitmap(count: 0)
    /// The rows whose text equals another one only if the bytes do: ASCII without carriage returns.
    ///
    /// Swift compares characters: `é` has two spellings, and CR LF is one character.
    private(set) var plain = Bitmap(count: 0)

    /// What follows each text; never a byte of UTF-8 (RFC 3629, section 3).
    static let endMark: UInt8 = 0xFF

    /// Makes a column without rows.
    package init() {}

    /// Makes a column of some texts, from row 0 on.
    package init(_ texts: some Sequence<String?>) {
        for text in texts { append(text) }
    }

    /// How many rows there are.
    package var count: Int { texts.count }

    /// Adds a row at the end.
    package mutating func append(_ text: String?) {
        let row = UInt32(count)
        present.grow(to: count + 1)
        plain.grow(to: count + 1)
        texts.append(mark(row, text))
    }

    /// Gives a row another text, or none.
    ///
    /// - Precondition: The row is below `count`.
    package mutating func replace(_ row: UInt32, with text: String?) {
        texts.replace(row, with: mark(row, text))
    }

    /// The text of a row in lower case; `nil` where there is none.
    package func folded(_ row: UInt32) -> String? {
        present.contains(row) ? String(decoding: texts[row].dropLast(), as: UTF8.self) : nil
    }

    /// Notes what a row has, and gives its bytes.
    private mutating func mark(_ row: UInt32, _ text: String?) -> [UInt8] {
        present.remove(row)
        plain.remove(row)
        guard let text else { return [] }
        let bytes = Array(text.lowercased().utf8)
        present.insert(row)
        if bytes.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) { plain.insert(row) }
        return bytes + [Self.endMark]
    }
}
