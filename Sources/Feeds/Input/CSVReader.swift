// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// Reads a CSV text that arrives in chunks of any size (RFC 4180).
///
/// The first row is the header. Lines end with LF or CR LF; a byte order mark of UTF-8 is passed
/// over. A row with another number of fields than the header is refused, and so is a last row
/// without the end of its line, which is how a text that was cut off shows. A text that is cut
/// off between two rows cannot be told from a whole one.
struct CSVReader {
    /// How long one row may be, in bytes.
    static let longestRow = 1 << 20
    /// How many comments are kept.
    static let longestPreamble = 64
    /// The byte order mark of UTF-8.
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The comments above the header, each with its `#`.
    private(set) var preamble: [String] = []

    private let name: String
    private let required: [String]?
    private let skipsComments: Bool
    private var held: [UInt8] = []
    private var spans: [CSVSpan] = []
    private var columns: CSVColumns?
    private var lineNumber = 1
    private var isAtStart = true

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - name: Stands for the text in errors.
    ///   - header: The columns that must be there; `nil` for whatever there is.
    ///   - skipsComments: Whether lines that begin with `#`, and empty ones, are no rows. RFC 4180
    ///     has no comments; publishers have.
    init(name: String, header: [String]?, skipsComments: Bool = false) {
        self.name = name
        required = header
        self.skipsComments = skipsComments
    }

    /// Takes the next bytes and hands out the rows that end in them.
    ///
    /// Throws what `body` throws, and `.feedMalformed` with the line. A reader that has thrown is
    /// of no more use.
    mutating func feed(
        _ chunk: UnsafeRawBufferPointer,
        _ body: (CSVRow) throws -> Void
    ) throws {
        held.append(contentsOf: chunk)
        if isAtStart {
            // A part of the mark may be all that has arrived.
            guard held.count >= 3 || !Self.mark.starts(with: held) else { return }
            if held.starts(with: Self.mark) { held.removeFirst(3) }
            isAtStart = false
        }
        var bytes: [UInt8] = []
        swap(&bytes, &held)
        let used = try bytes.withUnsafeMutableBytes { try rows(in: $0, body) }
        bytes.removeFirst(used)
        swap(&bytes, &held)
        guard held.count <= Self.longestRow else { throw fault("the row is too long") }
    }

    /// Takes the next bytes, like the other one.
    mutating func feed(_ chunk: [UInt8], _ body: (CSVRow) throws -> Void) throws {
        try chunk.withUnsafeBytes { try feed($0, body) }
    }

    /// Checks that the text ended with the end of a row and has a header; throws `.feedMalformed`
    /// otherwise.
    func finish() throws {
        guard held.isEmpty else {
            let isOpen = CSVScan.endsInQuotes(held)
            let what = isOpen ? "a quote in its last row" : "its last row"
            throw fault("the text is cut off: \(what) has no end")
        }
        guard columns != nil else { throw fault("the text is empty") }
    }

    private mutating func rows(
        in bytes: UnsafeMutableRawBufferPointer,
        _ body: (CSVRow) throws -> Void
    ) throws -> Int {
        var start = 0
        while start < bytes.count {
            if skipsComments, let end = try comment(in: bytes, from: start) {
                guard end > start else { break }
                start = end
                continue
            }
            var scan = CSVScan(bytes: UnsafeRawBufferPointer(bytes), place: start)
            spans.removeAll(keepingCapacity: true)
            let isComplete: Bool
            do throws(CSVScan.Fault) {
                isComplete = try scan.row(&spans)
            } catch {
                lineNumber += error.linesBelow
                throw fault(error.what)
            }
            guard isComplete else { break }
            guard scan.place - start <= Self.longestRow else { throw fault("the row is too long") }
            CSVScan.halveQuotes(&spans, in: bytes)
            try hand(UnsafeRawBufferPointer(bytes), body)
            lineNumber += scan.lines
            start = scan.place
        }
        return start
    }

    /// The place behind a comment or an empty line that begins here; `start` itself where more
    /// bytes are needed, `nil` where a row begins.
    private mutating func comment(
        in bytes: UnsafeMutableRawBufferPointer,
        from start: Int
    ) throws -> Int? {
        let first = bytes[start]
        guard first == UInt8(ascii: "#") || first == 0x0A || first == 0x0D else { return nil }
        guard let end = bytes[start...].firstIndex(of: 0x0A) else { return start }
        var line = bytes[start..<end]
        if line.last == 0x0D { line.removeLast() }
        if first == 0x0D, !line.isEmpty { return nil }
        if !line.isEmpty, columns == nil {
            guard preamble.count < Self.longestPreamble else { throw fault("too many comments") }
            preamble.append(String(decoding: line, as: UTF8.self))
        }
        lineNumber += 1
        return end + 1
    }

    private mutating func hand(
        _ bytes: UnsafeRawBufferPointer,
        _ body: (CSVRow) throws -> Void
    ) throws {
        guard let columns else {
            let header = try spans.map { span in
                let field = bytes[span.start..<span.end]
                guard let text = String(validating: field, as: UTF8.self) else {
                    throw fault("not UTF-8")
                }
                return text
            }
            columns = try CSVColumns(
                name: name,
                line: lineNumber,
                header: header,
                required: required
            )
            return
        }
        guard spans.count == columns.names.count else {
            throw fault("\(spans.count) fields where the header has \(columns.names.count)")
        }
        try spans.withUnsafeBufferPointer { spans in
            try body(CSVRow(line: lineNumber, columns: columns, bytes: bytes, spans: spans))
        }
    }

    /// Before the header is read, it may be another kind of text, so what is expected is said too.
    private func fault(_ what: String) -> DomainError {
        guard columns == nil else { return .malformed(name, line: lineNumber, what) }
        let expected = required.map { " with the columns \($0.joined(separator: ","))" } ?? ""
        return .malformed(name, line: lineNumber, "no CSV\(expected): \(what)")
    }
}
