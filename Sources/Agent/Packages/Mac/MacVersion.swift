// SPDX-License-Identifier: Apache-2.0

/// A version of macOS or of an application of Apple's: numbers, and the letter of a response.
///
/// macOS is written as `sw_vers` and Apple's advisories do: `15.7.1`, `26.0`, `13.4.1 (a)`.
struct MacVersion: Hashable, Comparable, Sendable {
    /// The numbers between the dots, without zeros at the end, which mean nothing: 26.0 is 26.
    let numbers: [Int]
    /// The letter of a response between two updates (Rapid Security Response, Background Security
    /// Improvement); empty where there is none.
    let letter: String

    /// Reads `15.7.1`, `13.4.1 (a)` or `13.4.1(a)`; `nil` for anything else.
    init?(_ text: some StringProtocol) {
        let main = text.prefix { $0 != " " && $0 != "(" }
        let rest = text[main.endIndex...].drop { $0 == " " }
        let parts = main.split(separator: ".", omittingEmptySubsequences: false)
        var numbers: [Int] = []
        for part in parts {
            guard (1...9).contains(part.utf8.count), part.utf8.allSatisfy({ $0 &- 0x30 < 10 }),
                let number = Int(part)
            else { return nil }
            numbers.append(number)
        }
        if rest.isEmpty {
            letter = ""
        } else {
            let bytes = Array(rest.utf8)
            guard bytes.count == 3, bytes[0] == UInt8(ascii: "("), bytes[2] == UInt8(ascii: ")"),
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[1])
            else { return nil }
            letter = String(rest.dropFirst().dropLast())
        }
        while numbers.count > 1, numbers.last == 0 { numbers.removeLast() }
        self.numbers = numbers
    }

    /// By the numbers, then by the letter, of which none comes first.
    static func < (left: Self, right: Self) -> Bool {
        if left.numbers != right.numbers {
            return left.numbers.lexicographicallyPrecedes(right.numbers)
        }
        return left.letter < right.letter
    }
}
