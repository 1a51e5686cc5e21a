// SPDX-License-Identifier: Apache-2.0

import PackageFormats
import Testing

@Suite struct ParagraphErrorTests {
    struct Fault: Sendable {
        var bytes: [UInt8]
        var line: Int
        var problem: ParagraphError.Problem

        init(_ text: String, _ line: Int, _ problem: ParagraphError.Problem) {
            self.init(Array(text.utf8), line, problem)
        }

        init(_ bytes: [UInt8], _ line: Int, _ problem: ParagraphError.Problem) {
            self.bytes = bytes
            self.line = line
            self.problem = problem
        }
    }

    private static let small = ParagraphLimits(
        lineByteCountMax: 20,
        paragraphByteCountMax: 40,
        fieldCountMax: 3
    )

    static let faults = [
        Fault("A: 1\nno colon here\n", 2, .missingColon),
        Fault("A: 1\n\n\nB\n", 4, .missingColon),
        Fault("A", 1, .missingColon),
        Fault("\r\r\n", 1, .missingColon),
        Fault("A: 1\n: 2\n", 2, .emptyFieldName),
        Fault(":\n", 1, .emptyFieldName),
        Fault("A B: 1\n", 1, .invalidFieldName("A B")),
        Fault("A : 1\n", 1, .invalidFieldName("A ")),
        Fault("-A: 1\n", 1, .invalidFieldName("-A")),
        Fault("Ä: 1\n", 1, .invalidFieldName("Ä")),
        Fault("\u{FEFF}A: 1\n", 1, .invalidFieldName("\u{FEFF}A")),
        Fault("A\u{7F}: 1\n", 1, .invalidFieldName("A\u{7F}")),
        Fault(" 1\n", 1, .continuationWithoutField),
        Fault("A: 1\n\n\t2\n", 3, .continuationWithoutField),
        Fault("A: 1\nB: 2\na: 3\n", 3, .duplicateField("a")),
        Fault("x: 1\nX: 2\n", 2, .duplicateField("X")),
        Fault("A: 1\n# a\n", 2, .commentNotAllowed),
        Fault([0x41, 0x3A, 0xC3, 0x0A], 1, .invalidUTF8),
        Fault([0x41, 0x3A, 0x0A, 0x42, 0x3A, 0xED, 0xA0, 0x80], 2, .invalidUTF8),
        Fault([0x41, 0x3A, 0x31, 0x0A, 0x20, 0xFF, 0x0A], 2, .invalidUTF8),
        Fault([0x41, 0x3A, 0xC3, 0x0A, 0xA9, 0x0A], 1, .invalidUTF8),
        Fault("A: 1\nunread: a\0b\n", 2, .zeroByte),
        Fault("\0", 1, .zeroByte),
        Fault("A: 1\nB: 3456789_123456789_\n", 2, .lineTooLong(limit: 20)),
        Fault("A: 3456789_123456789_", 1, .lineTooLong(limit: 20)),
        Fault("A: 3456789_123456789\n 12345678\n 123456789\n", 3, .paragraphTooLong(limit: 40)),
        Fault("a:\nb:\nc:\nd:\n", 4, .tooManyFields(limit: 3)),
    ]

    @Test("a malformed line is refused with its number, whole or in pieces", arguments: faults)
    func refused(_ fault: Fault) {
        let error = ParagraphError(line: fault.line, problem: fault.problem)
        for size in [fault.bytes.count, 1, 2, 3, 7] {
            #expect(throws: error, "chunks of \(size)") {
                var reader = ParagraphReader(fields: ["A"], limits: Self.small)
                for start in stride(from: 0, to: fault.bytes.count, by: size) {
                    let end = min(start + size, fault.bytes.count)
                    try reader.feed(fault.bytes[start..<end]) { _ in }
                }
                try reader.finish { _ in }
            }
        }
    }

    @Test(
        "what is just inside the rules is read",
        arguments: [
            "A: 3456789_123456789\n", "A: 3456789_12345678\r", "a:\nb:\nc:\n\na:\nb:\nc:\n",
            "A: 3456789_12345678\n 12345678\n 12345678", "A-: 1\n", "A#: 1\n", "!: 1\n", "A: :\n",
            "A: é\n", "A: 1\n #\n", "A: 1\nAA: 2\nB: 3\n", "A: a\rb\n",
        ]
    )
    func accepted(_ text: String) throws {
        var reader = ParagraphReader(fields: ["A"], limits: Self.small)
        var count = 0
        try reader.feed(Array(text.utf8)) { _ in count += 1 }
        try reader.finish { _ in count += 1 }
        #expect(count > 0)
    }

    @Test("a reader that has failed gives the same error again")
    func failsForGood() {
        var reader = ParagraphReader(fields: ["A"])
        let error = ParagraphError(line: 1, problem: .missingColon)
        #expect(throws: error) { try reader.feed(Array("A\n".utf8)) { _ in } }
        #expect(throws: error) { try reader.feed(Array("A: 1\n\n".utf8)) { _ in } }
        #expect(throws: error) { try reader.finish { _ in } }
    }

    @Test("paragraphs before a malformed line have come out")
    func earlierParagraphs() {
        var reader = ParagraphReader(fields: ["A"])
        var values: [String?] = []
        #expect(throws: ParagraphError(line: 3, problem: .missingColon)) {
            try reader.feed(Array("A: 1\n\nB\n".utf8)) { values.append($0["A"]) }
        }
        #expect(values == ["1"])
    }

    @Test("the start of a long broken name is enough")
    func cutsLongNames() {
        let name = String(repeating: "a", count: 100) + " "
        let problem = ParagraphError.Problem.invalidFieldName(String(name.prefix(60)))
        #expect(throws: ParagraphError(line: 1, problem: problem)) {
            try ParagraphReader.paragraphs(in: "\(name): 1\n".utf8, fields: ["A"])
        }
    }

    @Test("errors say the line and what is wrong with it")
    func descriptions() {
        let error = ParagraphError(line: 12, problem: .duplicateField("Version"))
        #expect(error.description == #"line 12: second field "Version" in one paragraph"#)
    }
}
