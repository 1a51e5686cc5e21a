// SPDX-License-Identifier: Apache-2.0

/// The bytes of a string: escapes (RFC 8259 section 7) and UTF-8 (RFC 3629 section 4).
enum JSONEscape {
    /// The character that a backslash and one further byte stand for; `nil` if they are no escape.
    static func plain(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// The number that four bytes write in hexadecimal; `nil` if they do not.
    static func hexadecimal(_ digits: UnsafePointer<UInt8>) -> UInt32? {
        var number: UInt32 = 0
        for index in 0..<4 {
            let byte = digits[index]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            number = number << 4 | UInt32(digit)
        }
        return number
    }

    /// How many bytes the scalar has that begins here; 0 if what is there is not UTF-8.
    static func scalarLength(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        func isTail(_ index: Int, _ allowed: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            index < count && allowed.contains(bytes[index])
        }
        switch bytes[0] {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: return isTail(1) ? 2 : 0
        case 0xE0: return isTail(1, 0xA0...0xBF) && isTail(2) ? 3 : 0
        case 0xED: return isTail(1, 0x80...0x9F) && isTail(2) ? 3 : 0
        case 0xE1...0xEF: return isTail(1) && isTail(2) ? 3 : 0
        case 0xF0: return isTail(1, 0x90...0xBF) && isTail(2) && isTail(3) ? 4 : 0
        case 0xF1...0xF3: return isTail(1) && isTail(2) && isTail(3) ? 4 : 0
        case 0xF4: return isTail(1, 0x80...0x8F) && isTail(2) && isTail(3) ? 4 : 0
        default: return 0
        }
    }

    /// Writes a checked text without its escapes; it never becomes longer.
    ///
    /// - Returns: The number of bytes written.
    static func decode(
        _ text: UnsafeBufferPointer<UInt8>,
        into output: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        guard let base = text.baseAddress else { return 0 }
        var index = 0
        var count = 0
        while index < text.count {
            let byte = base[index]
            if byte != UInt8(ascii: "\\") {
                output[count] = byte
                count += 1
                index += 1
            } else if let character = plain(base[index + 1]) {
                output[count] = character
                count += 1
                index += 2
            } else {
                var value = hexadecimal(base + index + 2) ?? 0
                index += 6
                if value & 0xF800 == 0xD800 {
                    let low = hexadecimal(base + index + 2) ?? 0
                    value = 0x10000 + ((value & 0x3FF) << 10 | (low & 0x3FF))
                    index += 6
                }
                guard let scalar = Unicode.Scalar(value) else { continue }
                for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    output[count] = unit
                    count += 1
                }
            }
        }
        return count
    }
}
