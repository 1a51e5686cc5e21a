// SPDX-License-Identifier: Apache-2.0
import Testing
import Web

@testable import QualysAPI

/// The objects that may be absent: who is told, the countdown, and what a default job waits for.
@Suite struct JobOptionalObjectTests {
    private func job(_ more: String) throws -> JobDocument { try JobWorld.complete(more) }

    @Test("without a word there is none")
    func isAbsent() throws {
        for name in ["notification", "jobStartCountdown", "defaultJobConfiguration"] {
            #expect(try job("").members.at(name) == .null)
            #expect(try job(#", "\#(name)": null"#).members.at(name) == .null)
        }
    }

    @Test("a part of a notification is filled in, and changed part by part")
    func fillsNotification() throws {
        let first = try job(
            """
            , "notification": {"notificationTypes": {"email": "true"},
              "notificationConfigs": {"recipientEmails": "mason@quarry.example",
              "completedPercentage": 80}}
            """
        )
        let whole = """
            {"notificationTypes":{"email":true},"notificationConfigs":{"recipientEmails":\
            "mason@quarry.example","completedPercentage":80},"notificationEvents":\
            {"onJobStart":false,"onJobComplete":false}}
            """
        #expect(first.members.at("notification").json == whole)
        let later = try first.merging(
            JobWorld.object(#"{"notification": {"notificationEvents": {"onJobStart": true}}}"#),
            context: JobWorld.context
        )
        #expect(later.members.flag("notification.notificationEvents.onJobStart"))
        #expect(later.members.number("notification.notificationConfigs.completedPercentage") == 80)
    }

    @Test(
        "a wrong part is refused with its place",
        arguments: [
            (
                #"{"notificationConfigs": {"completedPercentage": 101}}"#,
                "notificationConfigs.completedPercentage: must be a whole number from 0 to 100"
            ),
            (
                #"{"notificationTypes": {"email": "often"}}"#,
                "notificationTypes.email: must be true or false"
            ),
            (#"{"notificationEvents": 1}"#, "notificationEvents: must be an object"),
        ]
    )
    func refuses(_ sent: String, _ said: String) {
        let refusal = JobWorld.refusal { _ = try job(#", "notification": \#(sent)"#) }
        #expect(refusal == "body notification.\(said)")
    }

    @Test("a countdown is a number of minutes, hours or days")
    func readsCountdown() throws {
        let members = try job(#", "jobStartCountdown": {"interval": 2, "intervalUnit": "hour"}"#)
            .members
        let path = "jobStartCountdown"
        #expect(members.minutes("\(path).interval", "\(path).intervalUnit") == 120)
        let said = JobWorld.refusal {
            _ = try job(#", "jobStartCountdown": {"interval": 2, "intervalUnit": "DAYS"}"#)
        }
        #expect(said == "body jobStartCountdown.interval: must be at most a day")
    }
}
