// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// `thimble version compare deb`, with two words and with lines.
@Suite(.timeLimit(.minutes(10)))
struct VersionCompareTests {
    @Test(
        "two versions give one line",
        arguments: [
            ("1.0~rc1-1", "1.0-1", "-1"), ("1:1", "2", "1"), ("1.0", "1.00", "0"),
            ("1.2.3-4", "1.2.3-4", "0"), ("1 0", "1", "?"),
        ]
    )
    func comparesTwo(first: String, second: String, answer: String) async throws {
        let words = ["version", "compare", "deb", first, second]
        let result = try await Program.thimble(words).requireSuccess()
        #expect(result.output == answer + "\n")
    }

    @Test("lines of standard input give a line each, separated by a tab or blanks")
    func comparesLines() async throws {
        let input = "1.0~rc1-1\t1.0-1\n1:1   2\n1 0\t1\n\t1\n3 3\n"
        let words = ["version", "compare", "deb", "--stdin"]
        let result = try await Program.thimble(words, input: input).requireSuccess()
        #expect(result.output == "-1\n1\n?\n?\n0\n")
        #expect(try await Program.thimble(words).requireSuccess().output.isEmpty)
    }

    @Test("a line without two versions is refused with its number")
    func refusesOtherLines() async throws {
        let words = ["version", "compare", "deb", "--stdin"]
        for (input, place) in [("1 2\n1 2 3\n", "line 2: 3 fields"), ("1\n", "line 1: 1 fields")] {
            let result = try await Program.thimble(words, input: input)
            #expect(result.status == .exited(65))
            #expect(result.errors.contains(place), "\(result.errors)")
        }
    }
}
