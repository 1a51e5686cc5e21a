// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct ISODatePublicationTests {
    @Test(
        "zero offsets of every spelling are UTC",
        arguments: [
            "2026-08-22T18:45:03Z", "2026-08-22T18:45:03+00:00", "2026-08-22T18:45:03+0000",
            "2026-08-22T18:45:03+00:00Z", "2026-08-22T18:45:03.000000001+00:00",
        ]
    )
    func readsTimes(text: String) {
        #expect(ISODate.publication(text) == Timestamp(milliseconds: 1_787_424_303_000))
    }

    @Test(
        "other zones and forms are no times",
        arguments: [
            "2026-08-22T18:45:03+02:00", "2026-08-22T18:45:03", "2026-08-22", "", "+0000",
            "2026-08-22T18:45:03Z+0000",
        ]
    )
    func refusesTimes(text: String) {
        #expect(ISODate.publication(text) == nil)
    }

    @Test("a day is its midnight, and nothing else is a day")
    func readsDays() {
        #expect(ISODate.day("2026-08-22") == Timestamp(milliseconds: 1_787_356_800_000))
        for text in ["2026-8-22", "2026-02-30", "1787356800", "2026-08-22T00:00:00Z", ""] {
            #expect(ISODate.day(text) == nil, "\(text)")
        }
    }
}
