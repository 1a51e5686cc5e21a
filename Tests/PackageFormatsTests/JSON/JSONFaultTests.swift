// SPDX-License-Identifier: Apache-2.0
import PackageFormats
import Testing

@Suite struct JSONFaultTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var bytes: [UInt8]
        var path: String
        var offset: Int
        var what: String

        init(_ text: String, _ path: String, _ offset: Int, _ what: String) {
            self.init(Array(text.utf8), path, offset, what)
        }

        init(_ bytes: [UInt8], _ path: String, _ offset: Int, _ what: String) {
            self.bytes = bytes
            self.path = path
            self.offset = offset
            self.what = what
        }

        var testDescription: String { String(decoding: bytes, as: UTF8.self) }
    }

    static let structure = [
        Case("", "", 0, "the document is empty"),
        Case("  ", "", 2, "expected a value, found the end"),
        Case("<html>", "", 0, "expected a value, found <"),
        Case("\u{1}", "", 0, "expected a value, found the byte 0x1"),
        Case("[1] x", "", 4, "something follows the document: x"),
        Case("{}{}", "", 2, "something follows the document: an object"),
        Case("1 2", "", 2, "something follows the document: a number"),
        Case("null\0", "", 4, "something follows the document: the byte 0x0"),
        Case("[1,]", "[1]", 3, "expected a value, found ]"),
        Case("[,1]", "[0]", 1, "expected a value, found ,"),
        Case("[1 2]", "[0]", 3, "expected , or ], found a number"),
        Case("[1}", "[0]", 2, "expected , or ], found }"),
        Case("[", "[0]", 1, "expected a value, found the end"),
        Case("[[],[1", "[1][0]", 6, "expected , or ], found the end"),
        Case("{", "", 1, "expected a key, found the end"),
        Case("{1:2}", "", 1, "expected a key, found a number"),
        Case("{\"a\":1,}", "", 7, "expected a key, found }"),
        Case("{\"a\":{\"b\":1,x}}", "a", 12, "expected a key, found x"),
        Case("{\"a\" 1}", "a", 5, "expected a colon, found a number"),
        Case("{\"a\":}", "a", 5, "expected a value, found }"),
        Case("{\"a\":1 \"b\":2}", "a", 7, "expected , or }, found a string"),
        Case("{\"a\":1]", "a", 6, "expected , or }, found ]"),
        Case("[// no\n1]", "[0]", 1, "expected a value, found /"),
        Case("{\"a\":[0,{\"b\":[null,nul]}]}", "a[1].b[1]", 19, "expected null"),
        Case([0xFE, 0xFF, 0x00, 0x5B], "", 0, "expected a value, found the byte 0xfe"),
    ]

    static let words = [
        Case("tru", "", 3, "the document ends inside true"),
        Case("[trux]", "[0]", 1, "expected true"),
        Case("True", "", 0, "expected a value, found T"),
        Case("fals", "", 4, "the document ends inside false"),
        Case("[fAlse]", "[0]", 1, "expected false"),
        Case("n", "", 1, "the document ends inside null"),
        Case("NaN", "", 0, "expected a value, found N"),
        Case("'a'", "", 0, "expected a value, found '"),
    ]

    static let numbers = [
        Case("-", "", 1, "expected a digit, found the end"),
        Case("[-a]", "[0]", 2, "expected a digit, found a"),
        Case("[01]", "[0]", 1, "a number with a leading zero"),
        Case("[-00]", "[0]", 1, "a number with a leading zero"),
        Case("+1", "", 0, "expected a value, found +"),
        Case(".5", "", 0, "expected a value, found ."),
        Case("1.", "", 2, "expected a digit, found the end"),
        Case("[1.e5]", "[0]", 3, "expected a digit, found e"),
        Case("1e", "", 2, "expected a digit, found the end"),
        Case("[1E+]", "[0]", 4, "expected a digit, found ]"),
        Case("[1.5.5]", "[0]", 4, "expected , or ], found ."),
        Case("0x10", "", 1, "something follows the document: x"),
        Case("-Infinity", "", 1, "expected a digit, found I"),
    ]

    static let strings = [
        Case("\"", "", 1, "the document ends inside a string"),
        Case("[\"0123456789", "[0]", 12, "the document ends inside a string"),
        Case("\"a\\", "", 3, "the document ends inside a string"),
        Case("\"\\u12", "", 5, "the document ends inside a string"),
        Case("[\"a\nb\"]", "[0]", 3, "a control character (0xa) inside a string"),
        Case("[\"01234567\u{1F}\"]", "[0]", 10, "a control character (0x1f) inside a string"),
        Case("{\"a\u{0}\":1}", "", 3, "a control character (0x0) inside a string"),
        Case("\"\\x41\"", "", 1, "an unknown escape inside a string"),
        Case("\"ab\\U0041\"", "", 3, "an unknown escape inside a string"),
        Case("\"\\u00g0\"", "", 1, "an escape without four hexadecimal digits"),
        Case("\"\\u 041\"", "", 1, "an escape without four hexadecimal digits"),
        Case("\"\\ud800\"", "", 1, "a lone surrogate inside a string"),
        Case("\"\\uDBFFx\"", "", 1, "a lone surrogate inside a string"),
        Case("\"\\ud800\\n\"", "", 1, "a lone surrogate inside a string"),
        Case("\"\\ud800\\u0041\"", "", 1, "a lone surrogate inside a string"),
        Case("\"\\ud800\\ud800\"", "", 1, "a lone surrogate inside a string"),
        Case("{\"a\":\"x\\udc00\"}", "a", 7, "a lone surrogate inside a string"),
        Case("{\"b\":1,\"\\ud800\":2}", "", 8, "a lone surrogate inside a string"),
    ]

    /// Sequences that RFC 3629 does not allow.
    static let encodings = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x9F, 0xBF],
        [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
        [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x28, 0x80],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
    ].map { (sequence: [UInt8]) in
        Case(
            Array("[null, \"é ".utf8) + sequence + Array("\"]".utf8),
            "[1]",
            11,
            "a string that is not UTF-8"
        )
    }

    @Test(
        "a malformed document is refused with path and byte, read or passed over",
        arguments: [structure, words, numbers, strings, encodings].flatMap { $0 }
    )
    func refuses(_ sample: Case) throws {
        let fault = JSONFault(
            document: "a.json",
            path: sample.path,
            offset: sample.offset,
            what: sample.what
        )
        #expect(throws: fault) {
            try JSONCursor.read(bytes: sample.bytes, name: "a.json") { try $0.skip() }
        }
        // A reader that asks for the right kinds meets the same fault.
        #expect(throws: fault) { _ = try JSONTree.read(sample.bytes) }
    }

    @Test("a fault is one line of document, path, reason and byte")
    func describesItself() {
        let deep = JSONFault(document: "a.json", path: "b[3]", offset: 17, what: "no date")
        #expect(deep.description == "a.json: b[3]: no date (byte 17)")
        let top = JSONFault(document: "a.json", path: "", offset: 0, what: "no date")
        #expect(top.description == "a.json: no date (byte 0)")
    }

    @Test(
        "keys that are no plain words are quoted in a path, and steer no terminal",
        arguments: [
            ("a-b_c$1", "x.a-b_c$1"), ("a.b", "x[\"a.b\"]"), ("", "x[\"\"]"), ("é", "x[\"é\"]"),
            ("a b", "x[\"a b\"]"), ("\u{7F}", "x[\"\\u{7f}\"]"), ("\u{202E}", "x[\"\\u{202e}\"]"),
            ("\\u001b", "x[\"\\u001b\"]"),
            (String(repeating: "k", count: 90), "x[\"\(String(repeating: "k", count: 80))…\"]"),
        ]
    )
    func quotesKeys(key: String, path: String) {
        let text = "{\"x\":{\"\(key)\":nil}}"
        let fault = #expect(throws: JSONFault.self) { _ = try JSONTree.read(text.utf8) }
        #expect(fault?.path == path)
    }

    @Test("containers nest to the limit and not beyond")
    func limitsNesting() throws {
        let limit = JSONCursor.nestingLimit
        func nested(_ depth: Int) -> [UInt8] {
            Array(repeating: UInt8(ascii: "["), count: depth)
                + Array(repeating: UInt8(ascii: "]"), count: depth)
        }
        _ = try JSONTree.read(nested(limit))
        try JSONCursor.read(bytes: nested(limit), name: "a.json") { try $0.skip() }
        let fault = JSONFault(
            document: "a.json",
            path: String(repeating: "[0]", count: limit),
            offset: limit,
            what: "nested deeper than 512"
        )
        #expect(throws: fault) { _ = try JSONTree.read(nested(limit + 1)) }
        #expect(throws: fault) {
            try JSONCursor.read(bytes: nested(limit + 1), name: "a.json") { try $0.skip() }
        }
        // A million brackets end the same way, not the process.
        #expect(throws: fault) { _ = try JSONTree.read(nested(1_000_000)) }
    }
}
