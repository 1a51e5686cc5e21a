// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Testing
import Web

/// `POST /mtg/v1/deploymentjob`, `GET` and the lists.
@Suite struct MitigationJobTests {
    private static let path = "/mtg/v1/deploymentjob"

    @Test("a job of a name and a schedule is made disabled, with everything in the answer")
    func createsBare() async throws {
        let visit = try await Visit()
        let body = #"{"name": "plan", "scheduleType": "On-demand", "type": "Mitigate"}"#
        let answer = try await visit.post(Self.path, body)
        #expect(answer.status == 201)
        let job = try answer.json()
        #expect(job.value("status")?.text == "Disabled")
        #expect(job.value("type")?.text == "Mitigate")
        #expect(job.value("subCategory")?.text == "Mitigation")
        #expect(job.value("startDateTime") == .null)
        #expect(job.value("mitigationActionCount")?.int64 == 0)
        #expect(job.value("createdBy")?.value("user")?.value("name")?.text == "admin")
        #expect(job.value("updatedBy")?.value("user") == .null)
        let id = try #require(job.value("id")?.text)
        let shown = try await visit.get("\(Self.path)/\(id)")
        #expect(try shown.status == 200 && shown.json() == job)
        #expect(try await visit.get("/pm/v1/deploymentjob/\(id)").status == 404)
    }

    @Test("the second version of the call means the same")
    func createsByAlias() async throws {
        let visit = try await Visit()
        let answer = try await visit.post("/mtg/v2/deploymentjob", #"{"name": "two"}"#)
        #expect(answer.status == 201)
        #expect(try await visit.get("/mtg/v1/deploymentjobs").column("name") == ["two"])
    }

    @Test("an enabled job runs the mitigations of its vulnerabilities, in their order, each once")
    func plansMitigations() async throws {
        let visit = try await Visit.withRemedies()
        let id = try await visit.enableMitigation(4_001, 1_002, 1_001)
        let deployment = try await visit.deployment(id)
        #expect(deployment.kind == .mitigate)
        #expect(
            deployment.plan.actions.map(\.name) == [
                "quench-off (CVE-2026-4001)", "guard (CVE-2026-1002, CVE-2026-1001)",
                "guard-too (CVE-2026-1001)",
            ]
        )
        let job = try await visit.get("\(Self.path)/\(id)").json()
        #expect(job.value("status")?.text == "Enabled")
        let qids = job.value("qids")?.elements?.compactMap(\.int64)
        #expect(qids == [4_001, 1_002, 1_001].map(Remedies.qid))
        #expect(job.value("mitigationActionCount")?.int64 == 3)
        let orders = try await visit.carryOut(on: "alder")
        #expect(orders.map(\.kind) == [.script])
        #expect(orders.first?.actions?.map(\.script.text) == ["quench-off", "guard", "guard-too"])
        #expect(orders.first?.actions?.first?.verification?.text == "v")
        let after = try await visit.get("\(Self.path)/\(id)").json()
        #expect(after.value("completionPercent")?.int64 == 100)
    }

    @Test("machines of another platform are passed over, whoever names them")
    func keepsToPlatform() async throws {
        let visit = try await Visit.withRemedies()
        _ = try await visit.makeMitigation(
            """
            "status": "Enabled", "platform": "Windows", "qids": [20260006001], \
            "assetIds": ["\(try visit.id("alder"))", "\(try visit.id("holly"))"]
            """
        )
        #expect(try await visit.carryOut(on: "alder").isEmpty)
        #expect(try await visit.carryOut(on: "holly").map(\.kind) == [.script])
    }

    @Test("without a platform a job means the only one that has mitigations for all of it")
    func findsPlatform() async throws {
        let visit = try await Visit.withRemedies()
        let asset = "\"assetIds\": [\"\(try visit.id("holly"))\"], \"status\": \"Enabled\""
        let id = try await visit.makeMitigation("\(asset), \"qids\": [20260006001, 20260001003]")
        #expect(try await visit.deployment(id).plan.targets.platform == "Windows")
        let both = try await visit.post(
            Self.path,
            "{\"name\": \"b\", \(asset), \"qids\": [20260001003]}"
        )
        #expect(both.status == 400)
        #expect(
            try both.error().message.contains(
                "body platform: must be given: there are mitigations for Linux and Windows"
            )
        )
    }

    @Test("a restart is ordered where a mitigation needs one and the job allows it")
    func restarts() async throws {
        let visit = try await Visit.withRemedies()
        func mode(_ serial: Int, _ more: String = "") async throws -> RebootConduct.Mode {
            let id = try await visit.enableMitigation(serial, more: more)
            return try await visit.deployment(id).plan.policy.reboot.mode
        }
        #expect(try await mode(1_002) == .always)
        #expect(try await mode(4_001) == .ifNeeded)
        let quiet = #", "postDeployment": {"suppressReboots": true}"#
        #expect(try await mode(1_002, quiet) == .never)
    }

    @Test(
        "what an enabled job lacks is refused with its member; nothing is made",
        arguments: [
            (
                #""platform": "Linux", "qids": [20260004001, 20260009999, 77], "assetIds": ["A"]"#,
                "body qids: there is no mitigation for Linux of 20260009999 (CVE-2026-9999), 77"
            ),
            (#""qids": [20260009999], "assetIds": ["A"]"#, "body qids: there is no mitigation of "),
            (#""assetIds": ["A"]"#, "body qids: an enabled mitigation needs some"),
            (#""qids": [20260004001]"#, "body assetIds: an enabled job needs assets or asset tags"),
        ]
    )
    func refusesIncomplete(_ members: String, _ message: String) async throws {
        let visit = try await Visit.withRemedies()
        let named = members.replacing("\"A\"", with: "\"\(try visit.id("alder"))\"")
        let body = "{\"name\": \"x\", \"status\": \"Enabled\", \(named)}"
        let answer = try await visit.post(Self.path, body)
        #expect(answer.status == 400)
        #expect(try answer.error().message.contains(message), "\(answer.text)")
        #expect(try await visit.get("/mtg/v1/deploymentjobs").rows().isEmpty)
    }

    @Test("a disabled job keeps vulnerabilities without a mitigation, and would fail by itself")
    func keepsIncomplete() async throws {
        let visit = try await Visit.withRemedies()
        let id = try await visit.makeMitigation(
            #""platform": "Linux", "qids": [20260004001, 20260009999]"#
        )
        let job = try await visit.get("\(Self.path)/\(id)").json()
        #expect(
            job.value("qids")?.elements?.compactMap(\.int64) == [4_001, 9_999].map(Remedies.qid)
        )
        #expect(job.value("mitigationActionCount")?.int64 == 1)
        let last = try #require(try await visit.deployment(id).plan.actions.last)
        #expect(last.name == "no mitigation (CVE-2026-9999)")
        #expect(last.script.text.hasSuffix("exit 1\n"))
    }

    @Test("lists take the parameters of other jobs, and ignore type")
    func lists() async throws {
        let visit = try await Visit.withRemedies()
        let first = try await visit.enableMitigation(4_001)
        visit.world.clock.advance(by: .seconds(1))
        let second = try await visit.makeMitigation(
            #""platform": "Windows", "qids": [20260006001]"#
        )
        func ids(_ query: String) async throws -> [String] {
            try await visit.get("/mtg/v1/deploymentjobs" + query).column("id")
        }
        #expect(try await ids("") == [second, first])
        #expect(try await ids("/") == [second, first])
        #expect(try await ids("?type=Mitigate&groupBy=x") == [second, first])
        #expect(try await ids("?platform=Windows") == [second])
        #expect(try await ids("?ownedJob=true") == [second, first])
        #expect(try await ids("?coauthorJob=True").isEmpty)
        #expect(try await ids("?filter=status:Enabled") == [first])
        #expect(try await ids("?query=qid:20260006001") == [second])
        #expect(try await ids("?pageNumber=1&pageSize=1") == [first])
        #expect(try await ids("?pageNumber=5").isEmpty)
        let order = #"[{"createdDate":"asc"}]"#.percentEncoded
        #expect(try await ids("?sort=\(order)") == [first, second])
        let keys = ["name", "qids", "mitigationActionCount"]
        let rows = try await visit.get(
            "/mtg/v1/deploymentjobs?attributes=\(keys.joined(separator: ","))"
        ).rows()
        #expect(rows.map(\.keys) == [keys, keys])
        #expect(try await visit.get("/pm/v1/deploymentjobs").rows().isEmpty)
    }

    @Test("a job of another place, or of none, is not there")
    func hidesOthers() async throws {
        let visit = try await Visit.withRemedies()
        let id = try await visit.enableMitigation(4_001)
        try await visit.world.addUser("striker", at: "Workshop")
        let striker = try await Visit(visit.world, as: "striker")
        for path in ["\(Self.path)/\(id)", "\(Self.path)/00000000-0000-4000-8000-000000000000"] {
            #expect(try await striker.get(path).status == 404)
            #expect(try await striker.patch(path, "{}").status == 404)
        }
        #expect(try await visit.get("\(Self.path)/nobody").status == 404)
        #expect(try await striker.get("/mtg/v1/deploymentjobs").rows().isEmpty)
    }
}

extension String {
    /// The text as a part of a query.
    fileprivate var percentEncoded: String {
        utf8.map { byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
            return isPlain
                ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
