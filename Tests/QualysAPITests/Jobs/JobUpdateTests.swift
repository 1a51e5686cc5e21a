// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Testing
import Web

@Suite struct JobUpdateTests {
    @Test("members that are not sent keep their values")
    func merges() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob(
            "x",
            #""description": "why", "timeout": 3, "timeoutUnit": "HOURS""#,
            #""preDeployment": {"userMessage": "soon"}"#,
            Visit.patches(WorldCatalogue.hammer)
        )
        let answer = try await visit.change(job, #"{"type": "Install", "timeout": 5}"#)
        #expect(answer.status == 200)
        let changed = try answer.json()
        #expect(changed.number("timeout") == 5)
        for kept in ["name", "description", "preDeployment", "approvedPatches", "createdBy"] {
            #expect(changed.value(kept) == job.value(kept), "\(kept)")
        }
        #expect(changed.value("updatedBy")?.value("user")?.value("name")?.text == "admin")
        #expect(try await visit.job(job) == changed)
    }

    @Test("the name, the schedule and the type alone are a change")
    func changesName() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob("x", Visit.patches(WorldCatalogue.hammer))
        let body = #"{"name": "y", "scheduleType": "On-demand", "type": "Install"}"#
        let changed = try await visit.change(job, body).json()
        #expect(changed.value("name")?.text == "y")
        #expect(changed.value("approvedPatches") == job.value("approvedPatches"))
    }

    @Test("the status alone is a change, without a type")
    func changesStatus() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob(
            "x",
            Visit.daily,
            Visit.patches(WorldCatalogue.hammer),
            try visit.assets("alder")
        )
        for status in ["Enabled", "Enabled", "Disabled", "enabled"] {
            let answer = try await visit.change(job, #"{"status": "\#(status)"}"#)
            #expect(answer.status == 200)
            #expect(
                try answer.member("status")?.text?.lowercased() == status.lowercased()
            )
        }
    }

    @Test("a job that happens once begins when its status says so, and cannot be taken back")
    func lasts() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob(
            "x",
            Visit.patches(WorldCatalogue.hammer),
            try visit.assets("alder")
        )
        #expect(try await visit.change(job, #"{"status": "Enabled"}"#).status == 200)
        #expect(try await visit.carryOut(on: "alder").count == 1)
        let back = try await visit.change(job, #"{"status": "Disabled"}"#)
        #expect(back.status == 409)
        #expect(try back.error().code == "1409")
        // Saying again what it is begins nothing.
        let whole = #"{"name": "y", "type": "Install", "status": "Enabled"}"#
        #expect(try await visit.change(job, whole).status == 200)
        #expect(try await visit.get("/pm/v1/deploymentjob/\(Visit.id(job))/runs").rows().count == 1)
    }

    @Test(
        "the path is known in capitals, with a slash at its end, and without its word",
        arguments: ["UPDATE/{id}", "update/{id}/", "{id}"]
    )
    func knowsPaths(path: String) async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob("x")
        let place = path.replacing("{id}", with: try Visit.id(job))
        let answer = try await visit.patch("/pm/v1/deploymentjob/\(place)", #"{"name": "y"}"#)
        #expect(answer.status == 200)
        #expect(try answer.member("name")?.text == "y")
    }

    @Test("an empty change changes nothing", arguments: ["{}", nil] as [String?])
    func takesEmptyChanges(body: String?) async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob("x")
        let answer = try await visit.patch("/pm/v1/deploymentjob/update/\(Visit.id(job))", body)
        #expect(answer.status == 200)
        #expect(try answer.json() == job)
    }

    @Test(
        "a change that cannot be is refused and changes nothing",
        arguments: [
            ("[]", "body: must be a JSON object"), (#"{"name": ""}"#, "body name"),
            (#"{"status": "Sleepy"}"#, "body status"),
            (#"{"status": "Enabled"}"#, "body assetIds"), (#"{"timeout": 999}"#, "body timeout"),
        ]
    )
    func refuses(body: String, place: String) async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob("x")
        let answer = try await visit.change(job, body)
        #expect(answer.status == 400)
        #expect(try answer.error().message.contains(place))
        #expect(try await visit.job(job) == job)
    }

    @Test("what rings and brakes the command line gave a job, a change of its name keeps")
    func keepsPlans() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob("x", Visit.patches(WorldCatalogue.hammer))
        let id = try #require(Deployment.Identity(Visit.id(job)))
        let deployments = visit.world.services.deployments
        _ = try await deployments.update(id, by: World.owner) {
            $0.plan.rings = [Ring(name: "pilot", share: 0.1), Ring(name: "rest")]
        }
        #expect(try await visit.change(job, #"{"name": "y", "timeout": 9}"#).status == 200)
        let plan = try await deployments.deployment(id, by: World.owner).plan
        #expect(plan.rings.map(\.name) == ["pilot", "rest"])
        #expect(plan.policy.runTimeoutMinutes == 540)
    }

    @Test("two changes at the same time do not undo each other")
    func noticesOthers() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob("x")
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...6 {
                group.addTask {
                    try await visit.change(job, #"{"description": "\#(number)"}"#).status
                }
            }
            var statuses: Set<Int> = []
            for try await status in group { statuses.insert(status) }
            #expect(statuses.isSubset(of: [200, 409]))
            #expect(statuses.contains(200))
        }
    }
}
