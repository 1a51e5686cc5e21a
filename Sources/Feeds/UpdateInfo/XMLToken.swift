// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// One piece of an XML document: a tag, a run of characters, or what says nothing.
enum XMLToken: Equatable {
    /// Characters between tags.
    case text(String)
    /// A CDATA section's characters.
    case section(String)
    /// A start tag; `isEmpty` where it ends the element too.
    case start(String, attributes: [String: String], isEmpty: Bool)
    /// An end tag.
    case end(String)
    /// A comment, a processing instruction or the declaration at the start.
    case nothing

    /// Why a piece is refused.
    struct Fault: Error {
        /// What is wrong.
        let what: String
        /// How many lines below the start of the piece it is, where that is known.
        var linesBelow = 0
        /// What the document's user threw; it takes the place of `what`.
        var cause: (any Error)?
    }

    private static let closings: [(start: String, end: String)] = [
        ("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"),
    ]

    /// Where the piece that begins at `start` ends; `nil` where more bytes are needed to tell.
    static func end(
        in buffer: UnsafeRawBufferPointer,
        from start: Int,
        name: String,
        line: Int
    ) throws -> Int? {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[start...])
        guard let first = rest.first else { return nil }
        guard first == UInt8(ascii: "<") else {
            guard let base = rest.baseAddress, let next = memchr(base, 0x3C, rest.count) else {
                return nil
            }
            return start + (UnsafeRawPointer(next) - base)
        }
        for (opening, closing) in closings {
            let length = opening.utf8.count
            if rest.starts(with: opening.utf8) {
                return place(of: closing, in: rest, from: length).map { start + $0 }
            }
            // Too short to tell which piece it is.
            if rest.count < length, opening.utf8.starts(with: rest) { return nil }
        }
        if rest.count > 1, rest[1] == UInt8(ascii: "!") {
            throw DomainError.malformed(name, line: line, "a document type is not accepted")
        }
        var quote: UInt8?
        for (offset, byte) in rest.enumerated().dropFirst() {
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return start + offset + 1
            } else if byte == UInt8(ascii: "<") {
                throw DomainError.malformed(name, line: line, "a < inside a tag")
            }
        }
        return nil
    }

    /// The place after the first `closing` that begins at or behind `start`; it ends with `>`.
    private static func place(
        of closing: String,
        in bytes: UnsafeRawBufferPointer,
        from start: Int
    ) -> Int? {
        let length = closing.utf8.count
        var place = start + length - 1
        while place < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + place, 0x3E, bytes.count - place)
        {
            let end = UnsafeRawPointer(found) - base + 1
            if bytes[(end - length)..<end].elementsEqual(closing.utf8) { return end }
            place = end
        }
        return nil
    }

    /// Reads a whole piece.
    init(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Fault(what: "not UTF-8")
        }
        // XML 1.0, "Characters": tab, line feed and carriage return are the only controls.
        if let place = bytes.firstIndex(where: { $0 < 0x20 && !Self.isBlank($0) }) {
            let lines = bytes[..<place].count { $0 == 0x0A }
            throw Fault(what: "a control character", linesBelow: lines)
        }
        if !text.hasPrefix("<") {
            // XML 1.0, "Character Data and Markup": the end of a section stands in no other text.
            guard Self.place(of: "]]>", in: bytes, from: 0) == nil else {
                throw Fault(what: "]]> outside a CDATA section")
            }
            self = .text(try XMLReference.resolved(text[...]))
        } else if text.hasPrefix("<![CDATA[") {
            self = .section(String(text.dropFirst(9).dropLast(3)))
        } else if text.hasPrefix("<!--") {
            self = .nothing
        } else if text.hasPrefix("<?") {
            try Self.checkEncoding(text)
            self = .nothing
        } else if text.hasPrefix("</") {
            var tag = XMLTag(text.utf8.dropFirst(2).dropLast())
            let name = try tag.name()
            guard tag.isAtEnd else { throw Fault(what: "</\(name)> is no end tag") }
            self = .end(name)
        } else {
            let isEmpty = text.hasSuffix("/>")
            var tag = XMLTag(text.utf8.dropFirst().dropLast(isEmpty ? 2 : 1))
            let name = try tag.name()
            self = .start(name, attributes: try tag.attributes(of: name), isEmpty: isEmpty)
        }
    }

    /// Whether a byte is white space of XML.
    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private static func checkEncoding(_ text: String) throws(Fault) {
        guard text.hasPrefix("<?xml"), text.utf8.dropFirst(5).first.map(isBlank) == true,
            let range = text.range(of: "encoding")
        else { return }
        let value = text[range.upperBound...].drop { " \t\n\r='\"".contains($0) }
            .prefix { !"'\" ?".contains($0) }
        guard ["utf-8", "utf8", "us-ascii"].contains(value.lowercased()) else {
            throw Fault(what: "the encoding is \(value), not UTF-8")
        }
    }
}
