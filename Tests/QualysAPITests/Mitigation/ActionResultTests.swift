// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Testing
import Web

/// `POST /mtg/v1/deploymentjob/{id}/deploymentjobresult/actions`.
@Suite struct ActionResultTests {
    private func path(_ job: String) -> String {
        "/mtg/v1/deploymentjob/\(job)/deploymentjobresult"
    }

    /// The end of the job on an asset, as the summary tells it.
    private func end(_ visit: Visit, _ job: String) async throws -> Int64 {
        let summary = try await visit.post(path(job) + "/summary")
        let asset = try #require(try summary.member("assets")?.elements?.first, "\(summary.text)")
        return try #require(asset.value("endDateTime")?.int64, "\(summary.text)")
    }

    private func rows(
        _ visit: Visit,
        _ job: String,
        query: String? = nil
    ) async throws -> [JSONValue] {
        let asset = try visit.id("alder")
        let end = try await end(visit, job)
        return try await visit.post(
            "\(path(job))/actions?agentUUID=\(asset)&endDateTime=\(end)",
            query.map { "{\"query\": \"\($0)\"}" }
        ).rows()
    }

    /// Lets alder take its order and report as it is told; half a minute passes.
    private func report(
        _ visit: Visit,
        _ change: (inout ActionResult, Int) -> Void
    ) async throws {
        visit.world.clock.advance(by: .seconds(30))
        let now = visit.world.clock.now.milliseconds
        let machine = try visit.world.machine("alder")
        let order = try #require(try await machine.orders().first)
        var report = OrderReport(
            order: order.id,
            startedAt: now - 2_000,
            finishedAt: now,
            results: [],
            failure: nil,
            reboot: .notNeeded,
            wasResumed: false
        )
        let actions =
            (order.conduct?.before ?? []) + (order.actions ?? [])
            + (order.conduct?.after ?? [])
        report.actions = actions.enumerated().map { place, action in
            var result = ActionResult(
                action: action.id,
                outcome: .succeeded,
                exitCode: 0,
                output: "",
                startedAt: now - 2_000,
                finishedAt: now - 1_000
            )
            change(&result, place)
            return result
        }
        try await machine.send(report)
    }

    @Test("a row tells which mitigation, against what, and what came of it")
    func showsSuccess() async throws {
        let visit = try await Visit.withRemedies()
        let job = try await visit.enableMitigation(4_001)
        try await report(visit) { result, _ in
            result.verificationCode = 0
            result.output = "stopped"
        }
        let row = try #require(try await rows(visit, job).first)
        let now = visit.world.clock.now.milliseconds
        let expected = try JSONValue.parse(
            """
            {"id": "\(row.value("id")?.text ?? "")", "actionType": "Pre-action",
             "action": "Apply Mitigation", "params": {
               "actionItem": "quench-off", "hostVulnId": null, "mitigationCategory": "Service",
               "mitigationTitle": "Switch the quench off", "mitigationType": "Mitigate",
               "qid": 20260004001, "qidDetectionId": null, "qidTitle": "CVE-2026-4001",
               "timeout": 90, "qds": null},
             "actionStatus": "Succeeded", "returnCode": 0,
             "returnMessage": "it ended well\\nstopped",
             "startDateTime": \(now - 2_000), "endDateTime": \(now - 1_000)}
            """
        )
        #expect(row == expected)
        #expect(ID<Deployment>(row.value("id")?.text ?? "") != nil)
        #expect(try await rows(visit, job).first == row, "the identity is stable")
    }

    @Test("each outcome has the vendor's word and code, and the reason in words")
    func showsOutcomes() async throws {
        let visit = try await Visit.withRemedies()
        let before = #", "preDeployActions": [{"action": "Run Script", "scriptType": "sh", "#
        let more = before + #""script": "true", "actionItem": "first"}]"#
        let job = try await visit.enableMitigation(4_001, 1_002, 1_001, more: more)
        try await report(visit) { result, place in
            switch place {
            case 1:
                result.outcome = .failed
                result.verificationCode = 4
            case 2:
                result.outcome = .failed
                result.exitCode = 3
                result.output = "no"
            case 3:
                result.outcome = .skipped
                result.exitCode = nil
            default: break
            }
        }
        let rows = try await rows(visit, job)
        let words = rows.map { row in
            let params = row.value("params")
            return [
                row.value("action")?.text, params?.value("actionItem")?.text,
                params?.value("qid")?.int64.map(String.init), row.value("actionStatus")?.text,
                row.value("returnCode")?.int64.map(String.init), row.value("returnMessage")?.text,
            ].map { $0 ?? "-" }.joined(separator: "|")
        }
        #expect(
            words == [
                "Run Script|first|-|Succeeded|0|it ended well",
                "Apply Mitigation|quench-off|20260004001|Partial|1|"
                    + "the verification ended with exit status 4",
                "Apply Mitigation|guard|20260001002|Failed|1|it ended with exit status 3\nno",
                "Apply Mitigation|guard|20260001001|Failed|1|it ended with exit status 3\nno",
                "Apply Mitigation|guard-too|20260001001|Skipped|101|"
                    + "something before it failed, or its time was over",
            ]
        )
        #expect(Set(rows.compactMap { $0.value("id")?.text }).count == rows.count)
    }

    @Test(
        "a query chooses among the actions",
        arguments: [
            ("actionStatus:[Succeeded,Failed,Skipped,Partial]", 4),
            ("actionStatus:Failed", 2), ("actionStatus:[Succeeded, Partial]", 1),
            ("qid:20260001001", 2), ("not actionItem:guard", 1), ("returnCode>100", 1),
            ("params.mitigationCategory:Service", 1), ("cve:`CVE-2026-1002`", 1),
        ]
    )
    func filters(_ query: String, _ count: Int) async throws {
        let visit = try await Visit.withRemedies()
        let job = try await visit.enableMitigation(4_001, 1_002, 1_001)
        try await report(visit) { result, place in
            result.outcome = [.succeeded, .failed, .skipped][place]
            result.exitCode = [0, 1, nil][place]
        }
        #expect(try await rows(visit, job, query: query).count == count)
    }

    @Test("an asset whose time ran out has its actions skipped, with the reason")
    func showsExpired() async throws {
        let visit = try await Visit.withRemedies()
        let job = try await visit.enableMitigation(4_001)
        try await visit.tick(after: .seconds(8 * 86_400))
        // The token has ended in the meantime.
        let later = try await Visit(visit.world)
        let row = try #require(try await rows(later, job).first)
        #expect(row.value("actionStatus")?.text == "Skipped")
        #expect(row.value("returnCode")?.int64 == 101)
        #expect(row.value("startDateTime") == .null && row.value("endDateTime") == .null)
    }

    @Test("results stay what they were when the catalogue changes or forgets")
    func survivesCatalogue() async throws {
        let visit = try await Visit.withRemedies()
        let job = try await visit.enableMitigation(4_001)
        try await report(visit) { _, _ in }
        try await visit.forget(Remedies.quenchOff)
        let params = try #require(try await rows(visit, job).first?.value("params"))
        #expect(params.value("actionItem")?.text == "quench-off")
        #expect(params.value("qid")?.int64 == 20_260_004_001)
        #expect(params.value("mitigationCategory") == .null)
    }

    @Test("another time, another asset, and a job that is not over have no actions")
    func findsNothing() async throws {
        let visit = try await Visit.withRemedies()
        let job = try await visit.enableMitigation(4_001)
        let base = "\(path(job))/actions?agentUUID="
        let alder = try visit.id("alder")
        let now = visit.world.clock.now.milliseconds
        #expect(try await visit.post("\(base)\(alder)&endDateTime=\(now)").rows().isEmpty)
        try await report(visit) { _, _ in }
        let end = try await end(visit, job)
        let birch = try visit.id("birch")
        for query in [
            "\(alder)&endDateTime=\(end + 1)", "\(alder)&endDateTime=0",
            "\(alder)&endDateTime=\(Int64.max)", "\(birch)&endDateTime=\(end)",
        ] {
            #expect(try await visit.post(base + query).rows().isEmpty, "\(query)")
        }
        let upper = "\(base)\(alder.uppercased())&endDateTime=\(end)"
        #expect(try await visit.post(upper).rows().count == 1)
    }

    @Test("pages are ignored, whatever they say: all rows come")
    func ignoresPages() async throws {
        let visit = try await Visit.withRemedies()
        let job = try await visit.enableMitigation(4_001, 1_001)
        try await report(visit) { _, _ in }
        let end = try await end(visit, job)
        let asset = try visit.id("alder")
        let answer = try await visit.post(
            "\(path(job))/actions?agentUUID=\(asset)&endDateTime=\(end)&pageNumber=x&pageSize=1"
        )
        #expect(try answer.rows().count == 3)
    }

    @Test("both parameters are needed, and the job must be a mitigation")
    func refuses() async throws {
        let visit = try await Visit.withRemedies()
        let job = try await visit.enableMitigation(4_001)
        let asset = try visit.id("alder")
        let cases = [
            ("endDateTime=1", "agentUUID"), ("agentUUID=\(asset)", "endDateTime"),
            ("agentUUID=x&endDateTime=1", "agentUUID"),
            ("agentUUID=\(asset)&endDateTime=soon", "endDateTime"),
            ("agentUUID=\(asset)&endDateTime=-1", "endDateTime"),
        ]
        for (query, name) in cases {
            let answer = try await visit.post("\(path(job))/actions?\(query)")
            #expect(answer.status == 400)
            #expect(try answer.error().message.contains(name), "\(answer.text)")
        }
        let good = "agentUUID=\(asset)&endDateTime=1"
        let wrong = try await visit.post(
            "\(path(job))/actions?\(good)",
            #"{"query": "actionStatus:Perhaps"}"#
        )
        #expect(wrong.status == 400)
        #expect(try wrong.error().message.contains("parameter query"))
        let patches = try await visit.post("/pm/v1/deploymentjob", #"{"name": "p"}"#)
        let other = try #require(try patches.member("id")?.text)
        for id in [other, "nobody"] {
            #expect(try await visit.post("\(path(id))/actions?\(good)").status == 404)
        }
    }
}
