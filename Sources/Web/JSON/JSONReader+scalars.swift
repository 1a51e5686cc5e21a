// SPDX-License-Identifier: Apache-2.0

/// Strings and numbers.
extension JSONReader {
    /// Reads the string whose opening quote is the current byte.
    mutating func string() throws(JSONSyntaxError) -> String {
        let start = position + 1
        position = start
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                let text = try text(start..<position)
                position += 1
                return text
            case UInt8(ascii: "\\"):
                return try escapedString(from: start)
            case 0..<0x20:
                throw fault("a control character in a string")
            default:
                position += 1
            }
        }
        throw fault("the text ends inside a string")
    }

    private mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
        var output = [UInt8](bytes[start..<position])
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                // Escapes add no bytes that are wrong, so a fault lies in what was copied.
                guard let text = output.withUnsafeBufferPointer(StrictUTF8.string) else {
                    throw fault("a string is not UTF-8", at: start)
                }
                position += 1
                return text
            case UInt8(ascii: "\\"):
                let scalar = try escape()
                output.append(contentsOf: String(Character(scalar)).utf8)
            case 0..<0x20:
                throw fault("a control character in a string")
            default:
                output.append(byte)
                position += 1
            }
        }
        throw fault("the text ends inside a string")
    }

    private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let place = position
        position += 1
        guard let letter = current else { throw fault("the text ends inside a string") }
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape(at: place)
        default: throw fault("an unknown escape", at: place)
        }
    }

    private mutating func unicodeEscape(
        at place: Int
    ) throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try fourDigits(at: place)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, current == UInt8(ascii: "\\"), position + 1 < bytes.count,
            bytes[position + 1] == UInt8(ascii: "u")
        else {
            throw fault("half of a surrogate pair", at: place)
        }
        position += 2
        let second = try fourDigits(at: place)
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else {
            throw fault("half of a surrogate pair", at: place)
        }
        return scalar
    }

    private mutating func fourDigits(at place: Int) throws(JSONSyntaxError) -> UInt32 {
        var result: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = ASCII.hexValue(byte) else {
                throw fault("an escape without four hexadecimal digits", at: place)
            }
            result = result << 4 | UInt32(digit)
            position += 1
        }
        return result
    }

    private func text(_ range: Range<Int>) throws(JSONSyntaxError) -> String {
        guard let text = StrictUTF8.string(UnsafeBufferPointer(rebasing: bytes[range])) else {
            throw fault("a string is not UTF-8", at: range.lowerBound)
        }
        return text
    }

    /// Reads the number that begins at the current byte.
    mutating func number() throws(JSONSyntaxError) -> JSONValue {
        let start = position
        let isNegative = current == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let first = position
        let digits = skipDigits()
        guard digits > 0 else { throw fault("a digit is due") }
        guard digits == 1 || bytes[first] != UInt8(ascii: "0") else {
            throw fault("a number with a leading zero", at: start)
        }
        let whole = position
        if current == UInt8(ascii: ".") {
            position += 1
            guard skipDigits() > 0 else { throw fault("a digit is due") }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() > 0 else { throw fault("a digit is due") }
        }
        if position == whole, let exact = integer(first..<whole, isNegative: isNegative) {
            return .integer(exact)
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let value = Double(text), value.isFinite else {
            throw fault("a number that is too large", at: start)
        }
        return .number(value)
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            position += 1
        }
        return position - start
    }

    /// The digits of a range as a whole number; `nil` when it does not fit.
    private func integer(_ range: Range<Int>, isNegative: Bool) -> Int64? {
        var result: Int64 = 0
        for place in range {
            let digit = Int64(bytes[place] - UInt8(ascii: "0"))
            let (shifted, isTooLarge) = result.multipliedReportingOverflow(by: 10)
            let (next, isBeyond) =
                isNegative
                ? shifted.subtractingReportingOverflow(digit)
                : shifted.addingReportingOverflow(digit)
            if isTooLarge || isBeyond { return nil }
            result = next
        }
        return result
    }
}
