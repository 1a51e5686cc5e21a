// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Testing

@Suite struct CivilDateTests {
    @Test(
        "days that are known",
        arguments: [
            ("1970-01-01", 0, .thursday), ("1969-12-31", -1, .wednesday),
            ("2000-02-29", 11_016, .tuesday), ("2000-03-01", 11_017, .wednesday),
            ("1900-02-28", -25_509, .wednesday), ("1900-03-01", -25_508, .thursday),
            ("2024-02-29", 19_782, .thursday), ("2100-03-01", 47_541, .monday),
            ("0001-01-01", -719_162, .monday), ("9999-12-31", 2_932_896, .friday),
        ] as [(String, Int, Weekday)]
    )
    func known(_ text: String, _ number: Int, _ weekday: Weekday) throws {
        let date = try #require(CivilDate(text))
        #expect(date.dayNumber == number)
        #expect(date.weekday == weekday)
        #expect(date.description == text)
    }

    @Test("each day of 500 years agrees with Foundation's calendar, and follows the one before")
    func everyDay() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        var expected = (year: 1_700, month: 1, day: 1)
        var date = try #require(CivilDate("1700-01-01"))
        var generator = SplitMix64(seed: 17)
        while expected.year < 2_200 {
            #expect(date.parts == expected)
            if Int.random(in: 0..<40, using: &generator) == 0 {
                let moment = Date(timeIntervalSince1970: Double(date.dayNumber) * 86_400)
                let parts = calendar.dateComponents(
                    [.year, .month, .day, .weekday],
                    from: moment
                )
                #expect(parts.year == expected.year)
                #expect(parts.month == expected.month)
                #expect(parts.day == expected.day)
                #expect(parts.weekday == date.weekday.index + 1)
                #expect(
                    CivilDate(year: expected.year, month: expected.month, day: expected.day)
                        == date
                )
            }
            date = date + 1
            expected.day += 1
            if expected.day > length(expected.year, expected.month) {
                expected = (
                    expected.month == 12 ? expected.year + 1 : expected.year,
                    expected.month % 12 + 1, 1
                )
            }
        }
    }

    private func length(_ year: Int, _ month: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    @Test("months have their days, their weekdays and their Patch Tuesday")
    func months() throws {
        let february = try #require(CivilMonth(year: 2024, month: 2))
        #expect(february.dayCount == 29)
        #expect(february.lastDay.description == "2024-02-29")
        #expect(february.patchTuesday.description == "2024-02-13")
        #expect(february.day(.fifth, .thursday)?.description == "2024-02-29")
        #expect(february.day(.fifth, .friday) == nil)
        #expect(february.day(.last, .friday)?.description == "2024-02-23")
        #expect(february.day(.first, .thursday)?.description == "2024-02-01")
        #expect(february.day(.first, .wednesday)?.description == "2024-02-07")
        #expect((february + 11).firstDay.description == "2025-01-01")
        #expect(CivilMonth(year: 2024, month: 13) == nil)
        #expect(CivilMonth(year: 0, month: 1) == nil)
        #expect(CivilDate(year: 2023, month: 2, day: 29) == nil)
    }

    @Test("a time on a wall has its parts, also before 1970")
    func wall() throws {
        let time = try local("1969-12-31T23:59:58")
        #expect(time.seconds == -2)
        #expect(time.hour == 23)
        #expect(time.minute == 59)
        #expect(time.second == 58)
        #expect(time.date.description == "1969-12-31")
        #expect((time + 2).description == "1970-01-01T00:00:00")
        #expect(LocalDateTime(year: 2025, month: 1, day: 1, hour: 24) == nil)
        #expect(
            LocalDateTime(year: 2025, month: 1, day: 1, hour: 7, minute: 5)
                == (try local("2025-01-01T07:05"))
        )
    }

    @Test("weekdays know their places")
    func weekdays() {
        #expect(Weekday.allCases.map(\.index) == Array(0...6))
        #expect(Weekday(index: 0) == .sunday)
        #expect(Weekday(index: 6) == .saturday)
        #expect(Weekday(index: 7) == nil)
        #expect(Weekday(index: -1) == nil)
        #expect(WeekIndex(number: 5) == .fifth)
        #expect(WeekIndex(number: 0) == nil)
        #expect(Weekday.working.union(Weekday.weekend) == Weekday.all)
    }
}
