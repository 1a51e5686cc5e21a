// SPDX-License-Identifier: Apache-2.0

/// Swift text in which comments and the contents of strings are blank, byte for byte in place.
///
/// What is interpolated into a string stays: it is code. Regular expression literals are not known; a
/// quote in one blanks the rest of its line at worst.
struct SwiftCode: Sendable {
    /// The text; newlines are where they were.
    let bytes: [UInt8]

    /// Blanks a text.
    init(_ text: String) {
        var blanker = CodeBlanker(text)
        blanker.blankCode(untilParenthesis: false)
        bytes = blanker.output
    }

    /// The lines, without their newlines.
    var lines: [String] {
        bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The number of the line, from 1, that a byte is in.
    func lineNumber(at offset: Int) -> Int {
        bytes[..<offset].count { $0 == 0x0A } + 1
    }

    /// Calls `body` with the range of every identifier, keyword and number, in order.
    func forEachWord(_ body: (Range<Int>) -> Void) {
        var start: Int?
        for (offset, byte) in bytes.enumerated() {
            if Self.isWord(byte) {
                start = start ?? offset
            } else if let first = start {
                body(first..<offset)
                start = nil
            }
        }
        if let start { body(start..<bytes.count) }
    }

    /// Whether a byte may be part of an identifier; every byte beyond ASCII may.
    static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF: true
        default: false
        }
    }

    /// Whether a byte is a blank, a tab or a newline.
    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}

/// The scanner behind `SwiftCode`.
private struct CodeBlanker {
    private(set) var output: [UInt8]
    private var position = 0

    init(_ text: String) {
        output = Array(text.utf8)
    }

    /// Walks over code to its end, or to the parenthesis that closes an interpolation.
    mutating func blankCode(untilParenthesis: Bool) {
        var depth = 0
        while position < output.count {
            if starts("//") {
                blankLine()
            } else if starts("/*") {
                blankComment()
            } else if let hashes = hashesBeforeQuote() {
                blankString(hashes: hashes)
            } else {
                if output[position] == UInt8(ascii: "(") { depth += 1 }
                if output[position] == UInt8(ascii: ")") {
                    if untilParenthesis, depth == 0 { return }
                    depth -= 1
                }
                position += 1
            }
        }
    }

    private mutating func blankLine() {
        while position < output.count, output[position] != 0x0A { blank(1) }
    }

    private mutating func blankComment() {
        var depth = 0
        repeat {
            if starts("/*") {
                depth += 1
                blank(2)
            } else if starts("*/") {
                depth -= 1
                blank(2)
            } else {
                blank(1)
            }
        } while depth > 0 && position < output.count
    }

    private mutating func blankString(hashes: Int) {
        position += hashes
        let mark = String(repeating: "#", count: hashes)
        let quote = starts("\"\"\"") ? "\"\"\"" : "\""
        position += quote.utf8.count
        while position < output.count, !starts(quote + mark) {
            if starts("\\" + mark) {
                blank(1 + hashes)
                guard position < output.count, output[position] == UInt8(ascii: "(") else {
                    blank(1)
                    continue
                }
                position += 1
                blankCode(untilParenthesis: true)
                position += 1
            } else if output[position] == 0x0A, quote.utf8.count == 1 {
                return
            } else {
                blank(1)
            }
        }
        position = min(position + quote.utf8.count + hashes, output.count)
    }

    /// The number of `#` before a quote that begins here, or nil when no string begins here.
    private func hashesBeforeQuote() -> Int? {
        guard output[position] == UInt8(ascii: "\"") || output[position] == UInt8(ascii: "#") else {
            return nil
        }
        var end = position
        while end < output.count, output[end] == UInt8(ascii: "#") { end += 1 }
        return end < output.count && output[end] == UInt8(ascii: "\"") ? end - position : nil
    }

    private func starts(_ text: String) -> Bool {
        let count = text.utf8.count
        guard position + count <= output.count else { return false }
        return output[position..<position + count].elementsEqual(text.utf8)
    }

    private mutating func blank(_ count: Int) {
        for _ in 0..<count where position < output.count {
            if output[position] != 0x0A { output[position] = 0x20 }
            position += 1
        }
    }
}
