// SPDX-License-Identifier: Apache-2.0

/// A strict pull reader of one JSON document (RFC 8259): the caller asks for what it expects.
///
/// The cursor stands before one value. Each call reads that value whole and moves behind it, or
/// throws a ``JSONFault``; after a fault the cursor is of no more use. Nothing is built but what is
/// asked for: the memory does not grow with the document.
///
/// Strict means: UTF-8 without exception, no control characters and no lone surrogates in strings,
/// no comments, no trailing commas, nothing after the document. A byte order mark before the
/// document is passed over, as section 8.1 allows. Keys that occur twice in an object are both
/// reported, in their order. Containers nest at most ``nestingLimit`` deep.
///
/// Not safe for concurrent use. A cursor cannot be copied and must not outlive the closure that it
/// was handed to.
package struct JSONCursor: ~Copyable {
    /// How deep arrays and objects may lie in one another.
    package static let nestingLimit = 512

    let base: UnsafePointer<UInt8>
    let count: Int
    let document: String
    var steps: JSONPath
    /// Where the value begins that was read last, or that is to be read next in a container.
    var valueStart: Int

    /// The offset of the next byte to be read, from 0.
    package internal(set) var position: Int

    init(
        base: UnsafePointer<UInt8>,
        count: Int,
        document: String,
        steps: UnsafeMutablePointer<JSONPath.Step>
    ) {
        self.base = base
        self.count = count
        self.document = document
        self.steps = JSONPath(steps: steps)
        position = 0
        valueStart = 0
    }

    /// Reads a document with a closure; a value that the closure leaves alone is passed over.
    ///
    /// - Parameters:
    ///   - bytes: The whole document.
    ///   - name: What faults call the document, for example the file's name.
    ///   - body: Reads the one value of the document.
    /// - Returns: What the closure returns.
    /// - Throws: ``JSONFault``, or what the closure throws.
    package static func read<R>(
        bytes: UnsafeRawBufferPointer,
        name: String,
        _ body: (inout JSONCursor) throws -> R
    ) throws -> R {
        let typed = bytes.bindMemory(to: UInt8.self)
        guard let base = typed.baseAddress, !typed.isEmpty else {
            throw JSONFault(document: name, path: "", offset: 0, what: "the document is empty")
        }
        return try withUnsafeTemporaryAllocation(
            of: JSONPath.Step.self,
            capacity: nestingLimit
        ) { steps in
            // The capacity is not zero, so there is a base address.
            guard let memory = steps.baseAddress else { preconditionFailure("no memory") }
            var cursor = JSONCursor(
                base: base,
                count: typed.count,
                document: name,
                steps: memory
            )
            return try cursor.whole(body)
        }
    }

    /// Reads a document that is held in an array, in `Data` or in the UTF-8 view of a string.
    package static func read<R>(
        bytes: some Collection<UInt8>,
        name: String,
        _ body: (inout JSONCursor) throws -> R
    ) throws -> R {
        let result = try bytes.withContiguousStorageIfAvailable {
            try read(bytes: UnsafeRawBufferPointer($0), name: name, body)
        }
        if let result { return result }
        return try Array(bytes).withUnsafeBytes { try read(bytes: $0, name: name, body) }
    }

    private mutating func whole<R>(_ body: (inout JSONCursor) throws -> R) throws -> R {
        if count >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { position = 3 }
        skipSpace()
        let start = position
        valueStart = start
        let result = try body(&self)
        steps.pop(to: 0)
        if position == start { try skip() }
        skipSpace()
        guard position == count else {
            throw fault(at: position, "something follows the document: \(found)")
        }
        return result
    }
}

extension JSONCursor {
    /// What kinds of values there are.
    package enum Kind: String, Sendable, CaseIterable {
        /// `{…}`.
        case object = "an object"
        /// `[…]`.
        case array = "an array"
        /// `"…"`.
        case string = "a string"
        /// A number, whole or not.
        case number = "a number"
        /// `true` or `false`.
        case boolean = "a boolean"
        /// `null`.
        case null
    }

    /// The kind of the value that follows, told by its first byte; `nil` where no value can begin.
    package var kind: Kind? {
        switch byte {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        case UInt8(ascii: "n"): .null
        default: nil
        }
    }

    /// Whether the value that follows is `null`; it is not read.
    package var isNull: Bool { kind == .null }

    /// Where the cursor stands, for example `a.b[3].c`; empty at the top.
    package var path: String { steps.text(base) }

    /// A fault of the value that was read last, or that is to be read where none was.
    ///
    /// Behind an array or object it is a fault of the whole of that.
    package func fault(_ what: String) -> JSONFault { fault(at: valueStart, what) }

    func fault(at offset: Int, _ what: String) -> JSONFault {
        JSONFault(document: document, path: path, offset: offset, what: what)
    }

    /// A fault of the next byte, which does not begin what the caller or the grammar asks for.
    func fault(expected what: String) -> JSONFault {
        fault(at: position, "expected \(what), found \(found)")
    }

    /// What the next byte begins, in words.
    private var found: String {
        guard position < count else { return "the end" }
        if let kind { return kind.rawValue }
        let byte = base[position]
        return byte > 0x20 && byte < 0x7F
            ? String(UnicodeScalar(byte)) : "the byte 0x\(String(byte, radix: 16))"
    }

    /// The next byte; 0, which begins nothing, at the end.
    @inline(__always)
    var byte: UInt8 { position < count ? base[position] : 0 }

    @inline(__always)
    mutating func skipSpace() {
        while position < count {
            let byte = base[position]
            if byte > 0x20 { return }
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }
}
