// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct SwiftCodeTests {
    @Test(
        "comments and strings are blank and code stays in its place",
        arguments: [
            ("a // b\nc", "a     \nc"),
            ("a /* b /* c */ d */ e", "a                   e"),
            ("a /* b\nc */ d", "a     \n     d"),
            ("f(\"x // y\") // z", "f(\"      \")     "),
            ("\"a \\\" b\" c", "\"      \" c"),
            ("\"a \\(b(\"c\") + d) e\" f", "\"   (b(\" \") + d)  \" f"),
            ("#\"a \" \\(b) \\#(c) \"# d", "#\"           (c) \"# d"),
            ("\"\"\"\na \" b\n\"\"\" c", "\"\"\"\n     \n\"\"\" c"),
            ("\"open\nnext", "\"    \nnext"),
            ("#if a\n#endif", "#if a\n#endif"),
            ("a / b / c", "a / b / c"),
            ("/* open", "       "),
            ("\"\\(open", "\" (open"),
        ]
    )
    func blanks(text: String, code: String) {
        #expect(String(decoding: SwiftCode(text).bytes, as: UTF8.self) == code)
    }

    @Test("words are found with their places")
    func findsWords() {
        let code = SwiftCode("let a_1 = é.b(2)")
        var words: [String] = []
        code.forEachWord { words.append(String(decoding: code.bytes[$0], as: UTF8.self)) }
        #expect(words == ["let", "a_1", "é", "b", "2"])
        #expect(SwiftCode("a\nb\n\nc").lineNumber(at: 5) == 4)
    }
}
