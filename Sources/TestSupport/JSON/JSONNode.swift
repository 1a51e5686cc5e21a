// SPDX-License-Identifier: Apache-2.0

extension JSONShape {
    /// A place where a text stops being JSON.
    package struct SyntaxError: Error, Equatable, CustomStringConvertible {
        /// The place, in bytes from the start of the text.
        package let offset: Int
        /// What is expected there.
        package let expected: String

        /// One line for a test's output.
        package var description: String {
            "not JSON at byte \(offset): expected \(expected)"
        }
    }
}

/// A JSON value reduced to what a shape needs.
enum JSONNode: Equatable {
    case scalar(JSONShape.Kind)
    case array([JSONNode])
    case object([String: JSONNode])
}

/// A strict reader of RFC 8259.
///
/// The system's decoder is not used because it lets through what clients refuse: a comma before a
/// closing bracket, and repeated keys. Depth is limited to 512.
struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    /// Reads a whole text as one value.
    static func node(_ bytes: [UInt8]) throws(JSONShape.SyntaxError) -> JSONNode {
        var reader = JSONReader(bytes: bytes)
        let node = try reader.value()
        if reader.position < bytes.count { throw reader.expected("the end") }
        return node
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func value() throws(JSONShape.SyntaxError) -> JSONNode {
        skipBlanks()
        defer { skipBlanks() }
        switch byte {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""):
            _ = try string()
            return .scalar(.string)
        case UInt8(ascii: "t"): return try word("true", .bool)
        case UInt8(ascii: "f"): return try word("false", .bool)
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object() throws(JSONShape.SyntaxError) -> JSONNode {
        var members: [String: JSONNode] = [:]
        try open()
        skipBlanks()
        if take("}") { return close(.object(members)) }
        repeat {
            skipBlanks()
            let start = position
            let key = try string()
            skipBlanks()
            guard take(":") else { throw expected("a colon") }
            let node = try value()
            guard members.updateValue(node, forKey: key) == nil else {
                throw JSONShape.SyntaxError(
                    offset: start,
                    expected: "a key that is not there already"
                )
            }
        } while take(",")
        guard take("}") else { throw expected("a comma or }") }
        return close(.object(members))
    }

    private mutating func array() throws(JSONShape.SyntaxError) -> JSONNode {
        var elements: [JSONNode] = []
        try open()
        skipBlanks()
        if take("]") { return close(.array(elements)) }
        repeat {
            elements.append(try value())
        } while take(",")
        guard take("]") else { throw expected("a comma or ]") }
        return close(.array(elements))
    }

    private mutating func string() throws(JSONShape.SyntaxError) -> String {
        let start = position
        guard take("\"") else { throw expected("a string") }
        var content: [UInt8] = []
        while let next = byte, next != UInt8(ascii: "\"") {
            guard next >= 0x20 else { throw expected("no control character") }
            position += 1
            if next == UInt8(ascii: "\\") {
                content += try escape()
            } else {
                content.append(next)
            }
        }
        guard take("\"") else { throw expected("a closing quote") }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw JSONShape.SyntaxError(offset: start, expected: "UTF-8")
        }
        return text
    }

    /// Reads what follows a backslash.
    ///
    /// A surrogate half alone becomes U+FFFD, as most clients read it.
    private mutating func escape() throws(JSONShape.SyntaxError) -> [UInt8] {
        let plain: [UInt8: UInt8] = [
            0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D,
            0x74: 0x09,
        ]
        if let next = byte, let meaning = plain[next] {
            position += 1
            return [meaning]
        }
        guard take("u") else { throw expected("an escape") }
        var units = [try unit()]
        if UTF16.isLeadSurrogate(units[0]), byte == 0x5C,
            bytes.dropFirst(position + 1).first == 0x75
        {
            position += 2
            units.append(try unit())
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    private mutating func unit() throws(JSONShape.SyntaxError) -> UInt16 {
        let digits = String(decoding: bytes.dropFirst(position).prefix(4), as: UTF8.self)
        guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit),
            let unit = UInt16(digits, radix: 16)
        else { throw expected("four hexadecimal digits") }
        position += 4
        return unit
    }

    private mutating func number() throws(JSONShape.SyntaxError) -> JSONNode {
        let isNegative = take("-")
        if take("0") {
            // No digit may follow: the next check of the caller says so.
        } else if !skipDigits() {
            throw expected(isNegative ? "a digit" : "a value")
        }
        if take("."), !skipDigits() { throw expected("a digit") }
        if take("e") || take("E") {
            _ = take("+") || take("-")
            guard skipDigits() else { throw expected("a digit") }
        }
        return .scalar(.number)
    }

    private mutating func word(
        _ word: String,
        _ kind: JSONShape.Kind
    ) throws(JSONShape.SyntaxError) -> JSONNode {
        guard bytes.dropFirst(position).starts(with: word.utf8) else { throw expected(word) }
        position += word.utf8.count
        return .scalar(kind)
    }

    private mutating func open() throws(JSONShape.SyntaxError) {
        guard depth < 512 else { throw expected("no deeper nesting") }
        depth += 1
        position += 1
    }

    private mutating func close(_ node: JSONNode) -> JSONNode {
        depth -= 1
        return node
    }

    private var byte: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard byte == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipDigits() -> Bool {
        let start = position
        while let next = byte, (0x30...0x39).contains(next) { position += 1 }
        return position > start
    }

    private mutating func skipBlanks() {
        while let next = byte, [0x20, 0x09, 0x0A, 0x0D].contains(next) { position += 1 }
    }

    private func expected(_ what: String) -> JSONShape.SyntaxError {
        JSONShape.SyntaxError(offset: position, expected: what)
    }
}
