// SPDX-License-Identifier: Apache-2.0
import Domain

extension SlotCase {
    /// Days of the week, and each so many weeks.
    static let weeks: [SlotCase] = [
        // Over a weekend.
        .init(
            "UTC",
            .everyWeekday,
            "2025-01-01T09:00",
            after: "2025-01-02T09:00Z",
            ["2025-01-03T09:00+00:00", "2025-01-06T09:00+00:00", "2025-01-07T09:00+00:00"]
        ),
        // A start on a Saturday.
        .init(
            "UTC",
            .everyWeekday,
            "2025-02-01T09:00",
            after: "2025-01-01T00:00Z",
            ["2025-02-03T09:00+00:00", "2025-02-04T09:00+00:00"]
        ),
        // Over the clock's change.
        .init(
            "Europe/Berlin",
            .everyWeekday,
            "2025-03-01T09:00",
            after: "2025-03-28T12:00Z",
            ["2025-03-31T09:00+02:00", "2025-04-01T09:00+02:00"]
        ),
        // Of the start's week only what is left.
        .init(
            "Europe/Berlin",
            .weekly(every: 1, days: [.monday, .wednesday, .friday]),
            "2025-05-07T22:00",
            after: "2025-01-01T00:00Z",
            [
                "2025-05-07T22:00+02:00", "2025-05-09T22:00+02:00", "2025-05-12T22:00+02:00",
                "2025-05-14T22:00+02:00",
            ]
        ),
        // The start's weekday is none of them.
        .init(
            "Europe/Berlin",
            .weekly(every: 1, days: [.sunday]),
            "2025-05-07T22:00",
            after: "2025-01-01T00:00Z",
            ["2025-05-11T22:00+02:00", "2025-05-18T22:00+02:00"]
        ),
        // Every second week from the start's own; Sunday begins it.
        .init(
            "UTC",
            .weekly(every: 2, days: [.sunday, .saturday]),
            "2025-01-01T04:00",
            after: "2024-12-01T00:00Z",
            [
                "2025-01-04T04:00+00:00", "2025-01-12T04:00+00:00", "2025-01-18T04:00+00:00",
                "2025-01-26T04:00+00:00", "2025-02-01T04:00+00:00",
            ]
        ),
        // A start on a Saturday ends its week.
        .init(
            "UTC",
            .weekly(every: 2, days: [.sunday, .saturday]),
            "2025-01-04T04:00",
            after: "2024-12-01T00:00Z",
            [
                "2025-01-04T04:00+00:00", "2025-01-12T04:00+00:00", "2025-01-18T04:00+00:00",
                "2025-01-26T04:00+00:00",
            ]
        ),
        // A start on a Sunday begins one.
        .init(
            "UTC",
            .weekly(every: 2, days: [.sunday, .saturday]),
            "2025-01-05T04:00",
            after: "2024-12-01T00:00Z",
            [
                "2025-01-05T04:00+00:00", "2025-01-11T04:00+00:00", "2025-01-19T04:00+00:00",
                "2025-01-25T04:00+00:00",
            ]
        ),
        // Every third week over a year's end.
        .init(
            "UTC",
            .weekly(every: 3, days: [.tuesday]),
            "2024-12-03T04:00",
            after: "2024-12-04T00:00Z",
            ["2024-12-24T04:00+00:00", "2025-01-14T04:00+00:00", "2025-02-04T04:00+00:00"]
        ),
        // A year of 53 weeks.
        .init(
            "UTC",
            .weekly(every: 2, days: [.thursday]),
            "2020-12-24T06:00",
            after: "2020-12-24T06:00Z",
            ["2021-01-07T06:00+00:00", "2021-01-21T06:00+00:00", "2021-02-04T06:00+00:00"]
        ),
        // Every fourth week, long after the start.
        .init(
            "America/New_York",
            .weekly(every: 4, days: [.saturday]),
            "2015-01-03T02:30",
            after: "2025-02-20T00:00Z",
            ["2025-03-15T02:30-04:00", "2025-04-12T02:30-04:00", "2025-05-10T02:30-04:00"]
        ),
        // All days.
        .init(
            "Asia/Kolkata",
            .weekly(every: 1, days: Weekday.all),
            "2025-02-27T23:59",
            after: "2025-02-27T00:00Z",
            ["2025-02-27T23:59+05:30", "2025-02-28T23:59+05:30", "2025-03-01T23:59+05:30"]
        ),
        // From a week that does not count.
        .init(
            "UTC",
            .weekly(every: 2, days: [.monday, .tuesday]),
            "2025-01-06T10:00",
            after: "2025-01-14T11:00Z",
            ["2025-01-20T10:00+00:00", "2025-01-21T10:00+00:00", "2025-02-03T10:00+00:00"]
        ),
        // The last day of a week that counts has passed.
        .init(
            "UTC",
            .weekly(every: 52, days: [.monday]),
            "2025-01-06T10:00",
            after: "2025-01-06T10:00Z",
            ["2026-01-05T10:00+00:00", "2027-01-04T10:00+00:00"]
        ),
        // The Sunday of the change.
        .init(
            "Europe/Berlin",
            .weekly(every: 1, days: [.sunday]),
            "2025-03-02T02:30",
            after: "2025-03-24T00:00Z",
            ["2025-03-30T03:30+02:00", "2025-04-06T02:30+02:00"]
        ),
        // Ended.
        .init(
            "Europe/Berlin",
            .weekly(every: 1, days: [.sunday]),
            "2025-03-02T02:30",
            to: "2025-03-30T02:29",
            after: "2025-03-24T00:00Z",
            [],
            ends: true
        ),
        // Sunday in UTC is Monday in Kiritimati.
        .init(
            "Pacific/Kiritimati",
            .weekly(every: 1, days: [.monday]),
            "2025-06-01T01:00",
            after: "2025-06-01T00:00Z",
            ["2025-06-02T01:00+14:00", "2025-06-09T01:00+14:00"]
        ),
    ]
}
