// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct LineSplitterTests {
    private func lines(_ text: String, by size: Int) throws -> [String] {
        var splitter = LineSplitter(name: "list")
        var lines: [String] = []
        try Bytes.feed(text, by: size) { chunk in
            try splitter.split(chunk) { line, number in
                lines.append("\(number) " + String(decoding: line, as: UTF8.self))
            }
        }
        try splitter.finish()
        return lines
    }

    @Test("lines are the same however the text is cut", arguments: 1...9)
    func splits(size: Int) throws {
        let text = "first\n\nthird line\r\n\tfourth\n"
        #expect(try lines(text, by: size) == ["1 first", "2 ", "3 third line", "4 \tfourth"])
    }

    @Test("a text without lines has none")
    func acceptsNothing() throws {
        #expect(try lines("", by: 1).isEmpty)
    }

    @Test("a last line without its end is refused with its number", arguments: [1, 3, 100])
    func refusesCutText(size: Int) {
        let text = complaint { _ = try lines("one\ntwo\nthr", by: size) }
        #expect(
            text == "feed.malformed: list, line 3: the text is cut off: its last line has no end"
        )
    }

    @Test(
        "a line beyond the limit is refused, whole or in pieces",
        arguments: [100_000, 5_000_000]
    )
    func refusesLongLines(size: Int) {
        let long = "a\n" + String(repeating: "x", count: LineSplitter.longestLine + 1) + "\n"
        let text = complaint { _ = try lines(long, by: size) }
        #expect(text == "feed.malformed: list, line 2: the line is too long")
    }
}
