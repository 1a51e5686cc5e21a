// SPDX-License-Identifier: Apache-2.0

/// A pattern for a whole text, compared without regard to case.
package struct Wildcard: Sendable, Equatable {
    /// The texts around the stars, in order; each star stands for any text, the empty one too.
    ///
    /// `win*` is `["win", ""]`, `*.com` is `["", ".com"]`. There are at least two parts, and only
    /// the first and the last may be empty.
    package let parts: [String]
    private let folded: [[UInt8]]

    /// Makes a pattern; stars side by side count as one.
    ///
    /// - Precondition: there are at least two parts, that is one star.
    package init(_ parts: [String]) {
        precondition(parts.count >= 2, "a pattern needs a star")
        let inner = parts.dropFirst().dropLast().filter { !$0.isEmpty }
        self.parts = [parts[0]] + inner + [parts[parts.count - 1]]
        folded = self.parts.map { Array($0.lowercased().utf8) }
    }

    /// The pattern that every text with this beginning fits.
    package static func prefix(_ text: String) -> Self { Self([text, ""]) }

    /// The pattern that every text with this end fits.
    package static func suffix(_ text: String) -> Self { Self(["", text]) }

    /// Whether a text fits.
    package func accepts(_ text: String) -> Bool {
        let bytes = Array(text.lowercased().utf8)
        let first = folded[0]
        let last = folded[folded.count - 1]
        guard bytes.count >= first.count + last.count, bytes.starts(with: first),
            bytes.suffix(last.count).elementsEqual(last)
        else { return false }
        // The leftmost place of each part leaves the most room for the next one.
        var rest = bytes[first.count..<(bytes.count - last.count)]
        for part in folded.dropFirst().dropLast() {
            guard let place = Self.place(of: part, in: rest) else { return false }
            rest = rest[(place + part.count)...]
        }
        return true
    }

    private static func place(of part: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard part.count <= bytes.count else { return nil }
        return (bytes.startIndex...(bytes.endIndex - part.count)).first {
            bytes[$0..<($0 + part.count)].elementsEqual(part)
        }
    }

    /// Whether the patterns are written alike.
    package static func == (left: Self, right: Self) -> Bool { left.parts == right.parts }
}
