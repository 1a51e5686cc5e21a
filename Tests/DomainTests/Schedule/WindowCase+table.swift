// SPDX-License-Identifier: Apache-2.0
import Domain

extension WindowCase {
    /// Windows in weeks, over midnights and over the clock's changes.
    static let all: [WindowCase] = [
        // Every night, over midnight.
        .init(
            "Europe/Berlin",
            after: "2025-06-01T12:00Z",
            [rule("22:00", "04:00")],
            [
                ("2025-06-01T22:00+02:00", "2025-06-02T04:00+02:00"),
                ("2025-06-02T22:00+02:00", "2025-06-03T04:00+02:00"),
            ]
        ),
        // Over midnight into the change: an hour less.
        .init(
            "Europe/Berlin",
            after: "2025-03-26T00:00Z",
            [rule(days: [.saturday], "22:00", "04:00")],
            [("2025-03-29T22:00+01:00", "2025-03-30T04:00+02:00")]
        ),
        // Over midnight into the other change: an hour more.
        .init(
            "Europe/Berlin",
            after: "2025-10-22T00:00Z",
            [rule(days: [.saturday], "22:00", "04:00")],
            [("2025-10-25T22:00+02:00", "2025-10-26T04:00+01:00")]
        ),
        // Half of it is lost.
        .init(
            "Europe/Berlin",
            after: "2025-03-29T12:00Z",
            [rule("01:30", "02:30")],
            [
                ("2025-03-30T01:30+01:00", "2025-03-30T03:00+02:00"),
                ("2025-03-31T01:30+02:00", "2025-03-31T02:30+02:00"),
            ]
        ),
        // All of it is lost.
        .init(
            "Europe/Berlin",
            after: "2025-03-29T12:00Z",
            [rule("02:00", "03:00")],
            [("2025-03-31T02:00+02:00", "2025-03-31T03:00+02:00")]
        ),
        // A part of the lost hour.
        .init(
            "Europe/Berlin",
            after: "2025-03-29T00:00Z",
            [rule("02:15", "02:45")],
            [
                ("2025-03-29T02:15+01:00", "2025-03-29T02:45+01:00"),
                ("2025-03-31T02:15+02:00", "2025-03-31T02:45+02:00"),
            ]
        ),
        // Half of it comes twice, with half an hour between.
        .init(
            "Europe/Berlin",
            after: "2025-10-25T12:00Z",
            [rule("01:30", "02:30")],
            [
                ("2025-10-26T01:30+02:00", "2025-10-26T02:30+02:00"),
                ("2025-10-26T02:00+01:00", "2025-10-26T02:30+01:00"),
                ("2025-10-27T01:30+01:00", "2025-10-27T02:30+01:00"),
            ]
        ),
        // All of it comes twice, without a break.
        .init(
            "Europe/Berlin",
            after: "2025-10-25T12:00Z",
            [rule("02:00", "03:00")],
            [
                ("2025-10-26T02:00+02:00", "2025-10-26T03:00+01:00"),
                ("2025-10-27T02:00+01:00", "2025-10-27T03:00+01:00"),
            ]
        ),
        // A part of the doubled hour comes twice.
        .init(
            "Europe/Berlin",
            after: "2025-10-25T12:00Z",
            [rule("02:15", "02:45")],
            [
                ("2025-10-26T02:15+02:00", "2025-10-26T02:45+02:00"),
                ("2025-10-26T02:15+01:00", "2025-10-26T02:45+01:00"),
                ("2025-10-27T02:15+01:00", "2025-10-27T02:45+01:00"),
            ]
        ),
        // It begins in the lost hour.
        .init(
            "America/New_York",
            after: "2024-03-10T00:00Z",
            [rule("02:30", "05:00")],
            [
                ("2024-03-10T03:00-04:00", "2024-03-10T05:00-04:00"),
                ("2024-03-11T02:30-04:00", "2024-03-11T05:00-04:00"),
            ]
        ),
        // It ends in the doubled hour.
        .init(
            "America/New_York",
            after: "2024-11-03T00:00Z",
            [rule("00:00", "01:30")],
            [
                ("2024-11-03T00:00-04:00", "2024-11-03T01:30-04:00"),
                ("2024-11-03T01:00-05:00", "2024-11-03T01:30-05:00"),
                ("2024-11-04T00:00-05:00", "2024-11-04T01:30-05:00"),
            ]
        ),
        // The lost half hour.
        .init(
            "Australia/Lord_Howe",
            after: "2023-09-30T00:00Z",
            [rule("01:45", "02:15")],
            [
                ("2023-10-01T01:45+10:30", "2023-10-01T02:30+11:00"),
                ("2023-10-02T01:45+11:00", "2023-10-02T02:15+11:00"),
            ]
        ),
        // The doubled half hour.
        .init(
            "Australia/Lord_Howe",
            after: "2024-04-06T04:00Z",
            [rule("01:00", "01:45")],
            [
                ("2024-04-07T01:00+11:00", "2024-04-07T01:45+11:00"),
                ("2024-04-07T01:30+10:30", "2024-04-07T01:45+10:30"),
                ("2024-04-08T01:00+10:30", "2024-04-08T01:45+10:30"),
            ]
        ),
        // Midnight is lost.
        .init(
            "America/Sao_Paulo",
            after: "2018-11-03T12:00Z",
            [rule("23:30", "00:30")],
            [
                ("2018-11-03T23:30-03:00", "2018-11-04T01:00-02:00"),
                ("2018-11-04T23:30-02:00", "2018-11-05T00:30-02:00"),
            ]
        ),
        // The hour before midnight comes twice.
        .init(
            "America/Sao_Paulo",
            after: "2019-02-14T12:00Z",
            [rule(days: [.saturday], "23:00", "00:00")],
            [
                ("2019-02-16T23:00-02:00", "2019-02-17T00:00-03:00"),
                ("2019-02-23T23:00-03:00", "2019-02-24T00:00-03:00"),
            ]
        ),
        // A Friday that never came.
        .init(
            "Pacific/Apia",
            after: "2011-12-24T12:00Z",
            [rule(days: [.friday], "20:00", "04:00")],
            [
                ("2011-12-31T00:00+14:00", "2011-12-31T04:00+14:00"),
                ("2012-01-06T20:00+14:00", "2012-01-07T04:00+14:00"),
            ]
        ),
        // Thursday's night ends at the midnight before the day that never came.
        .init(
            "Pacific/Apia",
            after: "2011-12-27T12:00Z",
            [rule(days: [.thursday], "20:00", "04:00")],
            [
                ("2011-12-29T20:00-10:00", "2011-12-31T00:00+14:00"),
                ("2012-01-05T20:00+14:00", "2012-01-06T04:00+14:00"),
            ]
        ),
        // Ramadan begins.
        .init(
            "Africa/Casablanca",
            after: "2022-03-24T12:00Z",
            [rule(days: [.sunday], "02:00", "03:30")],
            [
                ("2022-03-27T02:00+01:00", "2022-03-27T03:30+00:00"),
                ("2022-04-03T02:00+00:00", "2022-04-03T03:30+00:00"),
            ]
        ),
        // The earliest zone.
        .init(
            "Pacific/Kiritimati",
            after: "2025-06-01T00:00Z",
            [rule(days: [.monday], "00:00", "06:00")],
            [
                ("2025-06-02T00:00+14:00", "2025-06-02T06:00+14:00"),
                ("2025-06-09T00:00+14:00", "2025-06-09T06:00+14:00"),
            ]
        ),
        // The working week by day.
        .init(
            "UTC",
            after: "2025-06-05T12:00Z",
            [rule(days: Weekday.working, "09:00", "17:00")],
            [
                ("2025-06-06T09:00+00:00", "2025-06-06T17:00+00:00"),
                ("2025-06-09T09:00+00:00", "2025-06-09T17:00+00:00"),
            ]
        ),
        // Two rules that meet are one.
        .init(
            "UTC",
            after: "2025-06-05T12:00Z",
            [
                rule(days: [.saturday], "18:00", "24:00"),
                rule(days: [.sunday], "00:00", "06:00"),
            ],
            [("2025-06-07T18:00+00:00", "2025-06-08T06:00+00:00")]
        ),
        // Two rules that overlap are one.
        .init(
            "UTC",
            after: "2025-06-05T12:00Z",
            [
                rule(days: [.saturday], "20:00", "02:00"),
                rule(days: [.sunday], "01:00", "06:00"),
            ],
            [("2025-06-07T20:00+00:00", "2025-06-08T06:00+00:00")]
        ),
        // Nights and the whole weekend.
        .init(
            "Europe/Berlin",
            after: "2025-06-05T12:00Z",
            [
                rule(days: Weekday.working, "19:00", "06:00"),
                rule(days: Weekday.weekend, "00:00", "24:00"),
                rule(days: [.monday], "00:00", "06:00"),
            ],
            [
                ("2025-06-05T19:00+02:00", "2025-06-06T06:00+02:00"),
                ("2025-06-06T19:00+02:00", "2025-06-09T06:00+02:00"),
                ("2025-06-09T19:00+02:00", "2025-06-10T06:00+02:00"),
            ]
        ),
        // A whole day, where end and start are the same.
        .init(
            "UTC",
            after: "2025-06-05T12:00Z",
            [rule(days: [.wednesday], "06:00", "06:00")],
            [("2025-06-11T06:00+00:00", "2025-06-12T06:00+00:00")]
        ),
        // The weekend of the change.
        .init(
            "Europe/Berlin",
            after: "2025-03-27T12:00Z",
            [rule(days: Weekday.weekend, "00:00", "24:00")],
            [("2025-03-29T00:00+01:00", "2025-03-31T00:00+02:00")]
        ),
        // The first week of the month.
        .init(
            "UTC",
            after: "2025-05-20T00:00Z",
            [rule(weeks: .ofMonth([1]), days: [.sunday], "02:00", "04:00")],
            [
                ("2025-06-01T02:00+00:00", "2025-06-01T04:00+00:00"),
                ("2025-07-06T02:00+00:00", "2025-07-06T04:00+00:00"),
            ]
        ),
        // The fifth week, in months that have one.
        .init(
            "UTC",
            after: "2025-01-01T00:00Z",
            [rule(weeks: .ofMonth([5]), days: [.saturday], "02:00", "04:00")],
            [
                ("2025-03-29T02:00+00:00", "2025-03-29T04:00+00:00"),
                ("2025-05-31T02:00+00:00", "2025-05-31T04:00+00:00"),
                ("2025-08-30T02:00+00:00", "2025-08-30T04:00+00:00"),
            ]
        ),
        // The second and the fourth week.
        .init(
            "America/New_York",
            after: "2025-02-01T00:00Z",
            [rule(weeks: .ofMonth([2, 4]), days: [.tuesday], "22:00", "02:00")],
            [
                ("2025-02-11T22:00-05:00", "2025-02-12T02:00-05:00"),
                ("2025-02-25T22:00-05:00", "2025-02-26T02:00-05:00"),
                ("2025-03-11T22:00-04:00", "2025-03-12T02:00-04:00"),
            ]
        ),
        // It begins in the week, and ends in the month after.
        .init(
            "UTC",
            after: "2025-01-20T00:00Z",
            [rule(weeks: .ofMonth([5]), days: [.friday], "22:00", "03:00")],
            [("2025-01-31T22:00+00:00", "2025-02-01T03:00+00:00")]
        ),
        // The week of Patch Tuesday, Tuesday to Monday.
        .init(
            "UTC",
            after: "2025-08-20T00:00Z",
            [rule(weeks: .fromPatchTuesday([1]), days: [.monday, .tuesday], "20:00", "22:00")],
            [
                ("2025-09-09T20:00+00:00", "2025-09-09T22:00+00:00"),
                ("2025-09-15T20:00+00:00", "2025-09-15T22:00+00:00"),
                ("2025-10-14T20:00+00:00", "2025-10-14T22:00+00:00"),
            ]
        ),
        // The second week from Patch Tuesday.
        .init(
            "UTC",
            after: "2025-01-01T00:00Z",
            [rule(weeks: .fromPatchTuesday([2]), days: [.saturday], "01:00", "05:00")],
            [
                ("2025-01-25T01:00+00:00", "2025-01-25T05:00+00:00"),
                ("2025-02-22T01:00+00:00", "2025-02-22T05:00+00:00"),
                ("2025-03-22T01:00+00:00", "2025-03-22T05:00+00:00"),
            ]
        ),
        // The fifth week from Patch Tuesday, where the next is 35 days away.
        .init(
            "UTC",
            after: "2025-01-01T00:00Z",
            [rule(weeks: .fromPatchTuesday([5]), days: [.wednesday], "01:00", "05:00")],
            [
                ("2025-01-08T01:00+00:00", "2025-01-08T05:00+00:00"),
                ("2025-05-07T01:00+00:00", "2025-05-07T05:00+00:00"),
            ]
        ),
        // The fourth week from Patch Tuesday reaches into the next month and year.
        .init(
            "UTC",
            after: "2024-12-12T00:00Z",
            [rule(weeks: .fromPatchTuesday([4]), days: [.friday], "01:00", "05:00")],
            [
                ("2025-01-03T01:00+00:00", "2025-01-03T05:00+00:00"),
                ("2025-02-07T01:00+00:00", "2025-02-07T05:00+00:00"),
            ]
        ),
        // All of the two weeks from Patch Tuesday.
        .init(
            "Europe/Berlin",
            after: "2025-03-01T00:00Z",
            [rule(weeks: .fromPatchTuesday([1, 2]), "00:00", "24:00")],
            [
                ("2025-03-11T00:00+01:00", "2025-03-25T00:00+01:00"),
                ("2025-04-08T00:00+02:00", "2025-04-22T00:00+02:00"),
            ]
        ),
    ]
}
