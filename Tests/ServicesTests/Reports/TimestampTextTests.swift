// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Testing

@Suite struct TimestampTextTests {
    @Test(
        "times are written in UTC, without parts of a second",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1_900_000_000_999, "2030-03-17T17:46:40Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ] as [(Int64, String)]
    )
    func writes(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).isoText == text)
    }

    @Test("a clock that lies does not stop the server", arguments: [Int64.min, .max])
    func bears(milliseconds: Int64) {
        #expect(Timestamp(milliseconds: milliseconds).isoText.hasSuffix("Z"))
    }
}
