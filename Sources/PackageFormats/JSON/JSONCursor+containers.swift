// SPDX-License-Identifier: Apache-2.0

extension JSONCursor {
    /// Reads an object, member by member; a value that the closure leaves alone is passed over.
    ///
    /// - Parameter body: Takes the key, and the cursor before its value; reads at most that value.
    /// - Throws: ``JSONFault``, or what the closure throws.
    package mutating func object(_ body: (String, inout JSONCursor) throws -> Void) throws {
        try members { key, cursor in try body(cursor.text(key), &cursor) }
    }

    /// Reads an object without making strings of its keys.
    ///
    /// - Parameter body: Takes the key's bytes, for the time of the call, and the cursor before its
    ///   value; reads at most that value.
    /// - Throws: ``JSONFault``, or what the closure throws.
    package mutating func rawObject(
        _ body: (UnsafeBufferPointer<UInt8>, inout JSONCursor) throws -> Void
    ) throws {
        try members { key, cursor in
            guard key.isEscaped else { return try body(cursor.bytes(key), &cursor) }
            let decoded = cursor.decoded(key)
            try decoded.withUnsafeBufferPointer { try body($0, &cursor) }
        }
    }

    /// Reads an array, element by element; an element that the closure leaves alone is passed over.
    ///
    /// - Parameter body: Takes the cursor before an element; reads at most that element.
    /// - Throws: ``JSONFault``, or what the closure throws.
    package mutating func array(_ body: (inout JSONCursor) throws -> Void) throws {
        let start = position
        let depth = steps.depth
        try enter(UInt8(ascii: "["), .array)
        skipSpace()
        if byte == UInt8(ascii: "]") {
            position += 1
        } else {
            repeat {
                let element = position
                valueStart = element
                try body(&self)
                steps.pop(to: depth + 1)
                if position == element { try skip() }
            } while try isFollowedByElement()
        }
        steps.pop(to: depth)
        valueStart = start
    }

    private mutating func members(_ body: (JSONText, inout JSONCursor) throws -> Void) throws {
        let start = position
        let depth = steps.depth
        try enter(UInt8(ascii: "{"), .object)
        skipSpace()
        if byte == UInt8(ascii: "}") {
            position += 1
        } else {
            repeat {
                let key = try scannedKey()
                let value = position
                valueStart = value
                try body(key, &self)
                steps.pop(to: depth + 1)
                if position == value { try skip() }
            } while try isFollowedByMember()
        }
        steps.pop(to: depth)
        valueStart = start
    }

    /// Passes the first byte of a container and enters it.
    @inline(__always)
    mutating func enter(_ bracket: UInt8, _ kind: Kind) throws(JSONFault) {
        guard byte == bracket else { throw fault(expected: kind.rawValue) }
        guard steps.depth < Self.nestingLimit else {
            throw fault(at: position, "nested deeper than \(Self.nestingLimit)")
        }
        position += 1
        steps.push(kind == .array ? JSONPath.Step.array : JSONPath.Step.keyless)
    }

    /// Reads a key, its colon and the space around, and notes the key in the path.
    @inline(__always)
    mutating func scannedKey() throws(JSONFault) -> JSONText {
        guard byte == UInt8(ascii: "\"") else { throw fault(expected: "a key") }
        let key = try scannedString()
        steps.last = JSONPath.Step(start: key.start, end: key.end)
        skipSpace()
        guard byte == UInt8(ascii: ":") else { throw fault(expected: "a colon") }
        position += 1
        skipSpace()
        return key
    }

    /// Passes a comma and what lies before the next element, or the end of the array.
    @inline(__always)
    mutating func isFollowedByElement() throws(JSONFault) -> Bool {
        skipSpace()
        switch byte {
        case UInt8(ascii: ","):
            position += 1
            steps.last.end += 1
            skipSpace()
            return true
        case UInt8(ascii: "]"):
            position += 1
            return false
        default: throw fault(expected: ", or ]")
        }
    }

    /// Passes a comma and what lies before the next key, or the end of the object.
    @inline(__always)
    mutating func isFollowedByMember() throws(JSONFault) -> Bool {
        skipSpace()
        switch byte {
        case UInt8(ascii: ","):
            position += 1
            steps.last.start = JSONPath.Step.keyless
            skipSpace()
            return true
        case UInt8(ascii: "}"):
            position += 1
            return false
        default: throw fault(expected: ", or }")
        }
    }
}
