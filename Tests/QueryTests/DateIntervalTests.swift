// SPDX-License-Identifier: Apache-2.0

import Query
import Testing

@Suite struct DateIntervalTests {
    @Test(
        "a date stands for all of what it names, in UTC",
        arguments: [
            ("2018", "2018-01-01T00:00:00.000Z", "2018-12-31T23:59:59.999Z"),
            ("2024-02", "2024-02-01T00:00:00.000Z", "2024-02-29T23:59:59.999Z"),
            ("1900-02", "1900-02-01T00:00:00.000Z", "1900-02-28T23:59:59.999Z"),
            ("2018-01-22", "2018-01-22T00:00:00.000Z", "2018-01-22T23:59:59.999Z"),
            ("9999-12-31", "9999-12-31T00:00:00.000Z", "9999-12-31T23:59:59.999Z"),
            ("0001-01-01", "0001-01-01T00:00:00.000Z", "0001-01-01T23:59:59.999Z"),
            ("2018-01-22T10:30", "2018-01-22T10:30:00.000Z", "2018-01-22T10:30:59.999Z"),
            ("2018-01-22 10:30:15", "2018-01-22T10:30:15.000Z", "2018-01-22T10:30:15.999Z"),
            ("2018-01-22T10:30:15.5Z", "2018-01-22T10:30:15.500Z", "2018-01-22T10:30:15.500Z"),
            ("2018-01-22T00:30+0200", "2018-01-21T22:30:00.000Z", "2018-01-21T22:30:59.999Z"),
            ("2018-01-22T23:30-05:30", "2018-01-23T05:00:00.000Z", "2018-01-23T05:00:59.999Z"),
            ("now", "2024-07-08T12:01:12.012Z", "2024-07-08T12:01:12.012Z"),
            ("now-7d", "2024-07-01T12:01:12.012Z", "2024-07-01T12:01:12.012Z"),
            ("now+90s", "2024-07-08T12:02:42.012Z", "2024-07-08T12:02:42.012Z"),
            ("now-2w", "2024-06-24T12:01:12.012Z", "2024-06-24T12:01:12.012Z"),
            ("now-15m", "2024-07-08T11:46:12.012Z", "2024-07-08T11:46:12.012Z"),
            ("now-3h", "2024-07-08T09:01:12.012Z", "2024-07-08T09:01:12.012Z"),
            ("now-5M", "2024-02-08T12:01:12.012Z", "2024-02-08T12:01:12.012Z"),
            ("now-1y", "2023-07-08T12:01:12.012Z", "2023-07-08T12:01:12.012Z"),
            ("now/d", "2024-07-08T00:00:00.000Z", "2024-07-08T23:59:59.999Z"),
            ("now/w", "2024-07-08T00:00:00.000Z", "2024-07-14T23:59:59.999Z"),
            ("now-1d/w", "2024-07-01T00:00:00.000Z", "2024-07-07T23:59:59.999Z"),
            ("now/M", "2024-07-01T00:00:00.000Z", "2024-07-31T23:59:59.999Z"),
            ("now-1M/M", "2024-06-01T00:00:00.000Z", "2024-06-30T23:59:59.999Z"),
            ("now/y", "2024-01-01T00:00:00.000Z", "2024-12-31T23:59:59.999Z"),
            ("now/h", "2024-07-08T12:00:00.000Z", "2024-07-08T12:59:59.999Z"),
            ("now/d-1d", "2024-07-07T00:00:00.000Z", "2024-07-07T23:59:59.999Z"),
            ("1720440072012", "2024-07-08T12:01:12.012Z", "2024-07-08T12:01:12.012Z"),
            ("-1", "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
        ]
    )
    func reads(_ text: String, _ start: String, _ end: String) throws {
        let interval = try #require(DateInterval(text, now: theTime))
        #expect(CivilTime(milliseconds: interval.start).text == start)
        #expect(CivilTime(milliseconds: interval.end).text == end)
    }

    @Test(
        "a text that is no date is refused",
        arguments: [
            "", "now-", "now-7", "now-7D", "now7d", "now/", "now/q", "tomorrow", "2018-1-22",
            "2018-13", "2018-00", "2018-01-32", "2023-02-29", "1900-02-29", "0000", "201",
            "18-01-22",
            "2018-01-22T", "2018-01-22T24:00", "2018-01-22T10", "2018-01-22T10:60",
            "2018-01-22T10:00:60", "2018-01-22T10:00:00.", "2018-01-22T10:00+",
            "2018-01-22T10:00+2",
            "2018-01-22T10:00+02:", "2018-01-22T10:00Zx", "2018-01-22x", "+12345", "12 345",
            "now-999999999y", "now-3000y", "now+8000y", "0001-01-01T00:00+0200",
            "99999999999999999999",
        ]
    )
    func refuses(_ text: String) { #expect(DateInterval(text, now: theTime) == nil) }

    @Test("a day that the month lacks becomes its last one")
    func clampsDays() throws {
        let time = try #require(DateInterval("2024-03-31T10:00:00.000Z", now: 0)).start
        let interval = try #require(DateInterval("now-1M", now: time))
        #expect(CivilTime(milliseconds: interval.start).text == "2024-02-29T10:00:00.000Z")
    }

    @Test("a clock that is far off traps nothing", arguments: [Int64.min, .max, 0, -1])
    func survivesClocks(_ now: Int64) {
        #expect(DateInterval("now", now: now)?.start == now)
        for unit in ["s", "m", "h", "d", "w", "M", "y"] {
            for text in ["now/\(unit)", "now-1\(unit)", "now+1\(unit)/\(unit)"] {
                let isNear = now == 0 || now == -1
                #expect((DateInterval(text, now: now) != nil) == isNear)
            }
        }
    }

    @Test("the calendar and the count of milliseconds are each other's inverse")
    func isInverse() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<5_000 {
            let time = Int64(random.next() % 500_000_000_000_000) - 200_000_000_000_000
            let civil = CivilTime(milliseconds: time)
            #expect(civil.milliseconds == time)
            if let text = civil.text {
                #expect(DateInterval(text, now: 0)?.start == time)
            }
        }
    }
}
