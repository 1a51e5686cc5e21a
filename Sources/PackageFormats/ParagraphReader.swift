// SPDX-License-Identifier: Apache-2.0

/// Reads a file of paragraphs (deb822(5)) chunk by chunk and hands out each paragraph as it ends.
///
/// The chunks may be cut anywhere, inside a line or a character. Every line is checked, but only
/// the fields that were asked for are kept, so that three fields of a large index cost little more
/// than looking at its bytes.
///
/// Beyond the letter of deb822(5): lines may end in CR LF, the last line may lack its end, and an
/// empty value is a value. Lines of nothing but spaces and tabs separate paragraphs, as the manual
/// page allows. A reader that has thrown throws the same error again.
///
///     var reader = ParagraphReader(fields: ["Package", "Version"])
///     while let chunk = try source.next() {
///         try reader.feed(chunk) { paragraph in use(paragraph["Package"]) }
///     }
///     try reader.finish { paragraph in use(paragraph["Package"]) }
package struct ParagraphReader {
    private var builder: ParagraphBuilder
    private let limits: ParagraphLimits
    /// The start of a line whose end has not come yet.
    private var partialLine: [UInt8] = []
    /// The number of lines that are complete.
    private var lineCount = 0
    private var failure: (any Error)?

    /// Prepares to read the named fields; upper and lower case in the names do not matter.
    ///
    /// Comments, lines that start with "#", are errors unless they are allowed: deb822(5) has them
    /// in source package control files alone.
    package init(
        fields: [String],
        allowsComments: Bool = false,
        limits: ParagraphLimits = ParagraphLimits()
    ) {
        builder = ParagraphBuilder(names: fields, allowsComments: allowsComments, limits: limits)
        self.limits = limits
    }

    /// Reads the next bytes of the file and hands out the paragraphs that end in them.
    ///
    /// Throws a `ParagraphError` for a malformed line, and whatever `receive` throws.
    package mutating func feed(
        _ chunk: UnsafeRawBufferPointer,
        _ receive: (Paragraph) throws -> Void
    ) throws {
        try guardingFailure { reader in try reader.read(chunk, receive) }
    }

    /// Reads the next bytes of the file from an array, a slice of one, or the like.
    package mutating func feed(
        _ chunk: some Collection<UInt8>,
        _ receive: (Paragraph) throws -> Void
    ) throws {
        let done: Void? = try chunk.withContiguousStorageIfAvailable { bytes in
            try feed(UnsafeRawBufferPointer(bytes), receive)
        }
        if done == nil { try feed(Array(chunk), receive) }
    }

    /// Reads what is left of the last line and hands out the last paragraph, if there is one.
    ///
    /// Call it once, after the last chunk; the reader is then ready for another file.
    package mutating func finish(_ receive: (Paragraph) throws -> Void) throws {
        try guardingFailure { reader in
            if !reader.partialLine.isEmpty { try reader.endPartialLine(receive) }
            if let paragraph = reader.builder.end() { try receive(paragraph) }
            reader.lineCount = 0
        }
    }

    /// Reads a whole file that is in memory.
    package static func paragraphs(
        in bytes: some Collection<UInt8>,
        fields: [String],
        allowsComments: Bool = false
    ) throws -> [Paragraph] {
        var reader = ParagraphReader(fields: fields, allowsComments: allowsComments)
        var paragraphs: [Paragraph] = []
        try reader.feed(bytes) { paragraphs.append($0) }
        try reader.finish { paragraphs.append($0) }
        return paragraphs
    }

    private mutating func guardingFailure(
        _ body: (inout ParagraphReader) throws -> Void
    ) throws {
        if let failure { throw failure }
        do {
            try body(&self)
        } catch {
            failure = error
            throw error
        }
    }

    private mutating func read(
        _ chunk: UnsafeRawBufferPointer,
        _ receive: (Paragraph) throws -> Void
    ) throws {
        var start = 0
        while start < chunk.count {
            let scan = LineScan(chunk, from: start)
            let piece = UnsafeRawBufferPointer(rebasing: chunk[start..<scan.end])
            if partialLine.count + piece.count > limits.lineByteCountMax {
                let problem = ParagraphError.Problem.lineTooLong(limit: limits.lineByteCountMax)
                throw ParagraphError(line: lineCount + 1, problem: problem)
            }
            if !scan.isComplete {
                partialLine.append(contentsOf: piece)
            } else if partialLine.isEmpty {
                try endLine(piece, isUnusual: scan.isUnusual, receive)
            } else {
                partialLine.append(contentsOf: piece)
                try endPartialLine(receive)
            }
            start = scan.end + 1
        }
    }

    private mutating func endPartialLine(_ receive: (Paragraph) throws -> Void) throws {
        var line: [UInt8] = []
        swap(&line, &partialLine)
        try line.withUnsafeBytes { try endLine($0, isUnusual: true, receive) }
        // Gives the storage back for the next partial line.
        line.removeAll(keepingCapacity: true)
        swap(&line, &partialLine)
    }

    @inline(__always)
    private mutating func endLine(
        _ line: UnsafeRawBufferPointer,
        isUnusual: Bool,
        _ receive: (Paragraph) throws -> Void
    ) throws {
        lineCount += 1
        if isUnusual { try Self.checkText(line, number: lineCount) }
        if try builder.endsParagraph(with: line, number: lineCount), let paragraph = builder.end() {
            try receive(paragraph)
        }
    }

    private static func checkText(
        _ line: UnsafeRawBufferPointer,
        number: Int
    ) throws(ParagraphError) {
        if line.contains(0) { throw ParagraphError(line: number, problem: .zeroByte) }
        if String(validating: line, as: UTF8.self) == nil {
            throw ParagraphError(line: number, problem: .invalidUTF8)
        }
    }
}
