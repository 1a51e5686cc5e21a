// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@testable import QualysAPI

/// Which members a schedule needs, and what follows from it for the others.
@Suite struct JobScheduleRulesTests {
    private static let start = #""startDateTime": "2026-8-10 06:00:00 PM""#
    private static let waits = #""defaultJobConfiguration": {"onAssetActivation": true}"#

    private func job(_ members: String) throws -> JobDocument {
        try JobWorld.job(#"{"name": "stone", \#(members)}"#)
    }

    private func refusal(_ members: String) -> String? {
        JobWorld.refusal { _ = try job(members) }
    }

    @Test(
        "a schedule by the clock needs a start",
        arguments: [
            "Once", "Daily", #"Weekly", "recurringWeekDays": "0,0,1,0,0,0,0"#,
            #"Monthly", "recurringLastDayOfMonth": "true"#,
        ]
    )
    func needsStart(_ schedule: String) {
        let said = refusal(#""scheduleType": "\#(schedule)""#)
        #expect(said?.hasPrefix("body startDateTime: must be a date and a time") == true)
        #expect(refusal(#""scheduleType": "\#(schedule)", \#(Self.start)"#) == nil)
    }

    @Test("a start without a zone is by UTC; the zone of the machines has no name")
    func fillsZone() throws {
        let cases = [
            ("", "SPECIFIC_TZ", "UTC"),
            (#", "timezone": "Asia/Tokyo""#, "SPECIFIC_TZ", "Asia/Tokyo"),
            (#", "timezoneType": "AGENT_TZ", "timezone": "UTC""#, "AGENT_TZ", nil),
        ]
        for (zone, type, name) in cases {
            let members = try job(#""scheduleType": "Daily", \#(Self.start)\#(zone)"#).members
            #expect(members.text("timezoneType") == type)
            #expect(members.text("timezone") == name)
        }
        #expect(
            refusal(#""scheduleType": "Daily", \#(Self.start), "timezoneType": "SPECIFIC_TZ""#)
                == "body timezone: must be the name of a time zone, as Europe/Berlin"
        )
    }

    @Test("what recurs follows from the type, whatever a client says")
    func computesRecurring() throws {
        for (type, isRecurring) in [("Once", false), ("Daily", true), ("On-demand", false)] {
            let body = #""scheduleType": "\#(type)", \#(Self.start), "recurring": \#(!isRecurring)"#
            #expect(try job(body).isRecurring == isRecurring)
        }
    }

    @Test("a week needs a day", arguments: ["", #", "recurringWeekDays": "0,0,0,0,0,0,0""#])
    func needsWeekday(_ days: String) {
        #expect(
            refusal(#""scheduleType": "Weekly", \#(Self.start)\#(days)"#)
                == "body recurringWeekDays: must name a day for a Weekly schedule"
        )
    }

    @Test(
        "a month has its day in one way",
        arguments: [
            ("", "dayOfMonth: must be given, or another day of a Monthly schedule"),
            (
                #", "recurringDayOfMonth": 2"#,
                "recurringWeekDayOfMonth: must go with recurringDayOfMonth"
            ),
            (
                #", "recurringWeekDayOfMonth": 2"#,
                "recurringDayOfMonth: must go with recurringWeekDayOfMonth"
            ),
            (
                #", "dayOfMonth": 3, "recurringLastDayOfMonth": true"#,
                "dayOfMonth: must be absent where recurringLastDayOfMonth tells the day"
            ),
            (
                #", "dayOfMonth": 3, "recurringDayOfMonth": 2, "recurringWeekDayOfMonth": 1"#,
                "dayOfMonth: must be absent where recurringDayOfMonth tells the day"
            ),
            (#", "dayOfMonth": 3"#, nil), (#", "dayOfMonth": 3, "monthlyRecurringType": 0"#, nil),
            (#", "dayOfMonth": 3, "monthlyRecurringType": 1"#, nil),
            (#", "recurringDayOfMonth": 5, "recurringWeekDayOfMonth": 0"#, nil),
        ]
    )
    func needsMonthDay(_ day: String, _ said: String?) {
        let refusal = refusal(#""scheduleType": "Monthly", \#(Self.start)\#(day)"#)
        #expect(refusal == said.map { "body \($0)" })
    }

    @Test(
        "a default job waits for an event of tagged assets",
        arguments: [
            (#""isDefaultJob": true"#, "scheduleType: must be Conditional for a default job"),
            (
                #""scheduleType": "Conditional", \#(waits)"#,
                "isDefaultJob: must be true for a Conditional schedule"
            ),
            (
                #""scheduleType": "Conditional", "isDefaultJob": true"#,
                "defaultJobConfiguration: must have onAssetActivation, onAssetInactiveForXDays or both"
            ),
            (
                """
                "scheduleType": "Conditional", "isDefaultJob": true,
                "defaultJobConfiguration": {"onAssetActivation": false}
                """,
                "defaultJobConfiguration: must have onAssetActivation, onAssetInactiveForXDays or both"
            ),
            (
                """
                "scheduleType": "Conditional", "isDefaultJob": true,
                "defaultJobConfiguration": {"onAssetInactiveForXDays": 2}
                """,
                "defaultJobConfiguration.onAssetInactiveForXDays: must be a whole number from 3 to 180"
            ),
            (
                """
                "scheduleType": "Conditional", "isDefaultJob": true, \(waits),
                "assetIds": ["\(JobWorld.kiln)"]
                """,
                "assetIds: must be empty for a default job, which is for tags"
            ),
            (#""scheduleType": "Conditional", "isDefaultJob": true, \#(waits)"#, nil),
        ]
    )
    func checksOccasions(_ members: String, _ said: String?) {
        #expect(refusal(members) == said.map { "body \($0)" })
    }

    @Test("a job that waits for something, and one on demand that is disabled, have no start")
    func clearsStart() throws {
        let zone = #""timezoneType": "SPECIFIC_TZ", "timezone": "Asia/Tokyo""#
        for schedule in [
            #""scheduleType": "On-demand""#,
            #""scheduleType": "Conditional", "isDefaultJob": true, \#(Self.waits)"#,
        ] {
            let members = try job("\(schedule), \(Self.start), \(zone)").members
            for name in ["startDateTime", "timezoneType", "timezone"] {
                #expect(members.at(name) == .null, "\(name) of \(schedule)")
            }
        }
    }

    @Test("a job on demand starts when it is enabled, by UTC, and a later change moves nothing")
    func startsOnDemand() throws {
        let job = try JobWorld.complete()
        #expect(job.members.text("startDateTime") == "2026-8-01 09:30:05 AM")
        #expect(job.members.text("timezoneType") == "SPECIFIC_TZ")
        #expect(job.members.text("timezone") == "UTC")
        let later = JobContext(
            snapshot: JobWorld.context.snapshot,
            principal: JobWorld.context.principal,
            now: JobWorld.now + .seconds(7_200)
        )
        let renamed = try job.merging(JobWorld.object(#"{"name": "gravel"}"#), context: later)
        #expect(renamed.members.text("startDateTime") == "2026-8-01 09:30:05 AM")
        let stopped = try renamed.merging(
            JobWorld.object(#"{"status": "Disabled"}"#),
            context: later
        )
        #expect(stopped.members.at("startDateTime") == .null)
        let again = try stopped.merging(JobWorld.object(#"{"status": "Enabled"}"#), context: later)
        #expect(again.members.text("startDateTime") == "2026-8-01 11:30:05 AM")
    }
}
