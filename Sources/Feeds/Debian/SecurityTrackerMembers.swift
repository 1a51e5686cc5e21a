// SPDX-License-Identifier: Apache-2.0
import PackageFormats

/// Cuts one large JSON object that arrives in chunks of any size into its members.
///
/// The security tracker's document is one object of some 70 MB with a member for each source
/// package; so only one member at a time is held. What is handed out is an object with that one
/// member, to be read by a ``JSONCursor``, which checks its syntax. What lies between the members
/// is checked here.
struct SecurityTrackerMembers {
    /// What comes next.
    private enum Place {
        /// The object's opening brace.
        case start
        /// A member, or the closing brace.
        case inside
        /// Nothing but blanks.
        case end
    }

    /// How many bytes one member may have: 64 MiB, several times what the kernel's has.
    static let memberLimit = 64 << 20
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let name: String
    private let memberLimit: Int
    private var place = Place.start
    /// How many bytes came before the chunk that is being cut.
    private var offset = 0
    /// An opening brace and the member's bytes so far.
    private var held = [UInt8(ascii: "{")]
    /// Where the member's bytes begin in the document.
    private var memberStart = 0
    private var isFirst = true
    private var isBlank = true
    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    /// Makes a cutter; `name` stands for the document in faults.
    init(name: String, memberLimit: Int = Self.memberLimit) {
        self.name = name
        self.memberLimit = memberLimit
    }

    /// Takes the next bytes and hands out the members that end in them, each as an object.
    ///
    /// Throws what `body` throws, and a ``JSONFault`` for what no object can be; the offset of a
    /// fault that `body` throws becomes the one in the document.
    mutating func cut(
        _ chunk: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var from = 0
        for index in chunk.indices {
            let byte = chunk[index]
            switch place {
            case .inside:
                guard isAtEnd(byte) else { continue }
                try hold(chunk[from..<index])
                try close(with: byte, at: offset + index, body)
                from = index + 1
                memberStart = offset + from
            case .start:
                from = index + 1
                try open(byte, at: offset + index)
            case .end:
                guard Self.isSpace(byte) else {
                    throw fault(offset + index, "something follows the document")
                }
            }
        }
        if place == .inside { try hold(chunk[from...]) }
        offset += chunk.count
    }

    /// Checks that the document is complete; throws a ``JSONFault`` where it was cut off.
    func finish() throws {
        switch place {
        case .end: return
        case .start: throw fault(offset, "the document is empty")
        case .inside:
            // Without its closing brace it cannot be read, and the cursor knows where it breaks off.
            try shifting { try JSONCursor.read(bytes: held, name: name) { try $0.skip() } }
            throw fault(offset, "the document ends inside an object")
        }
    }

    private mutating func open(_ byte: UInt8, at position: Int) throws {
        if Self.isSpace(byte) { return }
        if position < Self.mark.count, byte == Self.mark[position] { return }
        guard byte == UInt8(ascii: "{") else {
            throw fault(position, "expected the object of the security tracker's packages")
        }
        place = .inside
        memberStart = position + 1
    }

    /// Whether the byte ends the member; notes what it opens and closes otherwise.
    @inline(__always)
    private mutating func isAtEnd(_ byte: UInt8) -> Bool {
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
            return false
        }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            if depth == 0 { return byte == UInt8(ascii: "}") }
            depth -= 1
        case UInt8(ascii: ","):
            if depth == 0 { return true }
        case 0x20, 0x09, 0x0A, 0x0D: return false
        default: break
        }
        isBlank = false
        return false
    }

    private mutating func hold(_ bytes: Slice<UnsafeRawBufferPointer>) throws {
        held.append(contentsOf: bytes)
        guard held.count <= memberLimit else {
            throw fault(memberStart, "a member of more than \(memberLimit) bytes")
        }
    }

    private mutating func close(
        with byte: UInt8,
        at position: Int,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let isLast = byte == UInt8(ascii: "}")
        guard !isBlank || (isLast && isFirst) else {
            throw fault(position, "expected a key, found \(isLast ? "}" : ",")")
        }
        if !isBlank {
            held.append(UInt8(ascii: "}"))
            try shifting { try held.withUnsafeBytes(body) }
        }
        held.removeSubrange(1...)
        isFirst = false
        isBlank = true
        place = isLast ? .end : .inside
    }

    /// Gives the faults of a member their place in the document.
    private func shifting(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let fault as JSONFault {
            throw JSONFault(
                document: fault.document,
                path: fault.path,
                offset: memberStart + fault.offset - 1,
                what: fault.what
            )
        }
    }

    private func fault(_ offset: Int, _ what: String) -> JSONFault {
        JSONFault(document: name, path: "", offset: offset, what: what)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
