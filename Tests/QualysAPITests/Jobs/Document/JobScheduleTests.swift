// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Services
import Testing
import Web

@testable import QualysAPI

/// When a job starts: its schedule in the plan, and the times that come of it.
@Suite struct JobScheduleTests {
    private func schedule(_ members: String) throws -> Schedule {
        let job = try JobWorld.job(
            """
            {"name": "stone", "startDateTime": "2026-8-10 06:00:00 PM",
             "timezone": "Europe/Vienna", \(members)}
            """
        )
        return try job.draft(context: JobWorld.context).plan.schedule
    }

    @Test(
        "the next times of a schedule, by its own clock",
        arguments: [
            (#""scheduleType": "Once""#, ["2026-08-10T18:00:00"]),
            (
                #""scheduleType": "Daily""#,
                ["2026-08-10T18:00:00", "2026-08-11T18:00:00", "2026-08-12T18:00:00"]
            ),
            (
                #""scheduleType": "Weekly", "recurringWeekDays": "1,0,0,1,0,0,0""#,
                ["2026-08-12T18:00:00", "2026-08-16T18:00:00", "2026-08-19T18:00:00"]
            ),
            (
                #""scheduleType": "Monthly", "dayOfMonth": 31"#,
                ["2026-08-31T18:00:00", "2026-09-30T18:00:00", "2026-10-31T18:00:00"]
            ),
            (
                #""scheduleType": "Monthly", "recurringLastDayOfMonth": true"#,
                ["2026-08-31T18:00:00", "2026-09-30T18:00:00", "2026-10-31T18:00:00"]
            ),
            (
                """
                "scheduleType": "Monthly", "recurringDayOfMonth": 2, "recurringWeekDayOfMonth": 6
                """,
                ["2026-09-12T18:00:00", "2026-10-10T18:00:00", "2026-11-14T18:00:00"]
            ),
            (
                """
                "scheduleType": "Monthly", "recurringDayOfMonth": 5, "recurringWeekDayOfMonth": 1
                """,
                ["2026-08-31T18:00:00", "2026-11-30T18:00:00", "2027-03-29T18:00:00"]
            ),
            (
                #""scheduleType": "Monthly", "monthlyRecurringType": 1, "dayOfMonth": 3"#,
                ["2026-08-11T18:00:00", "2026-09-08T18:00:00", "2026-10-13T18:00:00"]
            ),
            (
                """
                "scheduleType": "Monthly", "monthlyRecurringType": "1", "patchTuesdayPlusXDays": 3
                """,
                ["2026-08-14T18:00:00", "2026-09-11T18:00:00", "2026-10-16T18:00:00"]
            ),
            (
                """
                "scheduleType": "Monthly", "monthlyRecurringType": 1, "patchTuesdayPlusXDays": -1
                """,
                ["2026-08-10T18:00:00", "2026-09-07T18:00:00", "2026-10-12T18:00:00"]
            ),
        ]
    )
    func hasSlots(_ members: String, _ times: [String]) throws {
        let schedule = try schedule(members)
        #expect(schedule.zone == .named("Europe/Vienna"))
        let zone = schedule.zone.timeZone(of: DeviceZone())
        let slots = schedule.slots(
            after: JobWorld.now,
            through: JobWorld.now + .seconds(400 * 86_400),
            zone: zone,
            limit: 3
        )
        #expect(slots.map { zone.local(at: $0).description } == times)
    }

    @Test("on demand, and with the events of devices, there is no time")
    func waits() throws {
        #expect(try schedule(#""scheduleType": "On-demand""#) == .onDemand)
        let cases: [(String, Recurrence)] = [
            (#"{"onAssetActivation": true}"#, .onActivation),
            (#"{"onAssetInactiveForXDays": 3}"#, .onInactivity(days: 3)),
            (
                #"{"onAssetActivation": true, "onAssetInactiveForXDays": 180}"#,
                .onActivationOrInactivity(days: 180)
            ),
        ]
        for (configuration, recurrence) in cases {
            let schedule = try schedule(
                """
                "scheduleType": "Conditional", "isDefaultJob": true,
                "defaultJobConfiguration": \(configuration)
                """
            )
            #expect(schedule == Schedule(recurrence: recurrence))
            #expect(throws: Never.self) { try schedule.validate() }
        }
    }

    @Test("the clock is that of a zone, of the machines, or UTC")
    func hasZone() throws {
        let daily = #""scheduleType": "Daily""#
        #expect(try schedule(daily).zone == .named("Europe/Vienna"))
        #expect(try schedule(#"\#(daily), "timezoneType": "agent_tz""#).zone == .device)
        let job = try JobWorld.job(
            #"{"name": "s", "startDateTime": "2026-8-10 06:00:00 PM", \#(daily)}"#
        )
        #expect(job.schedule.zone == .utc)
        #expect(job.schedule.start == LocalDateTime("2026-08-10T18:00"))
    }
}
