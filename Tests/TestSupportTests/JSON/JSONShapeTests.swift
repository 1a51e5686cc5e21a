// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@Suite struct JSONShapeTests {
    @Test(
        "a document is reduced to keys and types",
        arguments: [
            ("1", "$: number\n"),
            ("-0.5e3", "$: number\n"),
            ("true", "$: bool\n"),
            ("null", "$: null\n"),
            (#""1""#, "$: string\n"),
            ("[]", "$: array\n"),
            ("{}", "$: object\n"),
            ("[1, true, null]", "$: array\n$[]: bool|null|number\n"),
            ("[[1], []]", "$: array\n$[]: array\n$[][]: number\n"),
            (
                #"{"a.b": 1, "*": 2, "": 3}"#,
                "$: object\n$.\"\": number\n$.\"*\": number\n$.\"a.b\": number\n"
            ),
            (
                #"[{"id": 1, "x": null}, {"id": 2}]"#,
                "$: array\n$[]: object\n$[].id: number\n$[].x?: null\n"
            ),
            (#"[null, {"id": 1}]"#, "$: array\n$[]: null|object\n$[].id: number\n"),
            (#"[{}, {"id": 1}]"#, "$: array\n$[]: object\n$[].id?: number\n"),
        ]
    )
    func reduces(document: String, lines: String) throws {
        #expect(try JSONShape(of: document).description == lines)
    }

    @Test(
        "what is not JSON is refused at its place",
        arguments: [
            ("", 0), ("{", 1), ("[1,]", 3), ("nul", 0), ("{'a': 1}", 1), (#"[1, {"a": }]"#, 10),
            (#"{"a": 1,}"#, 8), ("1 2", 2), ("01", 1), ("-", 1), ("1.", 2), ("1e+", 3), ("+1", 0),
            (#""a"#, 2), ("\"\n\"", 1), (#""\x""#, 2), (#""\u12g4""#, 3), (#"{"a": 1, "a": 2}"#, 9),
            ("[1 2]", 3), (#"{"a" 1}"#, 5), ("NaN", 0),
        ]
    )
    func refuses(document: String, offset: Int) {
        let error = #expect(throws: JSONShape.SyntaxError.self) { try JSONShape(of: document) }
        #expect(error?.offset == offset)
    }

    @Test("nesting is limited and bytes that are not UTF-8 are refused")
    func refusesExtremes() throws {
        let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        #expect(try JSONShape(of: deep).lines.count == 512)
        #expect(throws: JSONShape.SyntaxError.self) { try JSONShape(of: "[" + deep + "]") }
        #expect(throws: JSONShape.SyntaxError.self) { try JSONShape(of: [0x22, 0xFF, 0x22]) }
    }

    @Test(
        "escapes in keys are read",
        arguments: [
            (#"{"\u00e9": 1}"#, "$.é: number"), (#"{"\ud83d\ude00": 1}"#, "$.\"😀\": number"),
            (#"{"a\/b": 1}"#, "$.\"a/b\": number"), (#"{"\ud83d": 1}"#, "$.\"\u{FFFD}\": number"),
        ]
    )
    func readsEscapes(document: String, line: String) throws {
        #expect(try JSONShape(of: document).lines.last == line)
    }

    @Test(
        "what is printed reads back as the same shape",
        arguments: [
            "1", "[]", #"{"a": {"b": [1, "x", {"c d\"\\": null}]}, "e": {}}"#,
            #"[{"a": 1}, {"b": [[true]]}, null]"#, #"{"*": 1, "k?": 2}"#,
        ]
    )
    func roundTrips(document: String) throws {
        let shape = try JSONShape(of: document)
        #expect(try JSONShape(written: shape.description) == shape)
        #expect(shape.differences(from: try JSONShape(written: shape.description)) == [])
    }
}
