// SPDX-License-Identifier: Apache-2.0

import Domain
import Server
import Testing
import Versioning

@Suite struct VersionPairsTests {
    @Test(
        "a pair is answered by one sign",
        arguments: [
            ("1.0", "1.1", "-1"), ("1.1", "1.0", "1"), ("1.0", "1.0-0", "0"), ("1:0", "2", "1"),
            ("", "1", "?"), ("1", ":", "?"), ("1 0", "1", "?"),
        ]
    )
    func comparesPairs(_ first: String, _ second: String, _ symbol: String) {
        #expect(VersionPairs.symbol(.deb, first, second) == symbol)
    }

    @Test(
        "a line holds two versions, apart by a tab or by blanks",
        arguments: [
            ("1.0\t1.1", "-1"), ("1.0 1.1", "-1"), ("  1.0   1.1 ", "-1"), (" 1.0\t1.1 ", "-1"),
            ("\t1.0", "?"), ("1.0\t", "?"), ("\t", "?"), ("1 0\t1", "?"),
        ]
    )
    func comparesLines(_ line: String, _ symbol: String) throws {
        #expect(try VersionPairs.symbol(.deb, line: line, number: 1) == symbol)
    }

    @Test(
        "another number of fields is refused with the line's number",
        arguments: [
            ("", 0), (" ", 0), ("1.0", 1), ("1 2 3", 3), ("1\t2\t3", 3), ("1\t\t2", 3),
        ]
    )
    func refusesOtherLines(_ line: String, _ count: Int) {
        let error = #expect(throws: DomainError.self) {
            try VersionPairs.symbol(.deb, line: line, number: 17)
        }
        #expect(error == DomainError(.requestInvalid))
        #expect(error?.subject == "line 17: \(count) fields")
    }
}
