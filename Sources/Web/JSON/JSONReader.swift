// SPDX-License-Identifier: Apache-2.0
package import NIOCore

extension JSONValue {
    /// Reads one JSON text (RFC 8259), strictly.
    ///
    /// Refused, with the place: anything before or after the one value, a byte order mark, bytes
    /// that are not UTF-8, lone surrogates, control characters in strings, a key that comes twice in
    /// one object, a number beyond a double, and whatever exceeds the limits.
    package static func parse(
        _ buffer: ByteBuffer,
        limits: JSONLimits = JSONLimits()
    ) throws(JSONSyntaxError) -> JSONValue {
        let result = buffer.withUnsafeReadableBytes { raw in
            raw.withMemoryRebound(to: UInt8.self) { bytes in
                var reader = JSONReader(bytes: bytes, limits: limits)
                return Result { () throws(JSONSyntaxError) in try reader.document() }
            }
        }
        return try result.get()
    }

    /// Reads one JSON text given as a string.
    package static func parse(
        _ text: String,
        limits: JSONLimits = JSONLimits()
    ) throws(JSONSyntaxError) -> JSONValue {
        try parse(ByteBuffer(string: text), limits: limits)
    }
}

/// A reader of JSON by recursive descent; the depth limit bounds the recursion.
struct JSONReader {
    let bytes: UnsafeBufferPointer<UInt8>
    let limits: JSONLimits
    var position = 0
    private var values = 0

    init(bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func document() throws(JSONSyntaxError) -> JSONValue {
        let result = try value(depth: 0)
        skipBlanks()
        guard position == bytes.count else { throw fault("more after the end of the value") }
        return result
    }

    private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        skipBlanks()
        values += 1
        guard values <= limits.valuesMax else {
            throw fault("more than \(limits.valuesMax) values")
        }
        guard let byte = current else { throw fault("the text ends where a value is due") }
        switch byte {
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw fault("a value is due")
        }
    }

    private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONObject {
        try enter(depth)
        var members: [JSONObject.Member] = []
        var keys = Set<String>()
        if endsEmpty(with: UInt8(ascii: "}")) { return JSONObject() }
        while true {
            skipBlanks()
            let place = position
            guard current == UInt8(ascii: "\"") else { throw fault("a key in quotes is due") }
            let key = try string()
            // A handful of keys is compared faster than hashed.
            let isNew: Bool
            if members.count < 12 {
                isNew = !members.contains { $0.key == key }
            } else {
                if keys.isEmpty { keys = Set(members.map(\.key)) }
                isNew = keys.insert(key).inserted
            }
            guard isNew else { throw fault("a key comes twice", at: place) }
            skipBlanks()
            guard current == UInt8(ascii: ":") else { throw fault("a colon is due") }
            position += 1
            members.append(JSONObject.Member(key, try value(depth: depth)))
            if try ends(with: UInt8(ascii: "}"), named: "a comma or }") { break }
        }
        return JSONObject(members)
    }

    private mutating func array(depth: Int) throws(JSONSyntaxError) -> [JSONValue] {
        try enter(depth)
        var elements: [JSONValue] = []
        if endsEmpty(with: UInt8(ascii: "]")) { return elements }
        while true {
            elements.append(try value(depth: depth))
            if try ends(with: UInt8(ascii: "]"), named: "a comma or ]") { break }
        }
        return elements
    }

    private mutating func enter(_ depth: Int) throws(JSONSyntaxError) {
        guard depth <= limits.depthMax else {
            throw fault("nested deeper than \(limits.depthMax)")
        }
        position += 1
    }

    private mutating func endsEmpty(with bracket: UInt8) -> Bool {
        skipBlanks()
        guard current == bracket else { return false }
        position += 1
        return true
    }

    private mutating func ends(
        with bracket: UInt8,
        named due: String
    ) throws(JSONSyntaxError) -> Bool {
        skipBlanks()
        let byte = current
        guard byte == bracket || byte == UInt8(ascii: ",") else { throw fault("\(due) is due") }
        position += 1
        return byte == bracket
    }

    private mutating func word(
        _ word: StaticString,
        _ value: JSONValue
    ) throws(JSONSyntaxError) -> JSONValue {
        let size = word.utf8CodeUnitCount
        let isThere =
            bytes.count - position >= size
            && (0..<size).allSatisfy { bytes[position + $0] == word.utf8Start[$0] }
        guard isThere else { throw fault("a value is due") }
        position += size
        return value
    }

    /// The byte at the current place; `nil` at the end.
    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    /// An error at a place, or at the current one.
    func fault(_ reason: String, at place: Int? = nil) -> JSONSyntaxError {
        JSONSyntaxError(offset: place ?? position, reason: reason)
    }
}
