// SPDX-License-Identifier: Apache-2.0
import Domain

extension SlotCase {
    /// Days of the month, weekdays of the month, last days.
    static let months: [SlotCase] = [
        // Months without a 31st are left out.
        .init(
            "UTC",
            .monthlyOnDay(31, every: 1, lastDayWhenShort: false),
            "2025-01-31T20:00",
            after: "2025-01-31T20:00Z",
            [
                "2025-03-31T20:00+00:00", "2025-05-31T20:00+00:00", "2025-07-31T20:00+00:00",
                "2025-08-31T20:00+00:00",
            ]
        ),
        // Or have their last day instead.
        .init(
            "UTC",
            .monthlyOnDay(31, every: 1, lastDayWhenShort: true),
            "2025-01-31T20:00",
            after: "2025-01-31T20:00Z",
            [
                "2025-02-28T20:00+00:00", "2025-03-31T20:00+00:00", "2025-04-30T20:00+00:00",
                "2025-05-31T20:00+00:00",
            ]
        ),
        // The 30th, in a leap year.
        .init(
            "UTC",
            .monthlyOnDay(30, every: 1, lastDayWhenShort: true),
            "2024-01-30T20:00",
            after: "2024-01-31T20:00Z",
            ["2024-02-29T20:00+00:00", "2024-03-30T20:00+00:00"]
        ),
        // The 30th, left out.
        .init(
            "UTC",
            .monthlyOnDay(30, every: 1, lastDayWhenShort: false),
            "2024-01-30T20:00",
            after: "2024-01-31T20:00Z",
            ["2024-03-30T20:00+00:00", "2024-04-30T20:00+00:00"]
        ),
        // The 29th in a common year.
        .init(
            "UTC",
            .monthlyOnDay(29, every: 1, lastDayWhenShort: false),
            "2025-01-29T20:00",
            after: "2025-01-30T00:00Z",
            ["2025-03-29T20:00+00:00", "2025-04-29T20:00+00:00"]
        ),
        // A leap day each year is each fourth.
        .init(
            "UTC",
            .monthlyOnDay(29, every: 12, lastDayWhenShort: false),
            "2020-02-29T12:00",
            after: "2020-03-01T00:00Z",
            ["2024-02-29T12:00+00:00", "2028-02-29T12:00+00:00", "2032-02-29T12:00+00:00"]
        ),
        // 2100 has no leap day.
        .init(
            "UTC",
            .monthlyOnDay(29, every: 12, lastDayWhenShort: false),
            "2020-02-29T12:00",
            after: "2093-01-01T00:00Z",
            ["2096-02-29T12:00+00:00", "2104-02-29T12:00+00:00"]
        ),
        // 2100, with its last day instead.
        .init(
            "UTC",
            .monthlyOnDay(29, every: 12, lastDayWhenShort: true),
            "2096-02-29T12:00",
            after: "2099-03-01T00:00Z",
            ["2100-02-28T12:00+00:00", "2101-02-28T12:00+00:00"]
        ),
        // 2000 had one.
        .init(
            "UTC",
            .monthlyOnDay(29, every: 12, lastDayWhenShort: false),
            "1996-02-29T12:00",
            after: "1996-03-01T00:00Z",
            ["2000-02-29T12:00+00:00", "2004-02-29T12:00+00:00"]
        ),
        // Every second month from the start's.
        .init(
            "UTC",
            .monthlyOnDay(15, every: 2, lastDayWhenShort: false),
            "2024-11-15T01:00",
            after: "2024-11-15T01:00Z",
            ["2025-01-15T01:00+00:00", "2025-03-15T01:00+00:00", "2025-05-15T01:00+00:00"]
        ),
        // The start's day has passed in its month.
        .init(
            "UTC",
            .monthlyOnDay(5, every: 1, lastDayWhenShort: false),
            "2025-03-10T01:00",
            after: "2025-01-01T00:00Z",
            ["2025-04-05T01:00+00:00", "2025-05-05T01:00+00:00"]
        ),
        // So with every third month.
        .init(
            "UTC",
            .monthlyOnDay(5, every: 3, lastDayWhenShort: false),
            "2025-03-10T01:00",
            after: "2025-01-01T00:00Z",
            ["2025-06-05T01:00+00:00", "2025-09-05T01:00+00:00"]
        ),
        // A start on the 5th at a later hour.
        .init(
            "Europe/Berlin",
            .monthlyOnDay(5, every: 1, lastDayWhenShort: false),
            "2025-03-05T23:00",
            after: "2025-03-05T21:59:59Z",
            ["2025-03-05T23:00+01:00", "2025-04-05T23:00+02:00"]
        ),
        // Every fifth month over a year's end.
        .init(
            "America/New_York",
            .monthlyOnDay(1, every: 5, lastDayWhenShort: false),
            "2024-09-01T00:00",
            after: "2024-09-02T00:00Z",
            ["2025-02-01T00:00-05:00", "2025-07-01T00:00-04:00", "2025-12-01T00:00-05:00"]
        ),
        // The 30th on the day of the change.
        .init(
            "Europe/Berlin",
            .monthlyOnDay(30, every: 1, lastDayWhenShort: false),
            "2025-01-30T02:30",
            after: "2025-02-01T00:00Z",
            ["2025-03-30T03:30+02:00", "2025-04-30T02:30+02:00"]
        ),
        // 31 March, and months that are short.
        .init(
            "Europe/Berlin",
            .monthlyOnDay(31, every: 1, lastDayWhenShort: false),
            "2025-03-01T02:30",
            after: "2025-04-01T00:00Z",
            ["2025-05-31T02:30+02:00", "2025-07-31T02:30+02:00"]
        ),
        // The 30th of December that never came.
        .init(
            "Pacific/Apia",
            .monthlyOnDay(30, every: 1, lastDayWhenShort: false),
            "2011-10-30T10:00",
            after: "2011-11-01T00:00Z",
            ["2011-11-30T10:00-10:00", "2011-12-31T10:00+14:00", "2012-01-30T10:00+14:00"]
        ),
        // Last days, in a common year.
        .init(
            "UTC",
            .monthlyOnLastDay(every: 1),
            "2025-01-01T23:30",
            after: "2025-01-01T00:00Z",
            [
                "2025-01-31T23:30+00:00", "2025-02-28T23:30+00:00", "2025-03-31T23:30+00:00",
                "2025-04-30T23:30+00:00",
            ]
        ),
        // Last days, in a leap year, each third month.
        .init(
            "UTC",
            .monthlyOnLastDay(every: 3),
            "2023-11-01T23:30",
            after: "2023-11-01T00:00Z",
            ["2023-11-30T23:30+00:00", "2024-02-29T23:30+00:00", "2024-05-31T23:30+00:00"]
        ),
        // Last days that are another day in UTC.
        .init(
            "America/New_York",
            .monthlyOnLastDay(every: 1),
            "2025-01-01T23:30",
            after: "2025-02-01T04:30Z",
            ["2025-02-28T23:30-05:00", "2025-03-31T23:30-04:00"]
        ),
        // Half a year.
        .init(
            "UTC",
            .monthlyOnLastDay(every: 6),
            "2024-08-31T00:00",
            after: "2024-08-31T00:00Z",
            ["2025-02-28T00:00+00:00", "2025-08-31T00:00+00:00"]
        ),
        // The second Tuesday.
        .init(
            "UTC",
            .monthlyOnWeekday(.second, .tuesday, every: 1),
            "2025-01-01T18:00",
            after: "2025-06-30T00:00Z",
            ["2025-07-08T18:00+00:00", "2025-08-12T18:00+00:00", "2025-09-09T18:00+00:00"]
        ),
        // The first Sunday, where it is the 1st and where it is the 7th.
        .init(
            "UTC",
            .monthlyOnWeekday(.first, .sunday, every: 1),
            "2025-05-01T03:00",
            after: "2025-05-31T00:00Z",
            [
                "2025-06-01T03:00+00:00", "2025-07-06T03:00+00:00", "2025-08-03T03:00+00:00",
                "2025-09-07T03:00+00:00",
            ]
        ),
        // The third Wednesday each third month.
        .init(
            "UTC",
            .monthlyOnWeekday(.third, .wednesday, every: 3),
            "2024-10-16T03:00",
            after: "2024-10-16T03:00Z",
            ["2025-01-15T03:00+00:00", "2025-04-16T03:00+00:00", "2025-07-16T03:00+00:00"]
        ),
        // The fourth Thursday.
        .init(
            "America/New_York",
            .monthlyOnWeekday(.fourth, .thursday, every: 12),
            "2023-11-01T09:00",
            after: "2023-01-01T00:00Z",
            ["2023-11-23T09:00-05:00", "2024-11-28T09:00-05:00", "2025-11-27T09:00-05:00"]
        ),
        // A fifth Monday is rare.
        .init(
            "UTC",
            .monthlyOnWeekday(.fifth, .monday, every: 1),
            "2025-01-01T03:00",
            after: "2025-01-01T00:00Z",
            [
                "2025-03-31T03:00+00:00", "2025-06-30T03:00+00:00", "2025-09-29T03:00+00:00",
                "2025-12-29T03:00+00:00",
            ]
        ),
        // A fifth Saturday each second month.
        .init(
            "UTC",
            .monthlyOnWeekday(.fifth, .saturday, every: 2),
            "2025-01-01T03:00",
            after: "2025-01-01T00:00Z",
            ["2025-03-29T03:00+00:00", "2025-05-31T03:00+00:00", "2025-11-29T03:00+00:00"]
        ),
        // A fifth Sunday of February, once in 28 years.
        .init(
            "UTC",
            .monthlyOnWeekday(.fifth, .sunday, every: 12),
            "2004-02-01T03:00",
            after: "2004-03-01T00:00Z",
            ["2032-02-29T03:00+00:00", "2060-02-29T03:00+00:00"]
        ),
        // The last Friday, the fourth or the fifth.
        .init(
            "UTC",
            .monthlyOnWeekday(.last, .friday, every: 1),
            "2025-01-01T03:00",
            after: "2025-01-01T00:00Z",
            [
                "2025-01-31T03:00+00:00", "2025-02-28T03:00+00:00", "2025-03-28T03:00+00:00",
                "2025-04-25T03:00+00:00",
            ]
        ),
        // The last Sunday is the day of the change.
        .init(
            "Europe/Berlin",
            .monthlyOnWeekday(.last, .sunday, every: 1),
            "2025-01-01T02:30",
            after: "2025-03-01T00:00Z",
            ["2025-03-30T03:30+02:00", "2025-04-27T02:30+02:00"]
        ),
        // The last Sunday of October, in the doubled hour.
        .init(
            "Europe/Berlin",
            .monthlyOnWeekday(.last, .sunday, every: 12),
            "2024-10-01T02:30",
            after: "2024-10-01T00:00Z",
            ["2024-10-27T02:30+02:00", "2025-10-26T02:30+02:00"]
        ),
        // The last Saturday over a year's end.
        .init(
            "UTC",
            .monthlyOnWeekday(.last, .saturday, every: 2),
            "2024-10-01T03:00",
            after: "2024-10-27T00:00Z",
            ["2024-12-28T03:00+00:00", "2025-02-22T03:00+00:00", "2025-04-26T03:00+00:00"]
        ),
        // This month's first Monday is before the start.
        .init(
            "UTC",
            .monthlyOnWeekday(.first, .monday, every: 1),
            "2025-09-02T03:00",
            after: "2025-09-01T00:00Z",
            ["2025-10-06T03:00+00:00", "2025-11-03T03:00+00:00"]
        ),
        // Ended before the next.
        .init(
            "UTC",
            .monthlyOnDay(31, every: 1, lastDayWhenShort: false),
            "2025-01-31T20:00",
            to: "2025-03-31T19:59:59",
            after: "2025-01-31T20:00Z",
            [],
            ends: true
        ),
    ]
}
