// SPDX-License-Identifier: Apache-2.0
import Domain

extension SlotCase {
    /// The clock is put forward and back, days are lost, ends are reached.
    static let clock: [SlotCase] = [
        // Clocks put forward: the lost half past two is half past three.
        .init(
            "Europe/Berlin",
            .daily(every: 1),
            "2025-03-28T02:30",
            after: "2025-03-28T12:00Z",
            [
                "2025-03-29T02:30+01:00", "2025-03-30T03:30+02:00", "2025-03-31T02:30+02:00",
                "2025-04-01T02:30+02:00",
            ]
        ),
        // 02:00 itself is lost too.
        .init(
            "Europe/Berlin",
            .daily(every: 1),
            "2025-03-29T02:00",
            after: "2025-03-29T12:00Z",
            ["2025-03-30T03:00+02:00", "2025-03-31T02:00+02:00"]
        ),
        // 03:00 is not lost.
        .init(
            "Europe/Berlin",
            .daily(every: 1),
            "2025-03-29T03:00",
            after: "2025-03-29T12:00Z",
            ["2025-03-30T03:00+02:00", "2025-03-31T03:00+02:00"]
        ),
        // 01:59 is not lost.
        .init(
            "Europe/Berlin",
            .daily(every: 1),
            "2025-03-29T01:59",
            after: "2025-03-29T12:00Z",
            ["2025-03-30T01:59+01:00", "2025-03-31T01:59+02:00"]
        ),
        // Clocks put back: the first of the two half past twos.
        .init(
            "Europe/Berlin",
            .daily(every: 1),
            "2025-10-25T02:30",
            after: "2025-10-25T12:00Z",
            ["2025-10-26T02:30+02:00", "2025-10-27T02:30+01:00"]
        ),
        // Between the two half past twos.
        .init(
            "Europe/Berlin",
            .daily(every: 1),
            "2025-10-25T02:30",
            after: "2025-10-26T00:45Z",
            ["2025-10-27T02:30+01:00", "2025-10-28T02:30+01:00"]
        ),
        // At the second half past two.
        .init(
            "Europe/Berlin",
            .daily(every: 1),
            "2025-10-25T02:30",
            after: "2025-10-26T01:30Z",
            ["2025-10-27T02:30+01:00"]
        ),
        // 02:00 comes twice, 03:00 does not.
        .init(
            "Europe/Berlin",
            .daily(every: 1),
            "2025-10-26T02:00",
            after: "2025-10-25T12:00Z",
            ["2025-10-26T02:00+02:00", "2025-10-27T02:00+01:00"]
        ),
        .init(
            "Europe/Berlin",
            .daily(every: 1),
            "2025-10-26T03:00",
            after: "2025-10-25T12:00Z",
            ["2025-10-26T03:00+01:00", "2025-10-27T03:00+01:00"]
        ),
        // Once, in the lost hour.
        .init(
            "Europe/Berlin",
            .once,
            "2025-03-30T02:15",
            after: "2025-01-01T00:00Z",
            ["2025-03-30T03:15+02:00"],
            ends: true
        ),
        // Once, in the doubled hour.
        .init(
            "Europe/Berlin",
            .once,
            "2025-10-26T02:15",
            after: "2025-01-01T00:00Z",
            ["2025-10-26T02:15+02:00"],
            ends: true
        ),
        // Once, and over.
        .init(
            "Europe/Berlin",
            .once,
            "2025-06-01T08:00",
            after: "2025-06-01T06:00Z",
            [],
            ends: true
        ),
        // Once, a millisecond before.
        .init(
            "Europe/Berlin",
            .once,
            "2025-06-01T08:00",
            after: "2025-06-01T05:59:59.999Z",
            ["2025-06-01T08:00+02:00"]
        ),
        .init(
            "America/New_York",
            .daily(every: 1),
            "2024-03-08T02:30",
            after: "2024-03-09T00:00Z",
            ["2024-03-09T02:30-05:00", "2024-03-10T03:30-04:00", "2024-03-11T02:30-04:00"]
        ),
        .init(
            "America/New_York",
            .daily(every: 1),
            "2024-11-02T01:30",
            after: "2024-11-02T12:00Z",
            ["2024-11-03T01:30-04:00", "2024-11-04T01:30-05:00"]
        ),
        // Between the two.
        .init(
            "America/New_York",
            .daily(every: 1),
            "2024-11-02T01:30",
            after: "2024-11-03T06:00Z",
            ["2024-11-04T01:30-05:00"]
        ),
        // Every third day over the change.
        .init(
            "America/New_York",
            .daily(every: 3),
            "2024-03-04T22:00",
            after: "2024-03-07T00:00Z",
            ["2024-03-07T22:00-05:00", "2024-03-10T22:00-04:00", "2024-03-13T22:00-04:00"]
        ),
        // Half an hour is lost.
        .init(
            "Australia/Lord_Howe",
            .daily(every: 1),
            "2023-09-30T02:15",
            after: "2023-09-30T00:00Z",
            ["2023-10-01T02:45+11:00", "2023-10-02T02:15+11:00", "2023-10-03T02:15+11:00"]
        ),
        // Half an hour comes twice.
        .init(
            "Australia/Lord_Howe",
            .daily(every: 1),
            "2024-04-06T01:45",
            after: "2024-04-06T00:00Z",
            ["2024-04-07T01:45+11:00", "2024-04-08T01:45+10:30"]
        ),
        // 02:00 comes once.
        .init(
            "Australia/Lord_Howe",
            .daily(every: 1),
            "2024-04-06T02:00",
            after: "2024-04-06T00:00Z",
            ["2024-04-07T02:00+10:30", "2024-04-08T02:00+10:30"]
        ),
        // The clock goes back for Ramadan, and forward after it.
        .init(
            "Africa/Casablanca",
            .daily(every: 1),
            "2022-03-26T02:30",
            after: "2022-03-26T12:00Z",
            ["2022-03-27T02:30+01:00", "2022-03-28T02:30+00:00"]
        ),
        .init(
            "Africa/Casablanca",
            .daily(every: 1),
            "2022-05-07T02:30",
            after: "2022-05-07T12:00Z",
            ["2022-05-08T03:30+01:00", "2022-05-09T02:30+01:00"]
        ),
        // Midnight is lost.
        .init(
            "America/Sao_Paulo",
            .daily(every: 1),
            "2018-11-03T00:00",
            after: "2018-11-03T12:00Z",
            ["2018-11-04T01:00-02:00", "2018-11-05T00:00-02:00"]
        ),
        // The last hour of a day comes twice.
        .init(
            "America/Sao_Paulo",
            .daily(every: 1),
            "2019-02-15T23:30",
            after: "2019-02-16T12:00Z",
            ["2019-02-16T23:30-02:00", "2019-02-17T23:30-03:00"]
        ),
        // No summer time since.
        .init(
            "America/Sao_Paulo",
            .daily(every: 1),
            "2019-11-02T00:00",
            after: "2019-11-02T12:00Z",
            ["2019-11-03T00:00-03:00", "2019-11-04T00:00-03:00"]
        ),
        .init(
            "Asia/Kolkata",
            .daily(every: 1),
            "2025-03-29T02:30",
            after: "2025-03-29T00:00Z",
            ["2025-03-30T02:30+05:30", "2025-03-31T02:30+05:30"]
        ),
        // 30 December 2011 never came: one slot, not two.
        .init(
            "Pacific/Apia",
            .daily(every: 1),
            "2011-12-28T12:00",
            after: "2011-12-28T12:00Z",
            [
                "2011-12-28T12:00-10:00", "2011-12-29T12:00-10:00", "2011-12-31T12:00+14:00",
                "2012-01-01T12:00+14:00",
            ]
        ),
        // Its midnight is the next day.
        .init(
            "Pacific/Apia",
            .daily(every: 1),
            "2011-12-29T00:00",
            after: "2011-12-29T12:00Z",
            ["2011-12-31T00:00+14:00", "2012-01-01T00:00+14:00", "2012-01-02T00:00+14:00"]
        ),
        // Once, on the day that never came.
        .init(
            "Pacific/Apia",
            .once,
            "2011-12-30T09:00",
            after: "2011-12-01T00:00Z",
            ["2011-12-31T09:00+14:00"],
            ends: true
        ),
        // The Friday that never came.
        .init(
            "Pacific/Apia",
            .weekly(every: 1, days: [.friday]),
            "2011-12-01T18:00",
            after: "2011-12-24T12:00Z",
            ["2011-12-31T18:00+14:00", "2012-01-06T18:00+14:00", "2012-01-13T18:00+14:00"]
        ),
        // The same, asked on the day after it.
        .init(
            "Pacific/Apia",
            .weekly(every: 1, days: [.friday]),
            "2011-12-01T18:00",
            after: "2011-12-30T15:00Z",
            ["2011-12-31T18:00+14:00", "2012-01-06T18:00+14:00"]
        ),
        // The earliest zone.
        .init(
            "Pacific/Kiritimati",
            .daily(every: 1),
            "2025-01-01T00:00",
            after: "2024-12-30T00:00Z",
            ["2025-01-01T00:00+14:00", "2025-01-02T00:00+14:00"]
        ),
        .init(
            "Pacific/Kiritimati",
            .weekly(every: 1, days: [.monday]),
            "2025-01-01T00:30",
            after: "2025-01-04T00:00Z",
            ["2025-01-06T00:30+14:00", "2025-01-13T00:30+14:00"]
        ),
        // Three quarters of an hour.
        .init(
            "Asia/Kathmandu",
            .daily(every: 1),
            "2025-01-01T06:00",
            after: "2025-01-01T00:15Z",
            ["2025-01-02T06:00+05:45", "2025-01-03T06:00+05:45"]
        ),
        .init(
            "Pacific/Chatham",
            .daily(every: 1),
            "2024-09-28T03:00",
            after: "2024-09-28T00:00Z",
            ["2024-09-29T04:00+13:45", "2024-09-30T03:00+13:45"]
        ),
        // Two hours are lost.
        .init(
            "Antarctica/Troll",
            .daily(every: 1),
            "2024-03-30T02:30",
            after: "2024-03-30T12:00Z",
            ["2024-03-31T04:30+02:00", "2024-04-01T02:30+02:00"]
        ),
        // A start in the future is the first slot.
        .init(
            "UTC",
            .daily(every: 7),
            "2030-05-05T05:05:05",
            after: "2025-01-01T00:00Z",
            ["2030-05-05T05:05:05+00:00", "2030-05-12T05:05:05+00:00"]
        ),
        // The end counts itself.
        .init(
            "UTC",
            .daily(every: 2),
            "2025-01-01T08:00",
            to: "2025-01-05T08:00",
            after: "2024-01-01T00:00Z",
            [
                "2025-01-01T08:00+00:00", "2025-01-03T08:00+00:00", "2025-01-05T08:00+00:00",
            ],
            ends: true
        ),
        // The end a minute earlier.
        .init(
            "UTC",
            .daily(every: 2),
            "2025-01-01T08:00",
            to: "2025-01-05T07:59",
            after: "2024-01-01T00:00Z",
            ["2025-01-01T08:00+00:00", "2025-01-03T08:00+00:00"],
            ends: true
        ),
        // An end in the lost hour.
        .init(
            "Europe/Berlin",
            .daily(every: 1),
            "2025-03-28T03:30",
            to: "2025-03-30T02:30",
            after: "2025-03-27T12:00Z",
            [
                "2025-03-28T03:30+01:00", "2025-03-29T03:30+01:00", "2025-03-30T03:30+02:00",
            ],
            ends: true
        ),
        // Each so many days over a leap day and a year's end.
        .init(
            "UTC",
            .daily(every: 100),
            "2023-12-01T00:00",
            after: "2023-12-01T00:00Z",
            [
                "2024-03-10T00:00+00:00", "2024-06-18T00:00+00:00", "2024-09-26T00:00+00:00",
                "2025-01-04T00:00+00:00",
            ]
        ),
        // Elapsed time does not care for the clock.
        .init(
            "Europe/Berlin",
            .everyInterval(seconds: 21600),
            "2025-03-29T20:00",
            after: "2025-03-29T19:00Z",
            [
                "2025-03-30T03:00+02:00", "2025-03-30T09:00+02:00", "2025-03-30T15:00+02:00",
                "2025-03-30T21:00+02:00",
            ]
        ),
        .init(
            "Europe/Berlin",
            .everyInterval(seconds: 86400),
            "2025-10-25T12:00",
            after: "2025-10-25T10:00Z",
            ["2025-10-26T11:00+01:00", "2025-10-27T11:00+01:00"]
        ),
        // From a start in the future.
        .init(
            "UTC",
            .everyInterval(seconds: 5400),
            "2025-06-01T00:00",
            after: "2025-01-01T00:00Z",
            ["2025-06-01T00:00+00:00", "2025-06-01T01:30+00:00", "2025-06-01T03:00+00:00"]
        ),
        // With an end.
        .init(
            "UTC",
            .everyInterval(seconds: 3600),
            "2025-06-01T00:00",
            to: "2025-06-01T02:00",
            after: "2025-06-01T00:00Z",
            ["2025-06-01T01:00+00:00", "2025-06-01T02:00+00:00"],
            ends: true
        ),
        // A day and a half.
        .init(
            "America/New_York",
            .everyInterval(seconds: 129600),
            "2024-11-01T12:00",
            after: "2024-11-02T00:00Z",
            ["2024-11-03T00:00-04:00", "2024-11-04T11:00-05:00", "2024-11-05T23:00-05:00"]
        ),
    ]
}
