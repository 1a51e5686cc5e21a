// SPDX-License-Identifier: Apache-2.0
import Domain

extension SlotCase {
    /// Days counted from Patch Tuesday.
    static let patchTuesday: [SlotCase] = [
        // The day itself.
        .init(
            "UTC",
            .patchTuesday(plusDays: 0),
            "2025-01-01T18:00",
            after: "2025-01-01T00:00Z",
            [
                "2025-01-14T18:00+00:00", "2025-02-11T18:00+00:00", "2025-03-11T18:00+00:00",
                "2025-04-08T18:00+00:00", "2025-05-13T18:00+00:00", "2025-06-10T18:00+00:00",
            ]
        ),
        // A month that begins on a Tuesday, and one that begins on a Wednesday.
        .init(
            "UTC",
            .patchTuesday(plusDays: 0),
            "2025-04-01T18:00",
            after: "2025-04-01T00:00Z",
            ["2025-04-08T18:00+00:00", "2025-05-13T18:00+00:00"]
        ),
        .init(
            "UTC",
            .patchTuesday(plusDays: 0),
            "2025-10-01T18:00",
            after: "2025-10-01T00:00Z",
            ["2025-10-14T18:00+00:00", "2025-11-11T18:00+00:00"]
        ),
        // The day after.
        .init(
            "America/New_York",
            .patchTuesday(plusDays: 1),
            "2025-01-01T03:00",
            after: "2025-03-01T00:00Z",
            ["2025-03-12T03:00-04:00", "2025-04-09T03:00-04:00"]
        ),
        // Nine days after, which is a Thursday.
        .init(
            "UTC",
            .patchTuesday(plusDays: 9),
            "2025-01-01T03:00",
            after: "2025-01-24T00:00Z",
            ["2025-02-20T03:00+00:00", "2025-03-20T03:00+00:00"]
        ),
        // 20 days after, over the month's end.
        .init(
            "UTC",
            .patchTuesday(plusDays: 20),
            "2025-01-01T03:00",
            after: "2025-01-01T00:00Z",
            [
                "2025-02-03T03:00+00:00", "2025-03-03T03:00+00:00", "2025-03-31T03:00+00:00",
                "2025-04-28T03:00+00:00",
            ]
        ),
        // 27 days after lies in the next month, and January's start lets December's in.
        .init(
            "UTC",
            .patchTuesday(plusDays: 27),
            "2025-01-01T03:00",
            after: "2024-12-01T00:00Z",
            [
                "2025-01-06T03:00+00:00", "2025-02-10T03:00+00:00", "2025-03-10T03:00+00:00",
                "2025-04-07T03:00+00:00",
            ]
        ),
        // 27 days after, from a short February.
        .init(
            "UTC",
            .patchTuesday(plusDays: 27),
            "2023-02-01T03:00",
            after: "2023-02-20T00:00Z",
            ["2023-03-13T03:00+00:00", "2023-04-10T03:00+00:00"]
        ),
        // A day before.
        .init(
            "UTC",
            .patchTuesday(plusDays: -1),
            "2025-01-01T03:00",
            after: "2025-01-01T00:00Z",
            ["2025-01-13T03:00+00:00", "2025-02-10T03:00+00:00"]
        ),
        // 27 days before lies in the month before.
        .init(
            "UTC",
            .patchTuesday(plusDays: -27),
            "2025-01-01T03:00",
            after: "2024-12-01T00:00Z",
            [
                "2025-01-15T03:00+00:00", "2025-02-12T03:00+00:00", "2025-03-12T03:00+00:00",
                "2025-04-16T03:00+00:00",
            ]
        ),
        // 14 days before.
        .init(
            "Asia/Kolkata",
            .patchTuesday(plusDays: -14),
            "2024-12-01T03:00",
            after: "2024-12-01T00:00Z",
            ["2024-12-31T03:00+05:30", "2025-01-28T03:00+05:30", "2025-02-25T03:00+05:30"]
        ),
        // Over a year's end.
        .init(
            "UTC",
            .patchTuesday(plusDays: 25),
            "2024-12-01T03:00",
            after: "2024-12-11T00:00Z",
            ["2025-01-04T03:00+00:00", "2025-02-08T03:00+00:00", "2025-03-08T03:00+00:00"]
        ),
        // After the change in March.
        .init(
            "America/New_York",
            .patchTuesday(plusDays: -2),
            "2024-03-01T02:30",
            after: "2024-03-02T00:00Z",
            ["2024-03-10T03:30-04:00", "2024-04-07T02:30-04:00"]
        ),
        // At the slot itself, the next one.
        .init(
            "UTC",
            .patchTuesday(plusDays: 0),
            "2025-01-01T18:00",
            after: "2025-08-12T18:00Z",
            ["2025-09-09T18:00+00:00"]
        ),
        // A millisecond before it.
        .init(
            "UTC",
            .patchTuesday(plusDays: 0),
            "2025-01-01T18:00",
            after: "2025-08-12T17:59:59.999Z",
            ["2025-08-12T18:00+00:00"]
        ),
        // The start is the day itself, an hour earlier.
        .init(
            "UTC",
            .patchTuesday(plusDays: 0),
            "2025-08-12T17:00",
            after: "2025-01-01T00:00Z",
            ["2025-08-12T17:00+00:00", "2025-09-09T17:00+00:00"]
        ),
    ]
}
