// SPDX-License-Identifier: Apache-2.0

/// What a row is sorted by: numbers first, then flags, then texts without regard to case.
///
/// Texts that differ in nothing but case come in the order of their characters. Characters are
/// compared scalar by scalar as they are written. The `<` of `String` would hold two spellings of
/// `é` equal, but it is no order then: there are three texts of which the first is before the
/// second, that before the third, and the first not before the third; pages would lose rows.
package struct SortKey: Sendable, Comparable {
    private let rank: UInt8
    /// The number, or the first eight bytes of the folded text, as a number that compares like them.
    private let head: UInt64
    /// Whether the text is ASCII, so that `String` compares it byte by byte too, and faster.
    private let isASCII: Bool
    private let folded: String
    private let text: String

    /// The key of a value.
    package init(_ value: Value) {
        switch value {
        case .number(let number):
            (rank, head, isASCII) = (0, UInt64(bitPattern: number) ^ 1 << 63, true)
            (folded, text) = ("", "")
        case .flag(let flag):
            (rank, head, isASCII) = (1, flag ? 1 : 0, true)
            (folded, text) = ("", "")
        case .text(let text):
            let folded = text.lowercased()
            let bytes = folded.utf8
            let first = bytes.prefix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
            (rank, head) = (2, first << UInt64(8 * (8 - min(bytes.count, 8))))
            (self.folded, self.text) = (folded, text)
            isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        }
    }

    /// The key of a row with these values: the smallest, or the largest in a descending order;
    /// `nil` for a row without one.
    package init?(_ values: [Value], isDescending: Bool) {
        let keys = values.map { SortKey($0) }
        guard let key = isDescending ? keys.max() : keys.min() else { return nil }
        self = key
    }

    /// How this key stands to another one in an ascending order: below 0 before it, 0 beside it,
    /// above 0 after it.
    package func compared(to other: Self) -> Int {
        if rank != other.rank { return rank < other.rank ? -1 : 1 }
        if head != other.head { return head < other.head ? -1 : 1 }
        if rank < 2 { return 0 }
        if isASCII, other.isASCII {
            if folded != other.folded { return folded < other.folded ? -1 : 1 }
            return text == other.text ? 0 : text < other.text ? -1 : 1
        }
        let result = Self.compare(folded, other.folded)
        return result == 0 ? Self.compare(text, other.text) : result
    }

    /// Whether the left one comes first in an ascending order.
    package static func < (left: Self, right: Self) -> Bool { left.compared(to: right) < 0 }

    /// Whether neither comes first.
    package static func == (left: Self, right: Self) -> Bool { left.compared(to: right) == 0 }

    private static func compare(_ left: String, _ right: String) -> Int {
        if left.utf8.elementsEqual(right.utf8) { return 0 }
        return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
    }
}

extension FieldOrder {
    /// The value that counts where a row has several: the smallest, or the largest in a descending
    /// order; `nil` for a row without one.
    package func decidingValue(of values: [Value]) -> Value? {
        let keyed = values.map { (key: SortKey($0), value: $0) }
        return isDescending
            ? keyed.max { $0.key < $1.key }?.value : keyed.min { $0.key < $1.key }?.value
    }
}
