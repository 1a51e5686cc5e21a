// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@Suite struct FormTextTests {
    @Test(
        "names and values are decoded",
        arguments: [
            ("", []),
            ("a=1", [("a", "1")]),
            ("a=1&b=2", [("a", "1"), ("b", "2")]),
            ("a=1&&b=2&", [("a", "1"), ("b", "2")]),
            ("a", [("a", "")]),
            ("a=", [("a", "")]),
            ("=1", [("", "1")]),
            ("a=1=2", [("a", "1=2")]),
            ("a+b=c+d", [("a b", "c d")]),
            ("a%2Bb=c%2bd", [("a+b", "c+d")]),
            ("a=%26%3D%25", [("a", "&=%")]),
            ("q=caf%C3%A9", [("q", "café")]),
            ("q=café", [("q", "café")]),
            ("a=1;b=2", [("a", "1;b=2")]),
            ("a=1&a=2", [("a", "1"), ("a", "2")]),
        ] as [(String, [(String, String)])]
    )
    func decodes(text: String, expected: [(String, String)]) throws {
        let items = try FormText.items(text, of: "query")
        #expect(items == expected.map { QueryItem($0, $1) })
    }

    @Test(
        "broken text is refused with its place",
        arguments: [
            ("a=%", "query: byte 2: % without two hexadecimal digits"),
            ("a=%2", "query: byte 2: % without two hexadecimal digits"),
            ("a=1&b=x%zz", "query: byte 7: % without two hexadecimal digits"),
            ("a=%4&b=1", "query: byte 2: % without two hexadecimal digits"),
            ("abc=%FF", "query: byte 4: not UTF-8"),
            ("%C3=1", "query: byte 0: not UTF-8"),
        ]
    )
    func refuses(text: String, subject: String) {
        let error = #expect(throws: DomainError(.requestInvalid)) {
            try FormText.items(text, of: "query")
        }
        #expect(error?.subject == subject)
    }

    @Test("the number of items is limited, exactly")
    func limitsItems() throws {
        let text = Array(repeating: "a=1", count: HTTPLimits.itemsMax).joined(separator: "&")
        #expect(try FormText.items(text, of: "query").count == HTTPLimits.itemsMax)
        let error = #expect(throws: DomainError(.requestInvalid)) {
            try FormText.items(text + "&b", of: "body")
        }
        #expect(error?.subject == "body: more than 1000 parameters")
    }
}
