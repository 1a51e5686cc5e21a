// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Testing
import Web

/// `PATCH /mtg/v1/deploymentjob/{id}`, the status, and `DELETE`.
@Suite struct MitigationChangeTests {
    private static let path = "/mtg/v1/deploymentjob"

    private func outcomes(_ answer: Answer) throws -> [String] {
        try answer.rows().map { row in
            "\(row.value("name")?.text ?? "-") \(row.value("status")?.text ?? "-")"
        }
    }

    @Test("a change keeps what it does not name; the answer has who changed it, not who made it")
    func updates() async throws {
        let visit = try await Visit.withRemedies()
        let id = try await visit.makeMitigation(#""platform": "Linux", "qids": [20260004001]"#)
        let answer = try await visit.patch(
            "\(Self.path)/\(id)",
            #"{"name": "renamed", "scheduleType": "On-demand", "type": "Mitigate"}"#
        )
        #expect(answer.status == 200)
        let job = try answer.json()
        #expect(job.value("name")?.text == "renamed" && job.value("platform")?.text == "Linux")
        #expect(job.value("createdBy")?.value("user") == .null)
        #expect(job.value("createdBy")?.value("date") == .null)
        #expect(job.value("updatedBy")?.value("user")?.value("name")?.text == "admin")
        let shown = try await visit.get("\(Self.path)/\(id)").json()
        #expect(shown.value("createdBy")?.value("user")?.value("name")?.text == "admin")
        #expect(shown.value("qids")?.elements?.count == 1)
        let second = try await visit.patch("\(Self.path)/update/\(id)", #"{"qids": [20260001001]}"#)
        #expect(second.status == 200)
        let plan = try await visit.deployment(id).plan
        #expect(plan.actions.map(\.name) == ["guard (CVE-2026-1001)", "guard-too (CVE-2026-1001)"])
        #expect(plan.policy.reboot.mode == .always)
        _ = try await visit.patch("\(Self.path)/\(id)", #"{"qids": [20260004001]}"#)
        #expect(try await visit.deployment(id).plan.policy.reboot.mode == .ifNeeded)
    }

    @Test("the status alone enables a job, with the mitigations that there are now")
    func enablesByPatch() async throws {
        let visit = try await Visit()
        let id = try await visit.makeMitigation(
            """
            "platform": "Linux", "qids": [20260004001], "assetIds": ["\(try visit.id("alder"))"]
            """
        )
        let status = #"{"status": "Enabled"}"#
        let early = try await visit.patch("\(Self.path)/\(id)", status)
        #expect(early.status == 400)
        #expect(try early.error().message.contains("20260004001 (CVE-2026-4001)"))
        #expect(try await visit.get("\(Self.path)/\(id)").member("status")?.text == "Disabled")
        try await visit.write([Remedies.quenchOff])
        let answer = try await visit.patch("\(Self.path)/\(id)", status)
        #expect(try answer.status == 200 && answer.member("status")?.text == "Enabled")
        let orders = try await visit.carryOut(on: "alder")
        #expect(orders.first?.actions?.map(\.name) == ["quench-off (CVE-2026-4001)"])
    }

    @Test("each job that is to be enabled has an outcome of its own")
    func enables() async throws {
        let visit = try await Visit.withRemedies()
        let asset = "\"platform\": \"Linux\", \"assetIds\": [\"\(try visit.id("alder"))\"]"
        let good = try await visit.makeMitigation("\(asset), \"qids\": [20260004001]")
        let bad = try await visit.makeMitigation("\(asset), \"qids\": [20260009999]")
        let bare = try await visit.makeMitigation("\"type\": \"Mitigate\"")
        let none = "00000000-0000-4000-8000-000000000000"
        let answer = try await visit.post(
            "/mtg/v1/deploymentjobs/update/status/Enabled",
            "{\"ids\": [\"\(good)\", \"\(bad)\", \"\(bare)\", \"\(none)\", \"x\"]}"
        )
        #expect(
            try outcomes(answer) == [
                "m success", "m failure", "m failure", "- failure", "- failure",
            ]
        )
        let errors = try answer.rows().map { $0.value("error")?.text ?? "" }
        #expect(errors[0].isEmpty && errors[1].contains("20260009999 (CVE-2026-9999)"))
        #expect(errors[2].contains("assetIds"))
        #expect(try await visit.deployment(good).status != .disabled)
        #expect(try await visit.carryOut(on: "alder").count == 1)
        // Saying it again changes nothing, and what happens once stays enabled.
        let again = try await visit.post(
            "/mtg/v1/deploymentjobs/update/status/Enabled",
            "[\"\(good)\"]"
        )
        #expect(try outcomes(again) == ["m success"])
        #expect(try await visit.carryOut(on: "alder").isEmpty)
        let back = try await visit.post(
            "/mtg/v1/deploymentjobs/update/status/Disabled",
            "{\"ids\": [\"\(good)\"]}"
        )
        #expect(try outcomes(back) == ["m failure"])
        #expect(
            try back.rows().first?.value("error")?.text
                == "Non-recurring jobs cannot be disabled once enabled by user"
        )
    }

    @Test("a recurring job is disabled and enabled, each time with what is written then")
    func followsCatalogue() async throws {
        let visit = try await Visit.withRemedies()
        let id = try await visit.enableMitigation(
            4_001,
            more: """
                , "scheduleType": "Daily", "recurring": true, "timezoneType": "SPECIFIC_TZ", \
                "timezone": "UTC", "startDateTime": "2026-3-20 01:00:00 AM"
                """
        )
        func set(_ status: String) async throws -> [String] {
            try outcomes(
                try await visit.post(
                    "/mtg/v1/deploymentjobs/update/status/\(status)",
                    "{\"ids\": [\"\(id)\"]}"
                )
            )
        }
        var changed = Remedies.quenchOff
        changed.apply.text = "better"
        try await visit.write([changed])
        // What is at work keeps its copy until it is changed or enabled anew.
        #expect(try await visit.deployment(id).plan.actions.map(\.script.text) == ["quench-off"])
        #expect(try await set("Disabled") == ["m success"])
        #expect(try await set("Enabled") == ["m success"])
        #expect(try await visit.deployment(id).plan.actions.map(\.script.text) == ["better"])
        try await visit.forget(changed)
        let renamed = try await visit.patch("\(Self.path)/\(id)", #"{"name": "kept"}"#)
        #expect(renamed.status == 200)
        #expect(try await visit.deployment(id).plan.actions.map(\.script.text) == ["better"])
        #expect(try await set("Disabled") == ["kept success"])
        #expect(try await set("Enabled") == ["kept failure"])
    }

    @Test("jobs are deleted by object, list, query and path; patch jobs are not among them")
    func deletes() async throws {
        let visit = try await Visit.withRemedies()
        var ids: [String] = []
        for _ in 0..<4 { ids.append(try await visit.enableMitigation(4_001)) }
        let jobs = "/mtg/v1/deploymentjobs"
        let answers = [
            try await visit.delete(jobs, "{\"ids\": [\"\(ids[0])\"]}"),
            try await visit.delete(jobs, "[\"\(ids[1])\"]"),
            try await visit.delete("\(jobs)?ids=\(ids[2])"),
            try await visit.delete("\(jobs)/\(ids[3])"),
        ]
        for answer in answers { #expect(try outcomes(answer) == ["m success"]) }
        #expect(try await visit.get(jobs).rows().isEmpty)
        let patches = try await visit.post("/pm/v1/deploymentjob", #"{"name": "p"}"#)
        let other = try #require(try patches.member("id")?.text)
        #expect(try outcomes(try await visit.delete(jobs, "[\"\(other)\"]")) == ["- failure"])
        #expect(try await visit.get("/pm/v1/deploymentjob/\(other)").status == 200)
    }

    @Test("who may only look cannot make, change, enable or delete")
    func requiresPermission() async throws {
        let visit = try await Visit.withRemedies()
        let id = try await visit.makeMitigation("\"type\": \"Mitigate\"")
        try await visit.world.addUser(
            "watcher",
            permissions: [.readDevices, .readPatches, .readDeployments]
        )
        let watcher = try await Visit(visit.world, as: "watcher")
        let status = "/mtg/v1/deploymentjobs/update/status/"
        #expect(try await watcher.post(Self.path, #"{"name": "n"}"#).status == 403)
        #expect(try await watcher.patch("\(Self.path)/\(id)", #"{"name": "n"}"#).status == 403)
        #expect(try await watcher.post(status + "Enabled", "[\"\(id)\"]").status == 403)
        #expect(try await watcher.post(status + "Disabled", "[\"\(id)\"]").status == 403)
        #expect(try await watcher.delete("/mtg/v1/deploymentjobs/\(id)").status == 403)
        let shown = try await watcher.get("\(Self.path)/\(id)")
        #expect(try shown.status == 200 && shown.member("readOnly") == .boolean(true))
    }
}
