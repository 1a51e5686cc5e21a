// SPDX-License-Identifier: Apache-2.0
import Domain

/// A day of the Gregorian calendar, without a time of day.
struct CalendarDate: Equatable {
    /// The names of the months as RFC 2822 section 3.3 has them, January first.
    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private let year: Int
    private let month: Int
    private let day: Int

    /// Makes a date of the years 1970 to 9999; `nil` where there is no such day.
    init?(year: Int, month: Int, day: Int) {
        guard (1970...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[month - 1] else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads the words `20`, `Nov` and `2026`; `nil` for any other form or no such day.
    init?(day: Substring, monthName: Substring, year: Substring) {
        guard let month = Self.monthNames.firstIndex(of: String(monthName)),
            let day = Self.number(day, digits: 1...2), let year = Self.number(year, digits: 4...4)
        else { return nil }
        self.init(year: year, month: month + 1, day: day)
    }

    /// Midnight UTC at the start of the day.
    var midnight: Timestamp { Timestamp(milliseconds: Int64(daysSince1970) * 86_400_000) }

    /// Days since 1970-01-01, counted in eras of 400 years that start in March, so that the leap
    /// day is the last one of its year.
    private var daysSince1970: Int {
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Reads a number of this many decimal digits and nothing else.
    static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return Int(text)
    }
}
