// SPDX-License-Identifier: Apache-2.0

/// A day of the Gregorian calendar, in no time zone; every value is a real day.
package struct CivilDate: Hashable, Comparable, Sendable {
    /// The days since 1970-01-01; negative before.
    package var dayNumber: Int

    /// The day so many days after 1970-01-01.
    package init(dayNumber: Int) { self.dayNumber = dayNumber }

    /// The day of a year, month and day of the month; `nil` where there is no such day, or the year
    /// is not in 1...9999.
    package init?(year: Int, month: Int, day: Int) {
        guard let month = CivilMonth(year: year, month: month),
            (1...month.dayCount).contains(day)
        else { return nil }
        dayNumber = month.firstDay.dayNumber + day - 1
    }

    /// The last day that this calendar goes to, 9999-12-31.
    package static let last = CivilDate(dayNumber: 2_932_896)

    /// The year, the month from 1 and the day of the month from 1.
    package var parts: (year: Int, month: Int, day: Int) {
        // Counted from 0000-03-01 in eras of 400 years, so that a leap day ends its year and every
        // month begins at a fixed day of the year.
        let shifted = dayNumber + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The year.
    package var year: Int { parts.year }

    /// The month that it lies in.
    package var month: CivilMonth {
        let parts = parts
        return CivilMonth(number: parts.year * 12 + parts.month - 1)
    }

    /// The day of the month, from 1.
    package var day: Int { parts.day }

    /// The day of the week.
    package var weekday: Weekday {
        // 1970-01-01 is a Thursday.
        Weekday.allCases[floorModulo(dayNumber + 4, 7)]
    }

    /// The Sunday on or before this day.
    package var startOfWeek: Self { self - weekday.index }

    /// The day so many days later.
    package static func + (left: Self, right: Int) -> Self {
        Self(dayNumber: left.dayNumber + right)
    }

    /// The day so many days earlier.
    package static func - (left: Self, right: Int) -> Self {
        Self(dayNumber: left.dayNumber - right)
    }

    /// How many days lie between two days.
    package static func - (left: Self, right: Self) -> Int { left.dayNumber - right.dayNumber }

    /// The earlier one is smaller.
    package static func < (left: Self, right: Self) -> Bool { left.dayNumber < right.dayNumber }
}

/// A month of a year.
package struct CivilMonth: Hashable, Comparable, Sendable {
    /// The months since January of the year 0.
    package var number: Int

    /// The month with a number.
    package init(number: Int) { self.number = number }

    /// The month of a year; `nil` outside 1...12 and the years 1...9999.
    package init?(year: Int, month: Int) {
        guard (1...9_999).contains(year), (1...12).contains(month) else { return nil }
        number = year * 12 + month - 1
    }

    /// The last month that this calendar goes to, December 9999.
    package static let last = CivilMonth(number: 9_999 * 12 + 11)

    /// The first day of the month.
    package var firstDay: CivilDate {
        let year = floorDivide(number, 12)
        let month = number - year * 12 + 1
        // The year is counted from March here, so that its leap day comes last.
        let marchYear = month <= 2 ? year - 1 : year
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let era = floorDivide(marchYear, 400)
        let yearOfEra = marchYear - era * 400
        let dayOfEra =
            yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + (153 * monthFromMarch + 2) / 5
        return CivilDate(dayNumber: era * 146_097 + dayOfEra - 719_468)
    }

    /// How many days it has.
    package var dayCount: Int { (self + 1).firstDay - firstDay }

    /// The last day of the month.
    package var lastDay: CivilDate { (self + 1).firstDay - 1 }

    /// One of the days of the month that are a given weekday; `nil` where it has no fifth.
    package func day(_ index: WeekIndex, _ weekday: Weekday) -> CivilDate? {
        guard let number = index.number else {
            let last = lastDay
            return last - floorModulo(last.weekday.index - weekday.index, 7)
        }
        let first = firstDay
        let offset = floorModulo(weekday.index - first.weekday.index, 7) + 7 * (number - 1)
        return offset < dayCount ? first + offset : nil
    }

    /// The second Tuesday of the month, on which Microsoft publishes its updates.
    package var patchTuesday: CivilDate {
        let first = firstDay
        return first + floorModulo(Weekday.tuesday.index - first.weekday.index, 7) + 7
    }

    /// The month so many months later.
    package static func + (left: Self, right: Int) -> Self { Self(number: left.number + right) }

    /// The month so many months earlier.
    package static func - (left: Self, right: Int) -> Self { Self(number: left.number - right) }

    /// How many months lie between two months.
    package static func - (left: Self, right: Self) -> Int { left.number - right.number }

    /// The earlier one is smaller.
    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// The quotient, rounded towards negative infinity; the divisor is positive.
func floorDivide(_ dividend: Int, _ divisor: Int) -> Int {
    let quotient = dividend / divisor
    return dividend % divisor < 0 ? quotient - 1 : quotient
}

/// What remains of that division, from 0 to the divisor less one.
func floorModulo(_ dividend: Int, _ divisor: Int) -> Int {
    dividend - floorDivide(dividend, divisor) * divisor
}
