// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct ISODateTests {
    @Test(
        "times of RFC 3339 in UTC are read",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-01-02T03:04:05Z", 1_767_323_045_000),
            ("2026-01-02T03:04:05.5Z", 1_767_323_045_500),
            ("2026-01-02T03:04:05.123456789Z", 1_767_323_045_123),
        ] as [(String, Int64)]
    )
    func readsInternet(text: String, milliseconds: Int64) {
        #expect(ISODate.internet(text)?.milliseconds == milliseconds)
        #expect(ISODate.update(text)?.milliseconds == milliseconds)
    }

    @Test(
        "other times are not",
        arguments: [
            "", "2026-01-02", "2026-01-02T03:04:05", "2026-01-02T03:04:05+00:00",
            "2026-01-02T03:04Z", "2026-02-30T03:04:05Z", "2026-01-02T24:00:00Z",
            "2026-01-02T03:04:60Z", "2026-01-02T03:04:05.Z", "2026-1-2T03:04:05Z",
        ]
    )
    func refusesInternet(text: String) { #expect(ISODate.internet(text) == nil) }

    @Test(
        "dates of update lists are read",
        arguments: [
            ("2026-01-02", 1_767_312_000), ("2026-01-02 03:04", 1_767_323_040),
            ("2026-01-02 03:04:05", 1_767_323_045), ("2026-01-02 03:04:05 UTC", 1_767_323_045),
            ("1767323045", 1_767_323_045),
        ] as [(String, Int64)]
    )
    func readsUpdates(text: String, seconds: Int64) {
        #expect(ISODate.update(text)?.milliseconds == seconds * 1_000)
    }

    @Test(
        "other dates are not",
        arguments: ["", "UTC", "soon", "2026", "2026-13-01", "2026-01-02 3:04", "2026-01-02 a b"]
    )
    func refusesUpdates(text: String) { #expect(ISODate.update(text) == nil) }
}
