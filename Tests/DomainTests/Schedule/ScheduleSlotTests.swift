// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Testing

@Suite struct ScheduleSlotTests {
    @Test("the slots over changes of the clock", arguments: SlotCase.clock)
    func clock(_ row: SlotCase) throws { try check(row) }

    @Test("the slots of weeks", arguments: SlotCase.weeks)
    func weeks(_ row: SlotCase) throws { try check(row) }

    @Test("the slots of months", arguments: SlotCase.months)
    func months(_ row: SlotCase) throws { try check(row) }

    @Test("the slots from Patch Tuesday", arguments: SlotCase.patchTuesday)
    func patchTuesday(_ row: SlotCase) throws { try check(row) }

    private func check(_ row: SlotCase) throws {
        let schedule = try row.schedule()
        try schedule.validate()
        let zone = schedule.zone.timeZone(of: DeviceZone())
        var cursor = try instant(row.after)
        for text in row.slots {
            let slot = schedule.next(after: cursor, zone: zone)
            #expect(utc(slot) == utc(try instant(text)))
            guard let slot else { return }
            cursor = slot
        }
        if row.isAll { #expect(schedule.next(after: cursor, zone: zone) == nil) }
    }

    @Test("several slots at once, up to a time that counts, and no more than the limit")
    func severalSlots() throws {
        let schedule = Schedule(recurrence: .daily(every: 1), start: try local("2025-01-01T08:00"))
        let zone = try timeZone("UTC")
        let after = try instant("2025-01-01T08:00Z")
        let last = try instant("2025-01-04T08:00Z")
        let slots = schedule.slots(after: after, through: last, zone: zone, limit: 10)
        #expect(
            try slots == [
                instant("2025-01-02T08:00Z"), instant("2025-01-03T08:00Z"),
                instant("2025-01-04T08:00Z"),
            ]
        )
        #expect(
            schedule.slots(after: after, through: last, zone: zone, limit: 2)
                == Array(slots.prefix(2))
        )
        #expect(
            schedule.slots(
                after: after,
                through: last - .milliseconds(1),
                zone: zone,
                limit: 10
            ) == Array(slots.prefix(2))
        )
    }

    @Test(
        "what the clock does not decide has no slot",
        arguments: [
            Recurrence.onDemand, .onActivation, .onInactivity(days: 30), .afterDeployment,
            .onActivationOrInactivity(days: 30),
        ]
    )
    func noSlots(_ recurrence: Recurrence) throws {
        let schedule = Schedule(recurrence: recurrence, start: try local("2025-01-01T08:00"))
        #expect(schedule.next(after: try instant("2024-01-01T00:00Z"), zone: .gmt) == nil)
    }

    @Test("times that no calendar has end in no slot, not in a crash")
    func ends() throws {
        let start = try local("9999-12-20T08:00")
        let schedule = Schedule(recurrence: .weekly(every: 1, days: [.friday]), start: start)
        let first = try #require(
            schedule.next(after: Timestamp(milliseconds: .min), zone: .gmt)
        )
        #expect(utc(first) == "9999-12-24T08:00:00.000Z")
        let second = try #require(schedule.next(after: first, zone: .gmt))
        #expect(utc(second) == "9999-12-31T08:00:00.000Z")
        #expect(schedule.next(after: second, zone: .gmt) == nil)
        #expect(schedule.next(after: Timestamp(milliseconds: .max), zone: .gmt) == nil)
        let tick = Schedule(recurrence: .everyInterval(seconds: 60), start: start)
        #expect(tick.next(after: Timestamp(milliseconds: .max), zone: .gmt) == nil)
        #expect(tick.next(after: Timestamp(milliseconds: .min), zone: .gmt) != nil)
        let never = Schedule(recurrence: .daily(every: 0), start: try local("2025-01-01T08:00"))
        #expect(
            utc(never.next(after: try instant("2025-01-01T08:00Z"), zone: .gmt))
                == "2025-01-02T08:00:00.000Z"
        )
    }
}

@Suite struct ScheduleWindowSlotTests {
    private let window = MaintenanceWindow(
        rules: [rule(days: [.saturday], "22:00", "04:00")],
        zone: .named("Europe/Berlin")
    )

    private func next(_ start: String?, _ end: String?, after: String) throws -> Timestamp? {
        let schedule = Schedule(
            recurrence: .windows,
            start: try start.map(local),
            end: try end.map(local),
            zone: .named("Europe/Berlin")
        )
        try schedule.validate()
        return schedule.next(
            after: try instant(after),
            zone: try timeZone("Europe/Berlin"),
            window: window
        )
    }

    @Test("a window's openings are its slots")
    func openings() throws {
        let saturday = try instant("2025-06-07T22:00+02:00")
        #expect(try next(nil, nil, after: "2025-06-05T00:00Z") == saturday)
        #expect(try next(nil, nil, after: "2025-06-07T19:59:59.999Z") == saturday)
        #expect(
            try next(nil, nil, after: "2025-06-07T20:00Z") == instant("2025-06-14T22:00+02:00")
        )
        #expect(
            try next(nil, nil, after: "2025-06-08T01:00Z") == instant("2025-06-14T22:00+02:00")
        )
    }

    @Test("a window that is open at the start counts from the start")
    func openAtStart() throws {
        let start = try instant("2025-06-08T01:30+02:00")
        #expect(try next("2025-06-08T01:30", nil, after: "2025-06-01T00:00Z") == start)
        #expect(
            try next("2025-06-08T01:30", nil, after: "2025-06-07T23:30Z")
                == instant("2025-06-14T22:00+02:00")
        )
        #expect(
            try next("2025-06-08T04:00", nil, after: "2025-06-01T00:00Z")
                == instant("2025-06-14T22:00+02:00")
        )
    }

    @Test("no window opens after the end")
    func ended() throws {
        #expect(try next(nil, "2025-06-07T21:59", after: "2025-06-05T00:00Z") == nil)
        #expect(try next(nil, "2025-06-07T22:00", after: "2025-06-05T00:00Z") != nil)
    }

    @Test("without a window it is open at the start, and opens never again")
    func withoutWindow() throws {
        let start = try local("2025-06-08T01:30")
        let schedule = Schedule(recurrence: .windows, start: start)
        let first = try instant("2025-06-08T01:30Z")
        #expect(schedule.next(after: first - .seconds(1), zone: .gmt) == first)
        #expect(schedule.next(after: first, zone: .gmt) == nil)
        #expect(Schedule(recurrence: .windows).next(after: first, zone: .gmt) == nil)
    }
}
