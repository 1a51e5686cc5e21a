// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct CalendarDateTests {
    @Test(
        "days are counted from 1970",
        arguments: [
            (1970, 1, 1, 0), (1970, 3, 1, 59), (1972, 2, 29, 789), (2000, 2, 29, 11_016),
            (2000, 3, 1, 11_017), (2023, 3, 29, 19_445), (2100, 3, 1, 47_541),
            (9999, 12, 31, 2_932_896),
        ]
    )
    func countsDays(year: Int, month: Int, day: Int, days: Int64) {
        let date = CalendarDate(year: year, month: month, day: day)
        #expect(date?.midnight == Timestamp(milliseconds: days * 86_400_000))
    }

    @Test("each day is one day after the one before it")
    func advancesByDays() {
        var previous: Int64 = -86_400_000
        var faults: [String] = []
        for year in 1970...2110 {
            for month in 1...12 {
                for day in 1...31 {
                    let date = CalendarDate(year: year, month: month, day: day)
                    guard let now = date?.midnight.milliseconds else { continue }
                    if now != previous + 86_400_000 { faults.append("\(year)-\(month)-\(day)") }
                    previous = now
                }
            }
        }
        #expect(faults.isEmpty)
        #expect(previous == 51_498 * 86_400_000)
    }

    @Test(
        "days that do not exist are refused",
        arguments: [
            (2023, 2, 29), (2100, 2, 29), (2023, 4, 31), (2023, 0, 1), (2023, 13, 1), (2023, 1, 0),
            (2023, 1, 32), (1969, 12, 31), (10_000, 1, 1),
        ]
    )
    func refusesDays(year: Int, month: Int, day: Int) {
        #expect(CalendarDate(year: year, month: month, day: day) == nil)
    }

    @Test("words of a date are read as they are written")
    func readsWords() {
        #expect(
            CalendarDate(day: "05", monthName: "Aug", year: "2002")
                == CalendarDate(year: 2002, month: 8, day: 5)
        )
        for (day, month, year) in [
            ("5th", "Aug", "2002"), ("05", "aug", "2002"), ("05", "August", "2002"),
            ("05", "Aug", "02"), ("+5", "Aug", "2002"), ("", "Aug", "2002"), ("٥", "Aug", "2002"),
        ] {
            #expect(CalendarDate(day: day[...], monthName: month[...], year: year[...]) == nil)
        }
    }
}
