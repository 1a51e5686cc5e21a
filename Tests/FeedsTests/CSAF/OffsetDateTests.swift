// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct OffsetDateTests {
    @Test(
        "a time with any offset is read in UTC",
        arguments: [
            ("1970-01-02T00:00:00Z", 86_400_000), ("1970-01-02T00:00:00+00:00", 86_400_000),
            ("1970-01-02T02:30:00+02:30", 86_400_000), ("1970-01-01T19:00:00-05:00", 86_400_000),
            ("1970-01-02T00:00:00.250+00:00", 86_400_250),
        ]
    )
    func reads(text: String, milliseconds: Int) {
        #expect(OffsetDate.read(text) == Timestamp(milliseconds: Int64(milliseconds)))
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "Z", "1970-01-02", "1970-01-02T00:00:00", "1970-01-02T00:00:00+0000",
            "1970-01-02T00:00:00+24:00", "1970-01-02T00:00:00+00:60", "1970-01-32T00:00:00+00:00",
            "1970-01-02T00:00:00 00:00", "1970-01-02T00:00:00Z+00:00", "1970-01-02T00:00:00+é:00",
        ]
    )
    func refuses(text: String) {
        #expect(OffsetDate.read(text) == nil)
    }
}
