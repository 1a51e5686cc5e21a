// SPDX-License-Identifier: Apache-2.0
import NIOCore
import Testing
import Web

@Suite struct JSONReaderTests {
    @Test(
        "each form of RFC 8259 is read",
        arguments: [
            ("null", .null),
            (" \t\r\n true \n", .boolean(true)),
            ("false", .boolean(false)),
            ("0", .integer(0)),
            ("-0", .integer(0)),
            ("9223372036854775807", .integer(.max)),
            ("-9223372036854775808", .integer(.min)),
            ("9007199254740993", .integer(9_007_199_254_740_993)),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            ("-1.5e3", .number(-1_500)),
            ("1E+2", .number(100)),
            ("0.25", .number(0.25)),
            ("5e-324", .number(.leastNonzeroMagnitude)),
            ("\"\"", .string("")),
            ("\"é\u{1F333}\"", .string("é\u{1F333}")),
            (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
            (#""\u00e9\uD83C\uDF33\u0000x""#, .string("é\u{1F333}\u{0}x")),
            ("[]", .array([])),
            ("[ 1 , [ ] , {} ]", .array([.integer(1), .array([]), .object(JSONObject())])),
            (
                #"{ "b" : 1, "a": null }"#,
                .object(JSONObject([.init("b", .integer(1)), .init("a", .null)]))
            ),
        ] as [(String, JSONValue)]
    )
    func reads(text: String, expected: JSONValue) throws {
        #expect(try JSONValue.parse(text) == expected)
    }

    @Test(
        "what is no JSON is refused with its place",
        arguments: [
            ("", 0, "the text ends where a value is due"),
            ("  ", 2, "the text ends where a value is due"),
            ("\u{FEFF}1", 0, "a value is due"),
            ("1 2", 2, "more after the end of the value"),
            ("nul", 0, "a value is due"),
            ("True", 0, "a value is due"),
            ("NaN", 0, "a value is due"),
            ("+1", 0, "a value is due"),
            (".5", 0, "a value is due"),
            ("01", 0, "a number with a leading zero"),
            ("-", 1, "a digit is due"),
            ("1.", 2, "a digit is due"),
            ("1e", 2, "a digit is due"),
            ("1e+", 3, "a digit is due"),
            ("[1e400]", 1, "a number that is too large"),
            ("0x10", 1, "more after the end of the value"),
            ("'a'", 0, "a value is due"),
            ("\"a", 2, "the text ends inside a string"),
            ("\"a\\", 3, "the text ends inside a string"),
            ("\"a\nb\"", 2, "a control character in a string"),
            ("\"\\t\u{1}\"", 3, "a control character in a string"),
            (#""\x""#, 1, "an unknown escape"),
            (#""\u12g4""#, 1, "an escape without four hexadecimal digits"),
            (#""\uD800""#, 1, "half of a surrogate pair"),
            (#""\uD800\n""#, 1, "half of a surrogate pair"),
            (#""\uDC00""#, 1, "half of a surrogate pair"),
            (#""\uD800A""#, 1, "half of a surrogate pair"),
            ("[1,]", 3, "a value is due"),
            ("[1 2]", 3, "a comma or ] is due"),
            ("[1", 2, "a comma or ] is due"),
            ("{\"a\":1,}", 7, "a key in quotes is due"),
            ("{a:1}", 1, "a key in quotes is due"),
            ("{\"a\" 1}", 5, "a colon is due"),
            ("{\"a\":}", 5, "a value is due"),
            ("{\"a\":1 \"b\":2}", 7, "a comma or } is due"),
            ("{\"a\":1,\"\\u0061\":2}", 7, "a key comes twice"),
            ("[1]//", 3, "more after the end of the value"),
        ] as [(String, Int, String)]
    )
    func refuses(text: String, offset: Int, reason: String) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(text) }
        #expect(error?.description == "byte \(offset): \(reason)")
    }

    @Test("a key that comes twice among many is found")
    func findsRepeatedKeyAmongMany() {
        let members = (0..<40).map { "\"k\($0)\":0" } + ["\"k7\":1"]
        let text = "{\(members.joined(separator: ","))}"
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(text) }
        #expect(error?.reason == "a key comes twice")
        #expect(error?.offset == text.utf8.count - 7)
    }

    @Test(
        "bytes that are not UTF-8 are refused",
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xE2, 0x82, 0x22], [0x22, 0x5C, 0x6E, 0xFE, 0x22],
        ] as [[UInt8]]
    )
    func refusesWrongBytes(bytes: [UInt8]) {
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONValue.parse(ByteBuffer(bytes: bytes))
        }
        #expect(error == JSONSyntaxError(offset: 1, reason: "a string is not UTF-8"))
    }

    @Test("depth and number of values are limited, exactly")
    func keepsLimits() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try JSONValue.parse(nested(64))
        let deep = #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(nested(65)) }
        #expect(deep?.description == "byte 64: nested deeper than 64")
        let limits = JSONLimits(depthMax: 2, valuesMax: 4)
        _ = try JSONValue.parse("[1,2,3]", limits: limits)
        let many = #expect(throws: JSONSyntaxError.self) {
            try JSONValue.parse("[1,2,3,4]", limits: limits)
        }
        #expect(many?.description == "byte 7: more than 4 values")
        // A hostile body of brackets alone must not exhaust the stack.
        #expect(throws: JSONSyntaxError.self) {
            try JSONValue.parse(String(repeating: "[", count: 1_000_000))
        }
    }

    @Test("members are found by key, in the case asked for")
    func findsMembers() throws {
        let value = try JSONValue.parse(#"{"PatchIDs":[1],"patchids":2,"Ä":3}"#)
        #expect(value.value("PatchIDs")?.elements == [.integer(1)])
        #expect(value.value("PATCHIDS") == nil)
        #expect(value.value(anyCase: "PATCHIDS")?.elements == [.integer(1)])
        #expect(value.value(anyCase: "ä") == nil, "only ASCII letters are folded")
        #expect(JSONValue.null.value("a") == nil)
    }

    @Test(
        "numbers and truth values are taken from what clients write",
        arguments: [
            (.integer(7), 7, nil), (.string("7"), 7, nil), (.string("x"), nil, nil),
            (.number(3), 3, nil), (.number(3.5), nil, nil), (.number(1e300), nil, nil),
            (.integer(1), 1, true), (.integer(0), 0, false), (.string("Yes"), nil, true),
            (.string("FALSE"), nil, false), (.boolean(true), nil, true), (.null, nil, nil),
        ] as [(JSONValue, Int64?, Bool?)]
    )
    func coerces(value: JSONValue, number: Int64?, flag: Bool?) {
        #expect(value.int64 == number)
        #expect(value.flag == flag)
    }
}
