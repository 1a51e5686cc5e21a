// SPDX-License-Identifier: Apache-2.0

/// A point in time as the UTC calendar writes it, in the proleptic Gregorian calendar.
package struct CivilTime: Sendable, Equatable {
    /// The year; 1 to 9999 where it came from a text.
    package var year: Int64
    /// The month, 1 to 12.
    package var month: Int64
    /// The day of the month, 1 to 31.
    package var day: Int64
    /// Milliseconds since midnight, 0 to 86,399,999.
    package var millisecond: Int64

    /// Milliseconds of a day.
    static let millisecondsPerDay: Int64 = 86_400_000

    init(year: Int64, month: Int64 = 1, day: Int64 = 1, millisecond: Int64 = 0) {
        self.year = year
        self.month = month
        self.day = day
        self.millisecond = millisecond
    }

    /// The calendar's name for a time in milliseconds since 1970-01-01T00:00:00Z.
    package init(milliseconds: Int64) {
        let (quotient, remainder) = Self.floored(milliseconds, Self.millisecondsPerDay)
        millisecond = remainder
        // Years begin in March here, so that the leap day is the last one of its year.
        let (cycle, dayOfCycle) = Self.floored(quotient + 719_468, 146_097)
        let yearOfCycle =
            (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days from 1970-01-01.
    var days: Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let (cycle, yearOfCycle) = Self.floored(shiftedYear, 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
        return cycle * 146_097 + dayOfCycle - 719_468
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    package var milliseconds: Int64 { days * Self.millisecondsPerDay + millisecond }

    /// How many days a month has.
    static func days(inMonth month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The quotient rounded down, and the remainder that is never negative.
    static func floored(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    /// The time as `YYYY-MM-DDThh:mm:ss.sssZ`; `nil` outside the years 1 to 9999.
    package var text: String? {
        guard (1...9_999).contains(year) else { return nil }
        let date = "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
        let hour = Self.padded(millisecond / 3_600_000, 2)
        let minute = Self.padded(millisecond / 60_000 % 60, 2)
        let second = Self.padded(millisecond / 1_000 % 60, 2)
        return "\(date)T\(hour):\(minute):\(second).\(Self.padded(millisecond % 1_000, 3))Z"
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
