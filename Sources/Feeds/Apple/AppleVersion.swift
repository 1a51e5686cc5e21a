// SPDX-License-Identifier: Apache-2.0
import Domain

/// A version of macOS: numbers, and the letter of a rapid response between two updates.
///
/// `26.6.1`, or `13.4.1 (a)` for what `sw_vers` prints as two: `ProductVersion` and
/// `ProductVersionExtra`. Apple called such a response Rapid Security Response and calls it
/// Background Security Improvement since macOS 26.
struct AppleVersion: Hashable {
    /// As `sw_vers` prints it: a lone number gets its `.0`, and one blank stands before the letter.
    let text: String
    /// The release that it belongs to: `macos:15`, or `macos:10.15` up to macOS 10.
    let stream: Stream
    /// Whether it is a response between two updates, which need not restart the machine.
    let isResponse: Bool

    /// Reads a version; `extra` is the letter in its parentheses where it stands apart.
    ///
    /// `nil` for any other form.
    init?(_ version: String, extra: String = "") {
        let text = extra.isEmpty ? version : "\(version) \(extra)"
        let main = text.prefix { $0 != " " && $0 != "(" }
        let letter = text.dropFirst(main.count).drop { $0 == " " }
        guard let numbers = Self.numbers(main), letter.isEmpty || Self.isLetter(letter) else {
            return nil
        }
        let full = numbers.count == 1 ? "\(numbers[0]).0" : String(main)
        self.text = letter.isEmpty ? full : "\(full) \(letter)"
        isResponse = !letter.isEmpty
        let isOld = numbers[0] == 10 && numbers.count > 1
        stream = Stream(rawValue: "macos:" + (isOld ? "10.\(numbers[1])" : "\(numbers[0])"))
    }

    /// The letter in its parentheses at the end of a release's name; empty where there is none.
    static func letter(atEndOf name: String) -> String {
        let end = name.suffix(3)
        return isLetter(end) ? String(end) : ""
    }

    /// One to four numbers between dots.
    private static func numbers(_ text: Substring) -> [Int]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { CalendarDate.number($0, digits: 1...3) }
        return numbers.count == parts.count && (1...4).contains(parts.count) ? numbers : nil
    }

    /// `(a)`.
    private static func isLetter(_ text: Substring) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 3 && bytes[0] == UInt8(ascii: "(") && bytes[2] == UInt8(ascii: ")")
            && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[1])
    }
}
