// SPDX-License-Identifier: Apache-2.0

/// The number of an article of Microsoft's knowledge base, by which its updates are called.
struct KBNumber: Hashable, Comparable, Sendable {
    /// How many digits there are: old articles have five, current ones seven or eight.
    private static let digits = 5...8

    /// The number, for example 5001330.
    let value: UInt32

    /// Reads `5001330` or `KB5001330`, with spaces around; `nil` for anything else.
    init?(_ text: some BidirectionalCollection<UInt8>) {
        var rest = text[...]
        while let first = rest.first, Self.isSpace(first) { rest = rest.dropFirst() }
        while let last = rest.last, Self.isSpace(last) { rest = rest.dropLast() }
        // In ASCII the letters differ in one bit.
        if rest.prefix(2).map({ $0 | 0x20 }) == Array("kb".utf8) { rest = rest.dropFirst(2) }
        guard Self.digits.contains(rest.count), rest.first != UInt8(ascii: "0") else { return nil }
        var value: UInt32 = 0
        for byte in rest {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + UInt32(byte - 0x30)
        }
        self.value = value
    }

    /// What the update is called: `KB5001330`.
    var name: String { "KB\(value)" }

    /// The smaller number first, which is the older article as a rule.
    static func < (left: Self, right: Self) -> Bool { left.value < right.value }

    /// Reads a list: numbers with `;`, `,`, spaces or tags such as `<br>` between them.
    ///
    /// The word `None` stands for an empty list. What else is no number is only counted.
    static func list(
        _ text: some BidirectionalCollection<UInt8>
    ) -> (numbers: [KBNumber], unreadable: Int) {
        var numbers: [KBNumber] = []
        var unreadable = 0
        var isInTag = false
        let words = text.split { byte in
            if byte == UInt8(ascii: "<") { isInTag = true }
            let isBetween =
                isInTag || isSpace(byte) || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",")
            if byte == UInt8(ascii: ">") { isInTag = false }
            return isBetween
        }
        for word in words {
            if let number = KBNumber(word) {
                if !numbers.contains(number) { numbers.append(number) }
            } else if !word.elementsEqual("None".utf8) {
                unreadable += 1
            }
        }
        return (numbers, unreadable)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}
