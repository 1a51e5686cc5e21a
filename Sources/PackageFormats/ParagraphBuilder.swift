// SPDX-License-Identifier: Apache-2.0

/// Puts one paragraph together, line by line, and keeps only the fields that are wanted.
struct ParagraphBuilder {
    private let names: [String]
    private let wantedKeys: [UInt64]
    private let allowsComments: Bool
    private let limits: ParagraphLimits

    /// The number of the first line; 0 while there is no paragraph.
    private var firstLine = 0
    private var byteCount = 0
    /// The values of the wanted fields, one after the other, as they come.
    private var text: [UInt8] = []
    /// For each wanted field where its value lies in `text`.
    private var values: [Range<Int>?]
    /// What a continuation line belongs to now.
    private var openField = OpenField.none
    /// The fields of the paragraph, wanted or not, so that a second one of a name is found.
    private var seen = SeenNames()

    private enum OpenField {
        case none, unwanted
        case wanted(Int)
    }

    init(names: [String], allowsComments: Bool, limits: ParagraphLimits) {
        self.names = names
        wantedKeys = names.map { name in Array(name.utf8).withUnsafeBytes { FieldName.key($0) } }
        self.allowsComments = allowsComments
        self.limits = limits
        values = Array(repeating: nil, count: names.count)
    }

    /// Takes the next line, without its line feed; true if the line ends the paragraph before it.
    @inline(__always)
    mutating func endsParagraph(
        with line: UnsafeRawBufferPointer,
        number: Int
    ) throws(ParagraphError) -> Bool {
        var end = line.count
        if end > 0, line[end - 1] == 0x0D { end -= 1 }
        while end > 0, Self.isBlank(line[end - 1]) { end -= 1 }
        if end == 0 { return true }

        byteCount += line.count + 1
        if byteCount > limits.paragraphByteCountMax {
            let problem = ParagraphError.Problem.paragraphTooLong(
                limit: limits.paragraphByteCountMax
            )
            throw ParagraphError(line: number, problem: problem)
        }
        let content = UnsafeRawBufferPointer(rebasing: line[..<end])
        if Self.isBlank(content[0]) {
            try takeContinuation(content, number)
        } else if content[0] == 0x23 {
            if !allowsComments { throw ParagraphError(line: number, problem: .commentNotAllowed) }
        } else {
            try takeField(content, number)
        }
        return false
    }

    /// Hands out the paragraph, if one has begun, and makes ready for the next one.
    mutating func end() -> Paragraph? {
        defer {
            firstLine = 0
            byteCount = 0
            text.removeAll(keepingCapacity: true)
            openField = .none
            seen.removeAll()
        }
        guard firstLine > 0 else { return nil }
        var strings: [String?] = []
        strings.reserveCapacity(values.count)
        for index in values.indices {
            strings.append(values[index].map { String(decoding: text[$0], as: UTF8.self) })
            values[index] = nil
        }
        return Paragraph(firstLine: firstLine, names: names, values: strings)
    }

    @inline(__always)
    private mutating func takeField(
        _ line: UnsafeRawBufferPointer,
        _ number: Int
    ) throws(ParagraphError) {
        var colon = 0
        while colon < line.count, FieldName.allows(line[colon]) { colon += 1 }
        let name = UnsafeRawBufferPointer(rebasing: line[..<colon])
        guard colon > 0, colon < line.count, line[colon] == 0x3A, name[0] != 0x2D else {
            throw ParagraphError(line: number, problem: Self.problem(ofName: line))
        }
        let key = FieldName.key(name)
        if !seen.insert(name, key: key) {
            let text = String(decoding: name, as: UTF8.self)
            throw ParagraphError(line: number, problem: .duplicateField(text))
        }
        if seen.count > limits.fieldCountMax {
            let problem = ParagraphError.Problem.tooManyFields(limit: limits.fieldCountMax)
            throw ParagraphError(line: number, problem: problem)
        }
        if firstLine == 0 { firstLine = number }

        openField = .unwanted
        for index in wantedKeys.indices where wantedKeys[index] == key {
            guard FieldName.areEqual(names[index].utf8, name) else { continue }
            var start = colon + 1
            while start < line.count, Self.isBlank(line[start]) { start += 1 }
            let valueStart = text.count
            text.append(contentsOf: UnsafeRawBufferPointer(rebasing: line[start...]))
            values[index] = valueStart..<text.count
            openField = .wanted(index)
            break
        }
    }

    @inline(__always)
    private mutating func takeContinuation(
        _ line: UnsafeRawBufferPointer,
        _ number: Int
    ) throws(ParagraphError) {
        switch openField {
        case .none: throw ParagraphError(line: number, problem: .continuationWithoutField)
        case .unwanted: break
        case .wanted(let index):
            text.append(0x0A)
            text.append(contentsOf: UnsafeRawBufferPointer(rebasing: line[1...]))
            // The open field is the last one in `text`, so that its value grows in place.
            values[index] = values[index].map { $0.lowerBound..<text.count }
        }
    }

    /// Says why a line that should start with a field name and a colon does not.
    private static func problem(ofName line: UnsafeRawBufferPointer) -> ParagraphError.Problem {
        guard let colon = line.firstIndex(of: 0x3A) else { return .missingColon }
        if colon == 0 { return .emptyFieldName }
        // A name out of a broken file may be as long as its line; the start of it will do.
        return .invalidFieldName(String(decoding: line[..<min(colon, 60)], as: UTF8.self))
    }

    @inline(__always)
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09
    }
}
