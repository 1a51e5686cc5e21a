// SPDX-License-Identifier: Apache-2.0

/// The words of short ASCII texts in lower case, found as `Words` finds them, without a `String`.
///
/// A text of fewer than 36 bytes has no UUID, which is the one word with separators in it.
enum ShortWords {
    /// The length from which a text may have a UUID.
    private static let limit = 36

    /// Whether a text has words in sequence that begin with some others.
    ///
    /// - Parameters:
    ///   - wanted: Words of a phrase, at least one, in ASCII.
    ///   - text: ASCII in lower case.
    /// - Returns: `nil` if the text is so long that it may have a UUID.
    static func have(
        _ wanted: [[UInt8]],
        in text: Slice<UnsafeBufferPointer<UInt8>>
    ) -> Bool? {
        guard text.count < limit else { return nil }
        let bytes = UnsafeBufferPointer(rebasing: text)
        return withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: limit) { words in
            let count = split(bytes, into: words)
            guard count >= wanted.count else { return false }
            return (0...(count - wanted.count)).contains { first in
                wanted.indices.allSatisfy { index in
                    bytes[words[first + index]].starts(with: wanted[index])
                }
            }
        }
    }

    /// Finds where the words lie; returns how many there are.
    private static func split(
        _ bytes: UnsafeBufferPointer<UInt8>,
        into words: UnsafeMutableBufferPointer<Range<Int>>
    ) -> Int {
        var count = 0
        var start: Int?
        for index in 0...bytes.count {
            if index < bytes.count, isInside(bytes, index) {
                start = start ?? index
            } else if let first = start {
                words.initializeElement(at: count, to: first..<index)
                count += 1
                start = nil
            }
        }
        return count
    }

    private enum Kind {
        case letter
        case digit
        case separator
    }

    private static func kind(_ byte: UInt8) -> Kind {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): .letter
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        default: .separator
        }
    }

    /// Whether a byte belongs to a word: it is no separator, or one that does not part its
    /// neighbours.
    private static func isInside(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        if kind(bytes[index]) != .separator { return true }
        guard index > 0, index + 1 < bytes.count else { return false }
        let before = kind(bytes[index - 1])
        let after = kind(bytes[index + 1])
        switch bytes[index] {
        case UInt8(ascii: "."): return before == after && before != .separator
        case UInt8(ascii: ","): return before == .digit && after == .digit
        default: return false
        }
    }
}
