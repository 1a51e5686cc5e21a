// SPDX-License-Identifier: Apache-2.0

/// The units that dates are counted and rounded in; the raw value is the letter of QQL.
package enum DateUnit: Character, Sendable, CaseIterable {
    /// A second.
    case second = "s"
    /// A minute.
    case minute = "m"
    /// An hour.
    case hour = "h"
    /// A day.
    case day = "d"
    /// A week, from Monday on.
    case week = "w"
    /// A calendar month.
    case month = "M"
    /// A calendar year.
    case year = "y"

    /// Its length in milliseconds; `nil` for months and years, which differ.
    var milliseconds: Int64? {
        switch self {
        case .second: 1_000
        case .minute: 60_000
        case .hour: 3_600_000
        case .day: CivilTime.millisecondsPerDay
        case .week: 7 * CivilTime.millisecondsPerDay
        case .month, .year: nil
        }
    }

    /// A time, so many units later; a day that the month lacks becomes its last one.
    ///
    /// - Returns: `nil` outside the years 1 to 9999.
    func advance(_ time: Int64, by count: Int64) -> Int64? {
        if let milliseconds {
            let (span, isFar) = milliseconds.multipliedReportingOverflow(by: count)
            let (sum, isFarther) = time.addingReportingOverflow(span)
            return isFar || isFarther ? nil : DateInterval.limited(sum)
        }
        guard count.magnitude <= 200_000, DateInterval.limited(time) != nil else { return nil }
        var civil = CivilTime(milliseconds: time)
        let months = civil.year * 12 + civil.month - 1 + count * (self == .year ? 12 : 1)
        let (year, month) = CivilTime.floored(months, 12)
        civil.year = year
        civil.month = month + 1
        civil.day = min(civil.day, CivilTime.days(inMonth: civil.month, of: year))
        return DateInterval.limited(civil.milliseconds)
    }

    /// The beginning of the unit that a time lies in.
    func floor(_ time: Int64) -> Int64 {
        switch self {
        case .second, .minute, .hour, .day:
            return time - CivilTime.floored(time, milliseconds ?? 1).remainder
        case .week:
            // 1970-01-05 was a Monday.
            let monday = 4 * CivilTime.millisecondsPerDay
            return time - CivilTime.floored(time - monday, milliseconds ?? 1).remainder
        case .month, .year:
            let civil = CivilTime(milliseconds: time)
            return CivilTime(year: civil.year, month: self == .month ? civil.month : 1).milliseconds
        }
    }
}
