// SPDX-License-Identifier: Apache-2.0

import Query
import Testing

@Suite struct TextMatchTests {
    @Test(
        "a text is split into words where the vendor splits it",
        arguments: [
            ("", []), (" -;()[] ", []), ("Windows Server", ["windows", "server"]),
            ("qualys.corp.com", ["qualys.corp.com"]), ("102354.qualys", ["102354", "qualys"]),
            ("qualys.102354", ["qualys", "102354"]), ("10.115.127.59", ["10.115.127.59"]),
            ("1,024 and 1, 2", ["1,024", "and", "1", "2"]), ("a,b", ["a", "b"]),
            ("web-1;db_2", ["web", "1", "db_2"]), (".a.", ["a"]), ("a..b", ["a", "b"]),
            ("1.2.x", ["1.2", "x"]), ("Ünï-Côdé", ["ünï", "côdé"]),
            (
                "x 0536aeee-60c0-383b-bbdd-8b8d1a35b6fa.",
                ["x", "0536aeee-60c0-383b-bbdd-8b8d1a35b6fa"]
            ),
            (
                "0536aeee-60c0-383b-bbdd-8b8d1a35b6fax",
                [
                    "0536aeee", "60c0", "383b", "bbdd", "8b8d1a35b6fax",
                ]
            ),
        ] as [(String, [String])]
    )
    func splits(_ text: String, _ words: [String]) { #expect(Words.of(text) == words) }

    @Test(
        "a phrase wants its words in sequence, each as a beginning",
        arguments: [
            ("qual", "qualys.corp.com", true), ("corp", "qualys.corp.com", false),
            ("102354.qual", "x 102354.qualys", true),
            ("server 2012", "Windows Server 2012 R2", true),
            ("windows 2012", "Windows Server 2012 R2", false),
            ("ser 20", "windows server 2012", true),
            ("erver", "Windows Server", false), ("r2 x", "Server R2", false),
            ("SERVER", "windows server", true), ("-", "a - b", false),
            ("8b8d1a35b6fa", "0536aeee-60c0-383b-bbdd-8b8d1a35b6fa", false),
            ("0536aeee", "0536aeee-60c0-383b-bbdd-8b8d1a35b6fa", true),
        ]
    )
    func phrases(_ phrase: String, _ text: String, _ isAccepted: Bool) {
        #expect(Phrase(phrase).accepts(text) == isAccepted)
        #expect(Query.Test.phrase(Phrase(phrase)).accepts(.text(text)) == isAccepted)
        #expect(!Query.Test.phrase(Phrase(phrase)).accepts(.number(1)))
    }

    @Test(
        "a pattern wants the whole text",
        arguments: [
            (["win", ""], "Windows", true), (["win", ""], "x win", false),
            (["", ".com"], "a.COM", true), (["", ".com"], ".com.de", false),
            (["", ""], "", true), (["a", "a"], "a", false), (["a", "a"], "aa", true),
            (["a", "b", "c"], "a-b-c", true), (["a", "b", "c"], "acb", false),
            (["", "ab", "bc", ""], "abc", false), (["", "ab", "bc", ""], "xabbcx", true),
            (["a", "", "b"], "ab", true), (["Ü", ""], "über", true),
        ] as [([String], String, Bool)]
    )
    func patterns(_ parts: [String], _ text: String, _ isAccepted: Bool) {
        #expect(Wildcard(parts).accepts(text) == isAccepted)
        #expect(Query.Test.matches(Wildcard(parts)).accepts(.text(text)) == isAccepted)
        #expect(!Query.Test.matches(Wildcard(parts)).accepts(.flag(true)))
    }

    @Test("beginnings and ends are patterns, and stars side by side are one")
    func makesPatterns() {
        #expect(Wildcard.prefix("a") == Wildcard(["a", ""]))
        #expect(Wildcard.suffix("a") == Wildcard(["", "", "a"]))
        #expect(Wildcard(["a", "", "", "b"]).parts == ["a", "b"])
    }

    @Test("a field with any value at all exists")
    func exists() {
        let filter = Filter.test(Column.kb, .exists)
        #expect(filter.accepts { _ in [.number(0)] })
        #expect(filter.accepts { _ in [.text("")] })
        #expect(!filter.accepts { _ in [] })
    }
}
