// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct ReleaseDateTests {
    @Test(
        "dates of release files are read to the second",
        arguments: [
            ("Fri, 20 Nov 2026 00:12:41 UTC", 1_795_133_561),
            ("Fri, 20 Nov 2026 00:12:41 GMT", 1_795_133_561),
            ("Fri, 20 Nov 2026 00:12:41 Z", 1_795_133_561),
            ("Fri, 20 Nov 2026 00:12:41 +0000", 1_795_133_561),
            ("Fri, 20 Nov 2026 00:12:41 -0000", 1_795_133_561),
            ("20 Nov 2026 00:12:41 UTC", 1_795_133_561),
            ("Fri,  20 Nov 2026  00:12:41  UTC", 1_795_133_561),
            ("Fri, 20 Nov 2026 02:12:41 +0200", 1_795_133_561),
            ("Thu, 19 Nov 2026 18:42:41 -0530", 1_795_133_561),
            ("Sat, 1 Jul 2023 23:59:59 UTC", 1_688_255_999),
            ("Thu, 29 Feb 2024 12:00:00 UTC", 1_709_208_000),
            ("Thu, 01 Jan 1970 00:00:00 UTC", 0),
        ]
    )
    func reads(text: String, seconds: Int64) {
        #expect(ReleaseDate.parse(text) == Timestamp(milliseconds: seconds * 1_000))
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "2026-11-20T00:12:41Z", "Fri, 20 Nov 2026", "Fri, 20 Nov 2026 00:12:41",
            "Fri 20 Nov 2026 00:12:41 UTC", "Fry, 20 Nov 2026 00:12:41 UTC",
            "Fri, 20 nov 2026 00:12:41 UTC", "Fri, 20 Nov 26 00:12:41 UTC",
            "Fri, 31 Nov 2026 00:12:41 UTC", "Wed, 29 Feb 2023 00:12:41 UTC",
            "Fri, 20 Nov 2026 24:00:00 UTC", "Fri, 20 Nov 2026 00:60:00 UTC",
            "Fri, 20 Nov 2026 00:12:60 UTC", "Fri, 20 Nov 2026 0:12:41 UTC",
            "Fri, 20 Nov 2026 00:12 UTC", "Fri, 20 Nov 2026 00:12:41 CET",
            "Fri, 20 Nov 2026 00:12:41 +00:00", "Fri, 20 Nov 2026 00:12:41 +0060",
            "Fri, 20 Nov 2026 00:12:41 UTC x", "Fri, 20 Nov 2026 -1:12:41 UTC",
        ]
    )
    func refuses(text: String) {
        #expect(ReleaseDate.parse(text) == nil)
    }
}
