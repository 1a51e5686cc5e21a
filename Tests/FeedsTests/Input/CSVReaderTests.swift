// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct CSVReaderTests {
    private static let table = """
        name,note,"size"\r
        bolt,"M8, zinc",12\r
        "nut","said ""tight""
        and left",\r
        ,"",0\r

        """

    /// The rows of a text, each as its line and its fields.
    private func rows(
        _ text: String,
        header: [String]? = nil,
        comments: Bool = false,
        chunk: Int = 4_096
    ) throws -> [String] {
        var reader = CSVReader(name: "t.csv", header: header, skipsComments: comments)
        var found: [String] = []
        try Bytes.feed(text, by: chunk) { bytes in
            try reader.feed(bytes) { row in
                let fields = try row.columns.wanted.indices.map { place in
                    let field = try row[place]
                    #expect(row.bytes(place).elementsEqual(field.utf8))
                    return field
                }
                found.append("\(row.line): \(fields.joined(separator: "|"))")
            }
        }
        try reader.finish()
        return found
    }

    @Test("rows come out the same in chunks of any size", arguments: [1, 2, 3, 5, 8, 13, 4_096])
    func readsChunks(size: Int) throws {
        let expected = ["2: bolt|M8, zinc|12", "3: nut|said \"tight\"\r\nand left|", "5: ||0"]
        // The line break between the quotes is a part of the field and stays as it is.
        let text = Self.table.replacing("\"\"\n", with: "\"\"\r\n")
        #expect(try rows(text, chunk: size) == expected)
        #expect(try rows("\u{FEFF}" + text, chunk: size) == expected)
    }

    @Test("lines end with or without a carriage return, and one column is a table too")
    func readsLineEnds() throws {
        #expect(try rows("a,b\n1,2\n3,\n") == ["2: 1|2", "3: 3|"])
        #expect(try rows("a\nx\n\ny\n") == ["2: x", "3: ", "4: y"])
        #expect(try rows("a\n") == [])
    }

    @Test("columns are found by name, in the order that is asked for")
    func findsColumns() throws {
        #expect(try rows(Self.table, header: ["size", "name"]).first == "2: 12|bolt")
        var reader = CSVReader(name: "t.csv", header: ["size"])
        var found: [String] = []
        try reader.feed(Array("name,size\nbolt,8\n".utf8)) { row in
            found += [try row["name"], try row["size"]]
            #expect(
                complaint { _ = try row["weight"] }
                    == "feed.malformed: t.csv, line 2: no column weight"
            )
        }
        #expect(found == ["bolt", "8"])
    }

    @Test(
        "comments and empty lines are passed over where that is asked for",
        arguments: [1, 4_096]
    )
    func skipsComments(chunk: Int) throws {
        let text = "# of screws\n#2\r\n\r\na,b\n# \"\n1,2\n\n\"#\",#\n"
        let found = try rows(text, comments: true, chunk: chunk)
        #expect(found == ["6: 1|2", "8: #|#"])
        var reader = CSVReader(name: "t.csv", header: nil, skipsComments: true)
        try reader.feed(Array(text.utf8)) { _ in }
        #expect(reader.preamble == ["# of screws", "#2"])
        #expect(complaint { _ = try rows(text) }.hasPrefix("feed.malformed: t.csv, line 4: 2 fi"))
    }

    @Test(
        "what is no CSV is refused with its line",
        arguments: [
            ("a,b\n1,2,3\n", "line 2: 3 fields where the header has 2"),
            ("a,b\n1\n", "line 2: 1 fields where the header has 2"),
            ("a,b\n\"1\n2\",3\n\n", "line 4: 1 fields where the header has 2"),
            ("a,b\n1,2\"\n", "line 2: a quote inside a field without quotes"),
            ("a,b\n\"1\n\n\"x,2\n", "line 4: text behind a quote that ends a field"),
            ("a,b\n1,2\rx\n", "line 2: a carriage return inside a row"),
            ("a,b\n1,2", "line 2: the text is cut off: its last row has no end"),
            (
                "a,b\n1,2\n1,\"2\n\n",
                "line 3: the text is cut off: a quote in its last row has no end"
            ),
            ("a,a\n", "line 1: the column a stands twice"),
            ("", "line 1: no CSV: the text is empty"),
            ("<p class=\"x\">\n", "line 1: no CSV: a quote inside a field without quotes"),
            ("a,b", "line 1: no CSV: the text is cut off: its last row has no end"),
        ]
    )
    func refuses(text: String, what: String) {
        for chunk in [1, 3, 4_096] {
            #expect(
                complaint { _ = try rows(text, chunk: chunk) } == "feed.malformed: t.csv, \(what)"
            )
        }
    }

    @Test("another table is refused with the columns that it should have")
    func refusesOtherTable() {
        #expect(
            complaint { _ = try rows("a,b\n1,2\n", header: ["a", "c"]) }
                == "feed.malformed: t.csv, line 1: no CSV with the columns a,c: c is not in \"a,b\""
        )
        #expect(
            complaint { _ = try rows("", header: ["a", "c"]) }
                == "feed.malformed: t.csv, line 1: no CSV with the columns a,c: the text is empty"
        )
    }

    @Test("bytes that are no text are refused where they are read as one")
    func refusesOtherEncodings() throws {
        var reader = CSVReader(name: "t.csv", header: nil)
        try reader.feed(Array("a,b\n".utf8) + [0xFF, 0x2C, 0x31, 0x0A]) { row in
            #expect(row.bytes(0).elementsEqual([0xFF]))
            let second = try row["b"]
            #expect(second == "1")
            #expect(
                complaint { _ = try row["a"] } == "feed.malformed: t.csv, line 2: a: not UTF-8"
            )
        }
        var other = CSVReader(name: "t.csv", header: nil)
        #expect(throws: DomainError(.feedMalformed)) { try other.feed([0xFF, 0x0A]) { _ in } }
    }

    @Test("a row may have 1 MiB and no more")
    func limitsRows() throws {
        let fits = String(repeating: "x", count: CSVReader.longestRow - 1) + "\n"
        #expect(try rows("a\n" + fits, chunk: 100_000).count == 1)
        for end in ["\n", ""] {
            let text = "a\n\"" + String(repeating: "x", count: CSVReader.longestRow) + "\"" + end
            #expect(
                complaint { _ = try rows(text, chunk: 100_000) }
                    == "feed.malformed: t.csv, line 2: the row is too long"
            )
        }
    }

    @Test("a text that is cut off inside a row is refused, wherever")
    func refusesCuts() {
        let bytes = Array(Self.table.utf8)
        var accepted: [Int] = []
        for length in 0..<bytes.count {
            var reader = CSVReader(name: "t.csv", header: ["name"])
            let text = complaint {
                try reader.feed(Array(bytes[..<length])) { _ in }
                try reader.finish()
            }
            if text.isEmpty { accepted.append(length) }
        }
        // Between two rows it cannot be told; the third line's break lies between quotes.
        let ends = bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
        #expect(accepted == [ends[0], ends[1], ends[3]])
    }

    @Test("what the caller throws comes through")
    func passesErrors() {
        var reader = CSVReader(name: "t.csv", header: nil)
        #expect(
            complaint { try reader.feed(Array("a\n1\n".utf8)) { throw $0.fault("no bolt") } }
                == "feed.malformed: t.csv, line 2: no bolt"
        )
    }
}
