// SPDX-License-Identifier: Apache-2.0

import PackageFormats
import Testing

@Suite struct ParagraphReaderTests {
    /// A piece of a status file with everything that is legal and unusual.
    static let sample = """

         \t
        Package: alpha
        Status: install ok installed
        Version: 1:1.0-1
        Conffiles:
         /etc/alpha.conf 0123456789abcdef
         /etc/alpha.d/näme 00
        Description: first of all
         Says "hello, wörld – 𝄞" to
         .
          those who listen.
        Empty:


        package:beta
        VERSION:\t2.0 \t
        Empty:\t
        Source: alpha (0.9)

        Status: hold ok unpacked
        """

    static let fields = ["Package", "Version", "Conffiles", "Description", "Empty", "Source"]

    private func read(_ text: String, fields: [String] = Self.fields) throws -> [Paragraph] {
        try ParagraphReader.paragraphs(in: text.utf8, fields: fields)
    }

    @Test("paragraphs come out with their fields and first lines")
    func readsParagraphs() throws {
        let paragraphs = try read(Self.sample)
        #expect(paragraphs.map(\.firstLine) == [3, 16, 21])
        let alpha = try #require(paragraphs.first)
        #expect(alpha["Package"] == "alpha")
        #expect(alpha["Version"] == "1:1.0-1")
        #expect(
            alpha["Conffiles"] == "\n/etc/alpha.conf 0123456789abcdef\n/etc/alpha.d/näme 00"
        )
        #expect(
            alpha.lines(of: "Description") == [
                "first of all", "Says \"hello, wörld – 𝄞\" to", ".", " those who listen.",
            ]
        )
        #expect(alpha["Empty"] == "")
        #expect(alpha["Source"] == nil)
        #expect(alpha.lines(of: "Source") == [])
        #expect(alpha.lines(of: "Empty") == [""])
        #expect(paragraphs[1]["Package"] == "beta")
        #expect(paragraphs[1]["Version"] == "2.0")
        #expect(paragraphs[1]["Empty"] == "")
        #expect(paragraphs[1]["Source"] == "alpha (0.9)")
        #expect(Self.fields.allSatisfy { paragraphs[2][$0] == nil })
    }

    @Test("names are the same in upper and lower case, asked for or read")
    func ignoresCase() throws {
        let paragraph = try #require(try read("PACKAGE: a\n", fields: ["package"]).first)
        #expect(paragraph["pAcKaGe"] == "a")
        // These differ by the same bit as upper and lower case letters do.
        let others = try #require(try read("X@: 1\nX`: 2\n", fields: ["X`", "X@"]).first)
        #expect(others["X@"] == "1")
        #expect(others["X`"] == "2")
    }

    @Test("chunks may be cut at any byte", arguments: ["\n", "\r\n"])
    func cutAnywhere(lineEnd: String) throws {
        let bytes = Array(Self.sample.replacing("\n", with: lineEnd).utf8)
        let expected = try read(Self.sample)
        for cut in 0...bytes.count {
            var reader = ParagraphReader(fields: Self.fields)
            var paragraphs: [Paragraph] = []
            try reader.feed(bytes[..<cut]) { paragraphs.append($0) }
            try reader.feed(bytes[cut...]) { paragraphs.append($0) }
            try reader.finish { paragraphs.append($0) }
            #expect(paragraphs == expected, "cut at \(cut)")
        }
    }

    @Test("chunks may be of any size", arguments: 1...20)
    func chunkSize(size: Int) throws {
        let bytes = Array(Self.sample.utf8)
        var reader = ParagraphReader(fields: Self.fields)
        var paragraphs: [Paragraph] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            let chunk = bytes[start..<min(start + size, bytes.count)]
            try chunk.withUnsafeBytes { try reader.feed($0) { paragraphs.append($0) } }
        }
        try reader.finish { paragraphs.append($0) }
        #expect(paragraphs == (try read(Self.sample)))
    }

    @Test(
        "separators and ends of file make no paragraphs of their own",
        arguments: [
            ("", 0), ("\n", 0), ("\n\n\n", 0), (" \t\n", 0), ("\r\n", 0), (" ", 0),
            ("A: 1", 1), ("A: 1\n", 1), ("A: 1\n\n", 1), ("\n\nA: 1\n\n\n", 1), ("A: 1\r", 1),
            ("A: 1\n\nA: 2", 2), ("A: 1\n \t\nA: 2\n", 2), ("A: 1\r\n\r\nA: 2\r\n", 2),
            ("A: 1\n\n\n\n\nA: 2\n\n", 2),
        ]
    )
    func separators(_ text: String, _ count: Int) throws {
        let paragraphs = try read(text, fields: ["A"])
        #expect(paragraphs.map { $0["A"] } == (0..<count).map { "\($0 + 1)" })
    }

    @Test("each paragraph comes as soon as the line after it is there")
    func streams() throws {
        var reader = ParagraphReader(fields: ["A"])
        var values: [String?] = []
        try reader.feed(Array("A: 1\n\nA: ".utf8)) { values.append($0["A"]) }
        #expect(values == ["1"])
        try reader.feed(Array("2\n".utf8)) { values.append($0["A"]) }
        #expect(values == ["1"])
        try reader.finish { values.append($0["A"]) }
        #expect(values == ["1", "2"])
    }

    @Test("after the end a reader takes another file, and counts its lines anew")
    func readsTwoFiles() throws {
        var reader = ParagraphReader(fields: ["A"])
        var lines: [Int] = []
        for _ in 0..<2 {
            try reader.feed(Array("\nA: 1".utf8)) { lines.append($0.firstLine) }
            try reader.finish { lines.append($0.firstLine) }
        }
        #expect(lines == [2, 2])
    }

    @Test("an error of the receiver comes out, and comes again")
    func receiverThrows() {
        struct Enough: Error, Equatable {}
        var reader = ParagraphReader(fields: ["A"])
        #expect(throws: Enough()) {
            try reader.feed(Array("A: 1\n\n".utf8)) { _ in throw Enough() }
        }
        #expect(throws: Enough()) { try reader.feed(Array("A: 2\n".utf8)) { _ in } }
        #expect(throws: Enough()) { try reader.finish { _ in } }
    }

    @Test("comments are skipped where they are allowed, also inside a field")
    func comments() throws {
        let text = "# first\nA: 1\n# between\n 2\n#\n 3\n\n# alone\n\nA: 4\n # 5\n"
        let paragraphs = try ParagraphReader.paragraphs(
            in: text.utf8,
            fields: ["A"],
            allowsComments: true
        )
        #expect(paragraphs.map { $0["A"] } == ["1\n2\n3", "4\n# 5"])
        #expect(paragraphs.map(\.firstLine) == [2, 10])
    }

    @Test("a long value spanning many chunks is whole")
    func longValue() throws {
        let hashes = (0..<5_000).map { " \($0) main/binary-amd64/Packages" }
        let text = "Origin: here\nSHA256:\n" + hashes.joined(separator: "\n") + "\nCodename: x\n"
        let bytes = Array(text.utf8)
        var reader = ParagraphReader(fields: ["SHA256", "Codename"])
        var paragraphs: [Paragraph] = []
        for start in stride(from: 0, to: bytes.count, by: 4_096) {
            try reader.feed(bytes[start..<min(start + 4_096, bytes.count)]) {
                paragraphs.append($0)
            }
        }
        try reader.finish { paragraphs.append($0) }
        let release = try #require(paragraphs.first)
        #expect(
            release.lines(of: "SHA256").dropFirst() == ArraySlice(hashes.map { $0.dropFirst() })
        )
        #expect(release["Codename"] == "x")
    }

    @Test("of two carriage returns at the end of a line, one belongs to the value")
    func carriageReturns() throws {
        let paragraph = try #require(try read("A: 1\r\r\n 2\r\n", fields: ["A"]).first)
        #expect(paragraph.lines(of: "A") == ["1\r", "2"])
    }

    @Test("a field that was not asked for cannot be read as absent")
    func unaskedField() async {
        await #expect(processExitsWith: .failure) {
            let paragraphs = try ParagraphReader.paragraphs(in: "A: 1\n".utf8, fields: ["A"])
            _ = paragraphs.first?["B"]
        }
    }
}
