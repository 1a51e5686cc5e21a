// SPDX-License-Identifier: Apache-2.0
import Domain
import Server
import Testing
import Versioning

/// Many pairs at once.
@Suite struct VersionAnswersTests {
    private static func answers(_ text: String) throws -> String {
        var output: [UInt8] = []
        try VersionPairs.answers(.deb, Array(text.utf8)) { output += $0 }
        return String(decoding: output, as: UTF8.self)
    }

    @Test(
        "each line gets one line of answer",
        arguments: [
            ("", ""), ("1 2\n", "-1\n"), ("1 2", "-1\n"), ("2 1\n1 1.0\n", "1\n-1\n"),
            ("1\t1-0\n", "0\n"), ("\t1\n", "?\n"), ("1\t\n", "?\n"), ("1:a b\r\n", "1\n"),
            ("  1   2  \n", "-1\n"),
        ]
    )
    func answersLines(text: String, expected: String) throws {
        #expect(try Self.answers(text) == expected)
    }

    @Test("long input comes out whole and in order")
    func answersManyLines() throws {
        let lines = (0..<40_000).map { $0 % 3 == 0 ? "1 2" : "2 1" }
        let expected = (0..<40_000).map { $0 % 3 == 0 ? "-1\n" : "1\n" }.joined()
        #expect(try Self.answers(lines.joined(separator: "\n")) == expected)
    }

    @Test("the answers before a line that is not one are kept, and its number is told")
    func stopsAtLine() throws {
        var output: [UInt8] = []
        let error = #expect(throws: DomainError.self) {
            try VersionPairs.answers(.deb, Array("1 2\n2 1\n\n1 1\n".utf8)) { output += $0 }
        }
        #expect(error?.subject == "line 3: 0 fields")
        #expect(String(decoding: output, as: UTF8.self) == "-1\n1\n")
    }
}
