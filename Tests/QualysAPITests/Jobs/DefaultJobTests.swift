// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Testing
import Web

@Suite struct DefaultJobTests {
    /// A disabled default job for the smiths' Linux machines, as a client sends it whole.
    private static func job(_ visit: Visit) async throws -> JSONValue {
        try await visit.makeJob(
            "linux_default_job",
            #""dynamicPatchesQQL": "patch.appFamily:hammer ", "isDynamicPatchesQQL": true"#,
            #""dynamicQQLType": "1", "assetCount": 0, "scheduleType": "Conditional""#,
            #""assetTagIds": ["\#(try visit.tag("smiths"))"], "startDateTime": null"#,
            #""status": "Disabled", "type": "Install", "platform": "Linux", "jobSource": 2"#,
            #""timezone": null, "timezoneType": null, "isDefaultJob": true"#,
            #""defaultJobConfiguration": {"onAssetActivation": true, "onAssetInactiveForXDays": 3}"#
        )
    }

    @Test("a default job is made as it was sent, and waits")
    func waits() async throws {
        let visit = try await Visit()
        let job = try await Self.job(visit)
        #expect(job.value("isDefaultJob") == .boolean(true))
        #expect(job.value("scheduleType")?.text == "Conditional")
        #expect(job.value("startDateTime") == .null)
        let configuration = try #require(job.value("defaultJobConfiguration"))
        #expect(configuration.value("onAssetActivation") == .boolean(true))
        #expect(configuration.number("onAssetInactiveForXDays") == 3)
        #expect(try await visit.change(job, #"{"status": "Enabled"}"#).status == 200)
        try await visit.tick(after: .seconds(60))
        #expect(try await visit.get("/pm/v1/deploymentjob/\(Visit.id(job))/runs").rows() == [])
        // Who was there before is not new.
        #expect(try await visit.carryOut(on: "alder").isEmpty)
    }

    @Test("a default job starts on an asset that is activated, once, and on no other")
    func startsOnActivation() async throws {
        let visit = try await Visit()
        let job = try await Self.job(visit)
        #expect(try await visit.change(job, #"{"status": "Enabled"}"#).status == 200)
        visit.world.clock.advance(by: .seconds(60))
        try await visit.enroll("elm", group: "smiths")
        try await visit.enroll("oak", group: "annex")
        let orders = try await visit.carryOut(on: "elm")
        #expect(
            orders.flatMap(\.patches).map(\.patch) == [WorldCatalogue.hammer.patch.uuid]
        )
        #expect(try await visit.carryOut(on: "elm").isEmpty)
        #expect(try await visit.carryOut(on: "oak").isEmpty)
        let shown = try await visit.job(job)
        #expect(shown.number("applicableAssetCount") == 1)
        #expect(shown.number("completionPercent") == 100)
        #expect(shown.number("taggedAssetCount") == 2)
        #expect(
            try await visit.get("/pm/v1/deploymentjob/\(Visit.id(job))/runs").rows().count == 1
        )
    }

    @Test("a default job starts on an asset that comes back after so many days")
    func startsOnReturn() async throws {
        let visit = try await Visit()
        let job = try await Self.job(visit)
        #expect(try await visit.change(job, #"{"status": "Enabled"}"#).status == 200)
        #expect(try await visit.carryOut(on: "alder").isEmpty)
        visit.world.clock.advance(by: .seconds(2 * 86_400))
        #expect(try await visit.carryOut(on: "alder").isEmpty)
        visit.world.clock.advance(by: .seconds(3 * 86_400))
        #expect(try await visit.carryOut(on: "alder").count == 1)
    }

    @Test("a default job is changed only while it is disabled")
    func changesWhileDisabled() async throws {
        let visit = try await Visit()
        let job = try await Self.job(visit)
        #expect(try await visit.change(job, #"{"name": "other"}"#).status == 200)
        #expect(try await visit.change(job, #"{"status": "Enabled"}"#).status == 200)
        for body in [#"{"name": "x"}"#, #"{"name": "x", "status": "Disabled"}"#] {
            let answer = try await visit.change(job, body)
            #expect(answer.status == 409)
            #expect(try answer.error().message.contains("disable it before it is changed"))
        }
        #expect(try await visit.job(job).value("name")?.text == "other")
        #expect(try await visit.change(job, #"{"status": "Disabled"}"#).status == 200)
        let whole = """
            {"name": "x", "type": "Install", "status": "Enabled", "isDefaultJob": true, \
            "defaultJobConfiguration": {"onAssetActivation": true, "onAssetInactiveForXDays": 4}}
            """
        let changed = try await visit.change(job, whole).json()
        #expect(changed.value("name")?.text == "x")
        #expect(changed.value("status")?.text == "Enabled")
        #expect(
            changed.value("defaultJobConfiguration")?.number("onAssetInactiveForXDays") == 4
        )
    }
}
