// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// Reads an XML document that arrives in chunks of any size, and knows the line of all it finds.
///
/// It takes XML 1.0 in UTF-8 as repository metadata uses it: elements, attributes, character data,
/// references, comments, processing instructions and CDATA sections. A document type is refused, so
/// there are no entities but the five predefined ones, none from outside and none that grow. Names
/// keep their prefixes. A document that is cut off is refused in ``finish()``.
struct XMLReader {
    /// How long one tag, comment or run of characters may be, in bytes: 16 MiB.
    static let longestToken = 16 << 20
    /// How many elements may stand inside each other.
    static let deepestNesting = 64

    private let name: String
    private var held: [UInt8] = []
    private var lineNumber = 1
    private var path: [String] = []
    private var hasRoot = false
    private var isAtStart = true

    /// Makes a reader; `name` stands for the document in errors.
    init(name: String) { self.name = name }

    /// Takes the next bytes and hands out what ends in them, each with the line where it begins.
    ///
    /// Throws what `body` throws, and `.feedMalformed` with the line.
    mutating func feed(
        _ chunk: UnsafeRawBufferPointer,
        _ body: (XMLEvent, Int) throws -> Void
    ) throws {
        held.append(contentsOf: chunk)
        if isAtStart {
            guard held.count >= 3 else { return }
            if held.starts(with: [0xEF, 0xBB, 0xBF]) { held.removeFirst(3) }
            isAtStart = false
        }
        var bytes: [UInt8] = []
        swap(&bytes, &held)
        let used = try bytes.withUnsafeBytes { buffer in
            var place = 0
            while let end = try XMLToken.end(
                in: buffer,
                from: place,
                name: name,
                line: lineNumber
            ) {
                try read(UnsafeRawBufferPointer(rebasing: buffer[place..<end]), body)
                place = end
            }
            return place
        }
        bytes.removeFirst(used)
        swap(&bytes, &held)
        guard held.count <= Self.longestToken else { throw fault("a tag or text is too long") }
    }

    /// Checks that the document is complete; throws `.feedMalformed` with the last line otherwise.
    func finish() throws {
        if let open = path.last {
            throw fault("the document is cut off: <\(open)> has no end")
        }
        guard hasRoot else { throw fault("no XML: there is no element") }
        guard held.allSatisfy(XMLToken.isBlank) else { throw fault("text after the root element") }
    }

    private func fault(_ what: String) -> DomainError {
        DomainError.malformed(name, line: lineNumber, what)
    }

    private mutating func read(
        _ token: UnsafeRawBufferPointer,
        _ body: (XMLEvent, Int) throws -> Void
    ) throws {
        do throws(XMLToken.Fault) {
            switch try XMLToken(token) {
            case .text(let text): try characters(text, isSection: false, body)
            case .section(let text): try characters(text, isSection: true, body)
            case .start(let element, let attributes, let isEmpty):
                try open(element)
                try hand(.start(element, attributes: attributes), body)
                if isEmpty {
                    try hand(.end(element), body)
                    path.removeLast()
                }
            case .end(let element):
                guard path.last == element else {
                    let open = path.last.map { "<\($0)>" } ?? "nothing"
                    throw XMLToken.Fault(what: "</\(element)> ends \(open)")
                }
                try hand(.end(element), body)
                path.removeLast()
            case .nothing: break
            }
        } catch {
            if let cause = error.cause { throw cause }
            lineNumber += error.linesBelow
            throw fault(error.what)
        }
        lineNumber += token.count { $0 == 0x0A }
    }

    private mutating func open(_ element: String) throws(XMLToken.Fault) {
        if path.isEmpty, hasRoot {
            throw XMLToken.Fault(what: "a second root element: <\(element)>")
        }
        guard path.count < Self.deepestNesting else {
            throw XMLToken.Fault(what: "more than \(Self.deepestNesting) elements in each other")
        }
        hasRoot = true
        path.append(element)
    }

    private func characters(
        _ text: String,
        isSection: Bool,
        _ body: (XMLEvent, Int) throws -> Void
    ) throws(XMLToken.Fault) {
        if path.isEmpty {
            guard !isSection, text.utf8.allSatisfy(XMLToken.isBlank) else {
                throw XMLToken.Fault(
                    what: hasRoot ? "text after the root element" : "no XML: text before the root"
                )
            }
            return
        }
        try hand(.text(text), body)
    }

    /// Calls the reader's user; what it throws goes through unchanged.
    private func hand(
        _ event: XMLEvent,
        _ body: (XMLEvent, Int) throws -> Void
    ) throws(XMLToken.Fault) {
        do {
            try body(event, lineNumber)
        } catch {
            throw XMLToken.Fault(what: "", cause: error)
        }
    }
}
