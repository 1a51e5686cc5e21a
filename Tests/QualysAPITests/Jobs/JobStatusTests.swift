// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@Suite struct JobStatusTests {
    private func set(_ status: String, _ body: String, _ visit: Visit) async throws -> Answer {
        try await visit.post("/pm/v1/deploymentjobs/update/status/\(status)", body)
    }

    @Test("each job has an outcome of its own, in the order in which they were named")
    func tellsOutcomes() async throws {
        let visit = try await Visit()
        let daily = try await visit.makeJob(
            "daily",
            Visit.daily,
            Visit.patches(WorldCatalogue.hammer),
            try visit.assets("alder")
        )
        let once = try await visit.makeJob(
            "once",
            Visit.patches(WorldCatalogue.hammer),
            try visit.assets("alder")
        )
        let empty = try await visit.makeJob("empty")
        let ids = try [UnknownJob.text, Visit.id(once), Visit.id(empty), Visit.id(daily), "x"]
        let list = ids.map { "\"\($0)\"" }.joined(separator: ", ")
        let on = try await set("Enabled", #"{"ids": [\#(list)]}"#, visit).rows()
        #expect(on.map { $0.value("id")?.text } == ids)
        #expect(on.map { $0.value("name")?.text } == [nil, "once", "empty", "daily", nil])
        #expect(
            on.map { $0.value("status")?.text }
                == ["failure", "success", "failure", "success", "failure"]
        )
        #expect(on[1].keys == ["id", "name", "status"])
        #expect(on[0].value("error")?.text?.contains("deployment.not_found") == true)
        #expect(on[2].value("error")?.text?.contains("body assetIds") == true)
        #expect(try await visit.carryOut(on: "alder").count == 1)

        let off = try await set("disabled", "[\(list)]", visit).rows()
        #expect(
            off.map { $0.value("status")?.text }
                == ["failure", "failure", "success", "success", "failure"]
        )
        #expect(
            off[1].value("error")?.text
                == "Non-recurring jobs cannot be disabled once enabled by user"
        )
        #expect(try await visit.job(daily).value("status")?.text == "Disabled")
        #expect(try await visit.job(once).value("status")?.text == "Enabled")
    }

    @Test(
        "a status or a list that cannot be is refused",
        arguments: [
            ("Paused", #"{"ids": ["x"]}"#), ("Enabled", "{}"), ("Enabled", "[]"),
            ("Enabled", #"{"ids": null}"#), ("Enabled", #"{"ids": [7]}"#), ("Enabled", "7"),
            ("Enabled", #"{"ids": {"a": 1}}"#),
        ]
    )
    func refuses(status: String, body: String) async throws {
        let visit = try await Visit()
        #expect(try await set(status, body, visit).status == 400)
    }

    @Test("more jobs than a call may name are refused")
    func limits() async throws {
        let visit = try await Visit()
        let ids = (0...JobIdentitiesLimit.most).map { "\"\($0)\"" }.joined(separator: ",")
        let answer = try await set("Enabled", "[\(ids)]", visit)
        #expect(answer.status == 400)
        #expect(try answer.error().message.contains("at most 1000 elements"))
    }

    @Test("who may not deploy changes no status")
    func needsPermission() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob("x")
        try await visit.world.addUser(
            "reader",
            permissions: [.readDevices, .readPatches, .readDeployments]
        )
        let reader = try await Visit(visit.world, as: "reader")
        let body = #"{"ids": ["\#(try Visit.id(job))"]}"#
        #expect(try await set("Enabled", body, reader).status == 403)
        #expect(try await set("Disabled", body, reader).status == 403)
        #expect(try await reader.delete("/pm/v1/deploymentjobs", body).status == 403)
    }
}

/// The most jobs of a call.
private enum JobIdentitiesLimit {
    static let most = 1_000
}
