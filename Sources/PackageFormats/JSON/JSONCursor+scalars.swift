// SPDX-License-Identifier: Apache-2.0

/// The bytes of a number, checked.
private struct JSONNumber {
    let start: Int
    let end: Int
    let isInteger: Bool
}

extension JSONCursor {
    /// Reads a whole number of 64 bits; one with a fraction or an exponent is refused.
    package mutating func integer() throws(JSONFault) -> Int64 {
        let number = try scannedNumberValue()
        guard number.isInteger else {
            throw fault("expected a whole number without fraction or exponent")
        }
        let isNegative = base[number.start] == UInt8(ascii: "-")
        var value: Int64 = 0
        for index in (isNegative ? number.start + 1 : number.start)..<number.end {
            let digit = Int64(base[index] - UInt8(ascii: "0"))
            let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, isTooLargeByDigit) =
                isNegative
                ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
            guard !isTooLarge, !isTooLargeByDigit else {
                throw fault("a whole number beyond 64 bits")
            }
            value = sum
        }
        return value
    }

    /// Reads a whole number or a `null`.
    package mutating func integerIfPresent() throws(JSONFault) -> Int64? {
        try skipNull() ? nil : try integer()
    }

    /// Reads a number, rounded to the nearest one of 64 bits; one beyond their range is refused.
    package mutating func double() throws(JSONFault) -> Double {
        let number = try scannedNumberValue()
        guard let value = Double(text(number)), value.isFinite else {
            throw fault("a number beyond the range of 64 bits")
        }
        return value
    }

    /// Reads a number or a `null`.
    package mutating func doubleIfPresent() throws(JSONFault) -> Double? {
        try skipNull() ? nil : try double()
    }

    /// Reads a number as it is written, of any size.
    package mutating func numberText() throws(JSONFault) -> String {
        text(try scannedNumberValue())
    }

    private func text(_ number: JSONNumber) -> String {
        let count = number.end - number.start
        return String(
            decoding: UnsafeBufferPointer(start: base + number.start, count: count),
            as: UTF8.self
        )
    }

    /// Reads `true` or `false`.
    package mutating func flag() throws(JSONFault) -> Bool {
        valueStart = position
        switch byte {
        case UInt8(ascii: "t"):
            try literal("true")
            return true
        case UInt8(ascii: "f"):
            try literal("false")
            return false
        default: throw fault(expected: Kind.boolean.rawValue)
        }
    }

    /// Reads `true`, `false` or a `null`.
    package mutating func flagIfPresent() throws(JSONFault) -> Bool? {
        try skipNull() ? nil : try flag()
    }

    /// Reads a `null` where there is one, and says so; any other value stays to be read.
    package mutating func skipNull() throws(JSONFault) -> Bool {
        guard isNull else { return false }
        valueStart = position
        try literal("null")
        return true
    }

    /// Passes over one of the three words.
    mutating func literal(_ word: StaticString) throws(JSONFault) {
        for index in 0..<word.utf8CodeUnitCount {
            guard position + index < count else {
                throw fault(at: count, "the document ends inside \(word)")
            }
            guard base[position + index] == word.utf8Start[index] else {
                throw fault(at: position, "expected \(word)")
            }
        }
        position += word.utf8CodeUnitCount
    }

    /// Passes over a number and checks it.
    mutating func scannedNumber() throws(JSONFault) {
        _ = try number()
    }

    private mutating func scannedNumberValue() throws(JSONFault) -> JSONNumber {
        guard kind == .number else { throw fault(expected: Kind.number.rawValue) }
        valueStart = position
        return try number()
    }

    private mutating func number() throws(JSONFault) -> JSONNumber {
        let start = position
        if byte == UInt8(ascii: "-") {
            position += 1
        } else if !isAtDigit {
            throw fault(expected: "a value")
        }
        let first = byte
        try digits()
        if first == UInt8(ascii: "0"), position - start > (base[start] == first ? 1 : 2) {
            throw fault(at: start, "a number with a leading zero")
        }
        var isInteger = true
        if byte == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            try digits()
        }
        if byte | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            position += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        return JSONNumber(start: start, end: position, isInteger: isInteger)
    }

    @inline(__always)
    private var isAtDigit: Bool { byte &- 0x30 < 10 }

    @inline(__always)
    private mutating func digits() throws(JSONFault) {
        guard isAtDigit else { throw fault(expected: "a digit") }
        while isAtDigit { position += 1 }
    }
}
