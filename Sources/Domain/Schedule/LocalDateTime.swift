// SPDX-License-Identifier: Apache-2.0

/// What calendar and clock on a wall show, in no time zone, in whole seconds.
package struct LocalDateTime: Hashable, Comparable, Sendable {
    /// The seconds since 1970-01-01T00:00:00 on the same wall.
    package var seconds: Int

    /// The time so many seconds after 1970-01-01T00:00:00.
    package init(seconds: Int) { self.seconds = seconds }

    /// A second of a day; `secondOfDay` 86,400 is the next midnight.
    package init(_ date: CivilDate, secondOfDay: Int) {
        seconds = date.dayNumber * 86_400 + secondOfDay
    }

    /// The time with these parts; `nil` where one of them is out of its range, there is no such
    /// day, or the year is not in 1...9999.
    package init?(
        year: Int,
        month: Int,
        day: Int,
        hour: Int = 0,
        minute: Int = 0,
        second: Int = 0
    ) {
        guard let date = CivilDate(year: year, month: month, day: day),
            (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
        else { return nil }
        self.init(date, secondOfDay: hour * 3_600 + minute * 60 + second)
    }

    /// The day.
    package var date: CivilDate { CivilDate(dayNumber: floorDivide(seconds, 86_400)) }

    /// The seconds since midnight.
    package var secondOfDay: Int { floorModulo(seconds, 86_400) }

    /// The hour, 0 to 23.
    package var hour: Int { secondOfDay / 3_600 }

    /// The minute of the hour.
    package var minute: Int { secondOfDay / 60 % 60 }

    /// The second of the minute.
    package var second: Int { secondOfDay % 60 }

    /// The earlier one is smaller.
    package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

    /// The time so many seconds later on the same wall.
    package static func + (left: Self, right: Int) -> Self { Self(seconds: left.seconds + right) }
}
