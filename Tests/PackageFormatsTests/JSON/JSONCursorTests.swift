// SPDX-License-Identifier: Apache-2.0
import PackageFormats
import Testing

@Suite struct JSONCursorTests {
    private func read<R>(
        _ text: String,
        _ body: (inout JSONCursor) throws -> R
    ) throws -> R {
        try JSONCursor.read(bytes: text.utf8, name: "a.json", body)
    }

    private func fault(_ path: String, _ offset: Int, _ what: String) -> JSONFault {
        JSONFault(document: "a.json", path: path, offset: offset, what: what)
    }

    @Test("members and elements come in their order, repeated keys too")
    func readsContainers() throws {
        var seen: [String] = []
        try read(" {\"a\" : [1, 2 ,[] ] ,\"b\":{ }, \"a\": \"x\"}\n") { cursor in
            try cursor.object { key, cursor in
                if cursor.kind == .array {
                    try cursor.array { cursor in
                        if cursor.kind == .number {
                            seen.append("\(cursor.path)=\(try cursor.integer())")
                        }
                    }
                } else if cursor.kind == .string {
                    seen.append("\(key)=\(try cursor.string())")
                }
            }
        }
        #expect(seen == ["a[0]=1", "a[1]=2", "a=x"])
    }

    @Test("a byte order mark before the document is passed over")
    func passesByteOrderMark() throws {
        #expect(try read("\u{FEFF}[1]") { try $0.rawValue() } == 3..<6)
        #expect(throws: fault("", 3, "expected a value, found the end")) {
            try read("\u{FEFF}") { try $0.skip() }
        }
    }

    @Test(
        "strings lose their escapes",
        arguments: [
            ("", ""), ("plain text, longer than a word", "plain text, longer than a word"),
            ("\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\u{8}\u{C}\n\r\t"), ("a\\u0041\\u00e9", "aAé"),
            ("\\u20AC\\uFFFF", "€\u{FFFF}"), ("\\ud83d\\ude00", "😀"),
            ("\\uDBFF\\uDFFF", "\u{10FFFF}"),
            ("\\u0000", "\0"), ("é\\n€😀", "é\n€😀"), ("\u{7F}", "\u{7F}"),
        ]
    )
    func readsStrings(written: String, text: String) throws {
        #expect(try read("\"\(written)\"") { try $0.string() } == text)
        let raw = try read("\"\(written)\"") { try $0.rawString { Array($0) } }
        #expect(raw == Array(text.utf8))
        var keys: [String] = []
        try read("{\"\(written)\":1}") { try $0.object { key, _ in keys.append(key) } }
        try read("{\"\(written)\":1}") {
            try $0.rawObject { key, _ in keys.append(String(decoding: key, as: UTF8.self)) }
        }
        #expect(keys == [text, text])
    }

    @Test(
        "whole numbers of 64 bits are read",
        arguments: [
            ("0", 0), ("-0", 0), ("42", 42), ("-42", -42), ("9223372036854775807", Int64.max),
            ("-9223372036854775808", Int64.min),
        ]
    )
    func readsIntegers(text: String, value: Int64) throws {
        #expect(try read(text) { try $0.integer() } == value)
        #expect(try read(text) { try $0.numberText() } == text)
    }

    @Test(
        "other numbers are no whole numbers of 64 bits",
        arguments: [
            ("1.0", "expected a whole number without fraction or exponent"),
            ("1e3", "expected a whole number without fraction or exponent"),
            ("9223372036854775808", "a whole number beyond 64 bits"),
            ("-9223372036854775809", "a whole number beyond 64 bits"),
            ("100000000000000000000", "a whole number beyond 64 bits"),
        ]
    )
    func refusesIntegers(text: String, what: String) {
        #expect(throws: fault("[1]", 3, what)) {
            try read("[0,\(text)]") { try $0.array { _ = try $0.integer() } }
        }
    }

    @Test(
        "numbers are rounded to the nearest",
        arguments: [
            ("0.1", 0.1), ("-12.5e-1", -1.25), ("1E3", 1_000), ("7", 7),
            ("1152921504606846976000000000000", 0x1p60 * 1e12), ("1e-400", 0),
            ("5e-324", Double.leastNonzeroMagnitude), ("9007199254740993", 0x1p53),
        ]
    )
    func readsDoubles(text: String, value: Double) throws {
        #expect(try read(text) { try $0.double() } == value)
    }

    @Test("a number beyond all is refused")
    func refusesInfinity() {
        #expect(throws: fault("", 0, "a number beyond the range of 64 bits")) {
            try read("1e400") { try $0.double() }
        }
    }

    @Test("a null is no value, and is told from a missing one")
    func readsNulls() throws {
        try read("[null,\"a\",null,1,null,0.5,null,true,null]") { cursor in
            var texts: [String?] = []
            try cursor.array { cursor in
                switch texts.count {
                case 0, 1: texts.append(try cursor.stringIfPresent())
                case 2, 3: texts.append(try cursor.integerIfPresent().map { "\($0)" })
                case 4, 5: texts.append(try cursor.doubleIfPresent().map { "\($0)" })
                case 6, 7: texts.append(try cursor.flagIfPresent().map { "\($0)" })
                default: texts.append(cursor.isNull ? "null" : nil)
                }
            }
            #expect(texts == [nil, "a", nil, "1", nil, "0.5", nil, "true", "null"])
        }
    }

    @Test("the kind of a value is told before it is read")
    func tellsKinds() throws {
        var kinds: [JSONCursor.Kind?] = []
        try read("[{}, [], \"\", -1, 2, true, false, null]") {
            try $0.array { kinds.append($0.kind) }
        }
        #expect(
            kinds == [.object, .array, .string, .number, .number, .boolean, .boolean, .null]
        )
    }

    typealias Reader = @Sendable (inout JSONCursor) throws -> Void

    static let readers: [(what: String, read: Reader)] = [
        ("an object", { try $0.object { _, _ in } }), ("an array", { try $0.array { _ in } }),
        ("a string", { _ = try $0.string() }), ("a string", { _ = try $0.stringIfPresent() }),
        ("a string", { _ = try $0.rawString { $0.count } }),
        ("a number", { _ = try $0.integer() }), ("a number", { _ = try $0.double() }),
        ("a number", { _ = try $0.numberText() }), ("a boolean", { _ = try $0.flag() }),
    ]

    @Test("a value of another kind is named in the fault", arguments: 0..<9)
    func namesKinds(index: Int) {
        let (what, read) = Self.readers[index]
        for (text, kind) in [
            ("{}", "an object"), ("[]", "an array"), ("\"\"", "a string"), ("0", "a number"),
            ("true", "a boolean"), ("]", "]"), ("", "the end"),
        ] where kind != what {
            #expect(throws: fault("a", 5, "expected \(what), found \(kind)")) {
                try self.read("{\"a\":\(text)") { try $0.object { _, cursor in try read(&cursor) } }
            }
        }
    }

    @Test("a fault of the caller names the value that was read last")
    func placesFaults() throws {
        let text = "{\"a\": {\"b\": [10, {\"c\": \"x\"}]}}"
        #expect(throws: fault("a.b[1].c", 23, "odd")) {
            try read(text) { cursor in
                try cursor.object { _, cursor in
                    try cursor.object { _, cursor in
                        try cursor.array { cursor in
                            guard cursor.kind == .object else { return }
                            try cursor.object { _, cursor in
                                _ = try cursor.string()
                                throw cursor.fault("odd")
                            }
                        }
                    }
                }
            }
        }
        #expect(throws: fault("a.b", 12, "odd")) {
            try read(text) { cursor in
                try cursor.object { _, cursor in
                    try cursor.object { _, cursor in
                        try cursor.array { _ in }
                        throw cursor.fault("odd")
                    }
                }
            }
        }
        #expect(throws: fault("a", 6, "odd")) {
            try read(text) { try $0.object { _, cursor in throw cursor.fault("odd") } }
        }
        #expect(throws: fault("", 0, "odd")) {
            try read(text) { cursor in
                try cursor.object { _, _ in }
                throw cursor.fault("odd")
            }
        }
    }

    @Test("an error of the caller passes through")
    func passesErrors() {
        struct Odd: Error, Equatable {}
        #expect(throws: Odd()) { try read("[1]") { try $0.array { _ in throw Odd() } } }
        #expect(throws: Odd()) { try read("\"a\"") { try $0.rawString { _ in throw Odd() } } }
    }

    @Test("a closure that reads two values is refused")
    func refusesTwoValues() {
        #expect(throws: fault("[0]", 2, "expected a number, found ,")) {
            try read("[1,2]") { try $0.array { _ = (try $0.integer(), try $0.integer()) } }
        }
    }

    @Test("a value that was passed over is read when what follows it is known")
    func revisits() throws {
        let text = "{\"rows\": [1, {\"x\": 2}], \"unit\": \"s\", \"end\": 0}"
        var rows: JSONMark?
        var seen: [String] = []
        try read(text) { cursor in
            try cursor.object { key, cursor in
                switch key {
                case "rows": rows = cursor.mark
                case "unit":
                    let unit = try cursor.string()
                    let mark = try #require(rows)
                    #expect(mark.offset == 9)
                    try cursor.revisit(mark) { cursor in
                        try cursor.array { cursor in seen.append(cursor.path + unit) }
                    }
                    #expect(cursor.path == "unit")
                default: seen.append(cursor.path)
                }
            }
        }
        #expect(seen == ["rows[0]s", "rows[1]s", "end"])
        #expect(throws: fault("rows[1]", 13, "expected a number, found an object")) {
            try read(text) { cursor in
                try cursor.object { key, cursor in
                    if key == "rows" { rows = cursor.mark }
                    guard key == "unit", let rows else { return }
                    try cursor.revisit(rows) { try $0.array { _ = try $0.integer() } }
                }
            }
        }
    }

    @Test("a value is read when its object has ended, or in another way when the first failed")
    func rewinds() throws {
        let text = "[{\"a\": [1, \"x\"], \"b\": 2}]"
        var seen: [String] = []
        try read(text) { cursor in
            try cursor.array { cursor in
                var mark: JSONMark?
                try cursor.object { key, cursor in
                    guard key == "a" else { return }
                    let here = cursor.mark
                    mark = here
                    #expect(throws: fault("[0].a[1]", 11, "expected a number, found a string")) {
                        try cursor.array { _ = try $0.integer() }
                    }
                    cursor.rewind(to: here)
                    #expect(cursor.path == "[0].a")
                    let range = try cursor.rawValue()
                    #expect(range == 7..<15)
                }
                let here = try #require(mark)
                try cursor.revisit(here) { cursor in
                    try cursor.array { seen.append($0.path) }
                }
                #expect(cursor.path == "[0]")
            }
        }
        #expect(seen == ["[0].a[0]", "[0].a[1]"])
    }

    @Test("the bytes of a value are given as offsets")
    func givesRanges() throws {
        var ranges: [Range<Int>] = []
        try read("[ {\"a\":[1,2]} , -1.5e3,\"x\\\"y\"  ]") {
            try $0.array { ranges.append(try $0.rawValue()) }
        }
        #expect(ranges == [2..<13, 16..<22, 23..<29])
    }
}
