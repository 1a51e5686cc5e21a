// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Testing

@Suite struct ScheduleDeviceTests {
    @Test(
        "a device's own slot",
        arguments: [
            (DeviceZone(name: "Europe/Berlin"), "2025-03-30T03:30+02:00"),
            (DeviceZone(name: "Asia/Tokyo", offsetMinutes: -300), "2025-03-30T02:30+09:00"),
            (DeviceZone(offsetMinutes: 345), "2025-03-30T02:30+05:45"),
            (DeviceZone(name: "Nowhere/None", offsetMinutes: -210), "2025-03-30T02:30-03:30"),
            (DeviceZone(offsetMinutes: 840), "2025-03-30T02:30+14:00"),
            (DeviceZone(offsetMinutes: -720), "2025-03-30T02:30-12:00"),
            (DeviceZone(offsetMinutes: 900), "2025-03-30T02:30Z"),
            (DeviceZone(offsetMinutes: .max), "2025-03-30T02:30Z"),
            (DeviceZone(), "2025-03-30T02:30Z"),
        ]
    )
    func ownClock(_ device: DeviceZone, _ expected: String) throws {
        let schedule = Schedule(
            recurrence: .monthlyOnWeekday(.last, .sunday, every: 1),
            start: try local("2025-01-01T02:30"),
            zone: .device
        )
        let after = try instant("2025-03-20T00:00Z")
        let slot = try instant(expected)
        #expect(schedule.next(after: after, deviceZone: device) == slot)
        let stamp = try #require(schedule.earliestNext(after: after))
        #expect(stamp.local == (try local("2025-03-30T02:30")))
        #expect(stamp.instant(on: device) == slot)
        #expect(schedule.instant(ofLocal: stamp.local, deviceZone: device) == slot)
        #expect(stamp.earliest <= slot)
        #expect(slot <= stamp.latest)
    }

    @Test("a schedule in a named zone is the same for all devices")
    func namedZone() throws {
        let schedule = Schedule(
            recurrence: .daily(every: 1),
            start: try local("2025-01-01T02:30"),
            zone: .named("America/New_York")
        )
        let after = try instant("2025-06-01T00:00Z")
        for device in [DeviceZone.earliest, .latest, DeviceZone(name: "Europe/Berlin")] {
            #expect(
                try schedule.next(after: after, deviceZone: device)
                    == instant("2025-06-01T02:30-04:00")
            )
            #expect(
                try schedule.instant(ofLocal: local("2025-06-01T02:30"), deviceZone: device)
                    == instant("2025-06-01T02:30-04:00")
            )
        }
    }

    @Test("the stamps follow one another, each a day apart, and the zones are 26 hours wide")
    func stamps() throws {
        let schedule = Schedule(
            recurrence: .daily(every: 1),
            start: try local("2025-01-01T22:00"),
            zone: .device
        )
        var slot = try #require(schedule.earliestNext(after: try instant("2025-06-01T08:00Z")))
        #expect(slot.local == (try local("2025-06-02T22:00")))
        #expect(slot.earliest == (try instant("2025-06-02T08:00Z")))
        #expect(slot.latest == (try instant("2025-06-03T10:00Z")))
        #expect(slot.latest - slot.earliest == DeviceZone.span)
        slot = try #require(schedule.earliestNext(after: slot.earliest))
        #expect(slot.local == (try local("2025-06-03T22:00")))
    }

    @Test("what is past in the earliest zone still begins a new schedule")
    func firstSlot() throws {
        let schedule = Schedule(
            recurrence: .once,
            start: try local("2025-06-01T22:00"),
            zone: .device
        )
        // 22:00 in UTC+14 is 08:00 in UTC; in UTC-12 it is 10:00 of the next day.
        let noon = try instant("2025-06-01T12:00Z")
        #expect(schedule.earliestNext(after: noon) == nil)
        let slot = try #require(schedule.firstSlot(asOf: noon))
        #expect(
            try slot.instant(on: DeviceZone(name: "Europe/Berlin"))
                == instant("2025-06-01T22:00+02:00")
        )
        #expect(schedule.firstSlot(asOf: slot.latest - .milliseconds(1)) == slot)
        #expect(schedule.firstSlot(asOf: slot.latest) == nil)
    }
}
