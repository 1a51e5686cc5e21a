// SPDX-License-Identifier: Apache-2.0
package import Query

/// What a row is sorted by: numbers first, then flags, then texts without regard to case.
///
/// Texts that differ in nothing but case come in the order of their characters.
package struct OrderKey: Sendable, Comparable {
    private let rank: UInt8
    /// Whether the text is ASCII, so that its bytes compare as it does.
    private let isASCII: Bool
    /// The number, or the first eight bytes of the folded text as one that compares like them.
    private let number: Int64
    private let folded: String
    private let text: String

    /// The key of a value.
    package init(_ value: Value) {
        switch value {
        case .number(let number):
            (rank, isASCII, self.number, folded, text) = (0, false, number, "", "")
        case .flag(let flag):
            (rank, isASCII, number, folded, text) = (1, false, flag ? 1 : 0, "", "")
        case .text(let text):
            let folded = text.lowercased()
            let isASCII = folded.utf8.allSatisfy { $0 < 0x80 }
            let head = folded.utf8.prefix(8).reduce(0 as Int64) { $0 << 8 | Int64($1) }
            let missing = 8 - min(folded.utf8.count, 8)
            (rank, self.isASCII, self.folded, self.text) = (2, isASCII, folded, text)
            number = isASCII ? head << Int64(8 * missing) : 0
        }
    }

    /// The key of a row with these values: the smallest, or the largest in a descending order.
    package init?(_ values: [Value], isDescending: Bool) {
        let keys = values.map { OrderKey($0) }
        guard let key = isDescending ? keys.max() : keys.min() else { return nil }
        self = key
    }

    /// Whether the left one comes first in an ascending order.
    package static func < (left: Self, right: Self) -> Bool {
        if left.rank != right.rank { return left.rank < right.rank }
        if left.rank < 2 || left.isASCII && right.isASCII, left.number != right.number {
            return left.number < right.number
        }
        if left.folded != right.folded { return left.folded < right.folded }
        return left.text < right.text
    }
}
