// SPDX-License-Identifier: Apache-2.0

/// The bytes of a string or key between its quotes, checked.
struct JSONText {
    let start: Int
    let end: Int
    let isEscaped: Bool
}

extension JSONCursor {
    /// Reads a string.
    package mutating func string() throws(JSONFault) -> String {
        text(try scannedStringValue())
    }

    /// Reads a string or a `null`.
    package mutating func stringIfPresent() throws(JSONFault) -> String? {
        try skipNull() ? nil : try string()
    }

    /// Reads a string without making one.
    ///
    /// - Parameter body: Takes the text as UTF-8, for the time of the call.
    /// - Returns: What the closure returns.
    /// - Throws: ``JSONFault``, or what the closure throws.
    package mutating func rawString<R>(
        _ body: (UnsafeBufferPointer<UInt8>) throws -> R
    ) throws -> R {
        let text = try scannedStringValue()
        guard text.isEscaped else { return try body(bytes(text)) }
        return try decoded(text).withUnsafeBufferPointer(body)
    }

    private mutating func scannedStringValue() throws(JSONFault) -> JSONText {
        guard byte == UInt8(ascii: "\"") else { throw fault(expected: Kind.string.rawValue) }
        valueStart = position
        return try scannedString()
    }

    func bytes(_ text: JSONText) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + text.start, count: text.end - text.start)
    }

    func text(_ text: JSONText) -> String {
        guard text.isEscaped else { return String(decoding: bytes(text), as: UTF8.self) }
        return String(unsafeUninitializedCapacity: text.end - text.start) {
            JSONEscape.decode(bytes(text), into: $0)
        }
    }

    func decoded(_ text: JSONText) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: text.end - text.start) { buffer, count in
            count = JSONEscape.decode(bytes(text), into: buffer)
        }
    }

    /// Checks a string, of which the first quote is known, and passes over it.
    mutating func scannedString() throws(JSONFault) -> JSONText {
        let start = position + 1
        var index = start
        var isEscaped = false
        while true {
            index = endOfPlain(from: index)
            guard index < count else {
                throw fault(at: count, "the document ends inside a string")
            }
            switch base[index] {
            case UInt8(ascii: "\""):
                position = index + 1
                return JSONText(start: start, end: index, isEscaped: isEscaped)
            case UInt8(ascii: "\\"):
                isEscaped = true
                index = try endOfEscape(at: index)
            case 0x80...:
                let length = JSONEscape.scalarLength(base + index, count - index)
                guard length > 0 else {
                    throw fault(at: index, "a string that is not UTF-8")
                }
                index += length
            default:
                throw fault(
                    at: index,
                    "a control character (0x\(String(base[index], radix: 16))) inside a string"
                )
            }
        }
    }

    /// The offset of the first byte from `index` on that is no plain ASCII character of a string.
    @inline(__always)
    private func endOfPlain(from index: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let raw = UnsafeRawPointer(base)
        var index = index
        while index + 8 <= count {
            let word = UInt64(
                littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            )
            // The lowest of these marks is exact; a borrow may add marks above it.
            let quotes = (word ^ (ones &* 0x22)) &- ones
            let escapes = (word ^ (ones &* 0x5C)) &- ones
            let controls = word &- (ones &* 0x20)
            let marks = (quotes | escapes | controls | word) & (ones &* 0x80)
            if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count {
            let byte = base[index]
            if byte < 0x20 || byte > 0x7F || byte == 0x22 || byte == 0x5C { return index }
            index += 1
        }
        return count
    }

    /// Checks an escape, of which the backslash is known; a pair of surrogates is one.
    private func endOfEscape(at index: Int) throws(JSONFault) -> Int {
        guard index + 1 < count else {
            throw fault(at: count, "the document ends inside a string")
        }
        guard base[index + 1] == UInt8(ascii: "u") else {
            guard JSONEscape.plain(base[index + 1]) != nil else {
                throw fault(at: index, "an unknown escape inside a string")
            }
            return index + 2
        }
        let unit = try hexadecimal(at: index)
        guard unit & 0xF800 == 0xD800 else { return index + 6 }
        guard unit < 0xDC00, index + 7 < count, base[index + 6] == UInt8(ascii: "\\"),
            base[index + 7] == UInt8(ascii: "u"),
            try hexadecimal(at: index + 6) & 0xFC00 == 0xDC00
        else { throw fault(at: index, "a lone surrogate inside a string") }
        return index + 12
    }

    /// The number of a `\u` escape.
    private func hexadecimal(at index: Int) throws(JSONFault) -> UInt32 {
        guard index + 6 <= count else {
            throw fault(at: count, "the document ends inside a string")
        }
        guard let unit = JSONEscape.hexadecimal(base + index + 2) else {
            throw fault(at: index, "an escape without four hexadecimal digits")
        }
        return unit
    }
}
