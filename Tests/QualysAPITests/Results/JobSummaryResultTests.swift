// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import HTTPTypes
import Query
import Services
import Testing
import Web

/// `/pm/v1/deploymentjob/{id}/deploymentjobresult/summary` and its sister of `/mtg`.
@Suite struct JobSummaryResultTests {
    /// A run on alder and birch, of which alder has completed its part.
    private func twoAssets() async throws -> (visit: Visit, job: Deployment) {
        let visit = try await Visit()
        let job = try await visit.order([WorldCatalogue.kernel], on: "birch", "alder")
        try await visit.carryOut(on: "alder")
        return (visit, job)
    }

    @Test("a post without a body, and without a type of one, gets the newest run whole")
    func answersBarePost() async throws {
        let (visit, job) = try await twoAssets()
        let got = try await visit.get(Visit.summary(of: job))
        let posted = try await visit.post(Visit.summary(of: job))
        #expect(got.status == 200)
        #expect(posted.text == got.text)
        #expect(try await visit.post(Visit.summary(of: job) + "/").text == got.text)
        #expect(try await visit.post(Visit.summary(of: job), "{}").text == got.text)
        let summary = try got.json()
        #expect(
            summary.keys == [
                "id", "name", "assetCount", "patchCount", "createdBy", "createdOn", "assets",
            ]
        )
        #expect(summary.value("id")?.text == job.id.description)
        #expect(summary.value("name")?.text == "Tuesday")
        #expect(summary.value("assetCount")?.int64 == 2)
        #expect(summary.value("patchCount")?.int64 == 1)
        #expect(summary.value("createdBy")?.text == "smith")
        #expect(summary.value("createdOn")?.int64 == job.createdAt.milliseconds)
    }

    @Test("a row has the members that strict clients know, and no others")
    func keepsShape() async throws {
        let (visit, job) = try await twoAssets()
        let row = try #require(try await visit.results(job).first)
        // The members of qualysdk's PMAssetJobView; `jobId` it adds itself.
        #expect(
            Set(row.keys) == [
                "asset", "successPatches", "installedPatches", "failedPatches",
                "supersededPatches", "notApplicablePatches", "executing", "pendingExecution",
                "pendingReboot", "pendingVerification", "jobInstanceId", "skipPatchCount",
                "additionalFields", "endDateTime", "startDateTime", "statusDateTime", "status",
                "statusCode", "jobSentOn", "installed", "failed", "success", "superseded",
                "notApplicable", "failedActionsCount", "successfulActionsCount",
                "skippedActionsCount", "interimResultStatus", "totalPatchCount", "runId",
                "pendingForRebootInAnotherJob", "pendingForRebootInAnotherJobName",
            ]
        )
        let asset = try #require(row.value("asset"))
        #expect(
            Set(asset.keys) == [
                "id", "name", "operatingSystem", "tags", "lastLoggedOnUser", "interfaces",
                "osIdentifier", "scanDateTime",
            ]
        )
        #expect(asset.value("id")?.text == (try visit.id("alder")))
        #expect(asset.value("name")?.text == "alder")
        #expect(asset.value("osIdentifier")?.text == "DEBIAN12")
        let tag = try #require(asset.value("tags")?.elements?.first)
        #expect(tag.value("id")?.text == (try visit.tag("smiths")))
        #expect(tag.value("name")?.text == "smiths")
        let interfaces = try #require(asset.value("interfaces")?.elements)
        #expect(!interfaces.isEmpty)
        for interface in interfaces {
            #expect(
                interface.keys == ["interfaceName", "macAddress", "address", "gatewayAddress"]
            )
            #expect(interface.value("address")?.text?.contains(":") != true)
        }
    }

    @Test("assets come by name, page by page where that is asked for")
    func pages() async throws {
        let (visit, job) = try await twoAssets()
        #expect(try await visit.names(job) == ["alder", "birch"])
        #expect(try await visit.names(job, "?pageSize=1") == ["alder"])
        #expect(try await visit.names(job, "?pageSize=1&pageNumber=1") == ["birch"])
        #expect(try await visit.names(job, "?pageNumber=0") == ["alder", "birch"])
        #expect(try await visit.names(job, "?pageNumber=7") == [])
        let whole = try await visit.get(Visit.summary(of: job) + "?pageSize=1")
        #expect(try whole.member("assetCount")?.int64 == 2)
        let beyond = try await visit.get(
            Visit.summary(of: job) + "?pageSize=1000&pageNumber=10"
        )
        #expect(beyond.status == 400)
        #expect(try beyond.error().code == "2501")
        for query in ["?pageSize=0", "?pageSize=10001", "?pageNumber=-1", "?pageNumber=x"] {
            #expect(try await visit.get(Visit.summary(of: job) + query).status == 400)
        }
    }

    @Test("a post takes query, pages and order in its body too")
    func readsBody() async throws {
        let (visit, job) = try await twoAssets()
        let path = Visit.summary(of: job)
        for (body, expected) in [
            (#"{"query": "status:Completed"}"#, ["alder"]),
            (#"{"query": "status:Pending"}"#, ["birch"]),
            (#"{"query": null, "pageSize": "1", "pageNumber": 1}"#, ["birch"]),
            (#"{"sort": "[{\"name\":\"desc\"}]"}"#, ["birch", "alder"]),
            (#"{"jobInstanceId": null, "other": {"a": []}}"#, ["alder", "birch"]),
        ] {
            let answer = try await visit.post(path, body)
            let rows = try #require(try answer.member("assets")?.elements, "\(answer.text)")
            let names = rows.compactMap { $0.value("asset")?.value("name")?.text }
            #expect(names == expected, "\(body)")
        }
        for body in ["[]", "7", #"{"query": 7}"#, #"{"jobInstanceId": "x"}"#, "{"] {
            #expect(try await visit.post(path, body).status == 400, "\(body)")
        }
    }

    @Test(
        "results are chosen by a query",
        arguments: [
            ("status:Completed", ["alder"]), ("status:[Completed,Pending]", ["alder", "birch"]),
            ("statusCode:20360", ["alder"]), ("name:birch", ["birch"]),
            ("asset.name:\"alder\"", ["alder"]), ("tags.name:annex", ["birch"]),
            ("successPatches>0", ["alder"]), ("not successPatches>0", ["birch"]),
            ("patchStatus:Success", ["alder"]), ("patchTitle:linux", ["alder", "birch"]),
            ("totalPatchCount:1 and status:`Completed`", ["alder"]),
            ("endDateTime > now-1d", ["alder"]), ("operatingSystem:Debian", ["alder", "birch"]),
            ("status:Completed or status:Pending", ["alder", "birch"]), ("failedPatches>0", []),
        ]
    )
    func filters(query: String, names: [String]) async throws {
        let (visit, job) = try await twoAssets()
        let escaped = Visit.escaped(query)
        #expect(try await visit.names(job, "?query=\(escaped)") == names)
    }

    @Test("a query or an order that cannot be read is refused with its place")
    func refusesQueries() async throws {
        let (visit, job) = try await twoAssets()
        let path = Visit.summary(of: job)
        for (parameter, value) in [
            ("query", "colour:red"), ("query", "status:"), ("query", "statusCode:many"),
            ("sort", "name"), ("sort", #"[{"colour":"asc"}]"#), ("sort", #"[{"name":"up"}]"#),
        ] {
            let answer = try await visit.get("\(path)?\(parameter)=\(Visit.escaped(value))")
            #expect(answer.status == 400)
            #expect(try answer.error().message.contains("parameter \(parameter)"), "\(value)")
        }
    }

    @Test("a run is named by its number, the newest one otherwise")
    func choosesRun() async throws {
        let visit = try await Visit()
        let job = try await visit.order([WorldCatalogue.hammer], on: "alder")
        let first = try #require(try await visit.result(job).value("jobInstanceId")?.int64)
        try await visit.carryOut(on: "alder", .failure("no"))
        visit.world.clock.advance(by: .seconds(60))
        let run = try await visit.world.services.deployments.run(
            job.id,
            reason: "again",
            by: World.owner
        )
        let newest = try await visit.result(job)
        #expect(newest.value("jobInstanceId")?.int64 == run.number)
        #expect(newest.value("runId")?.int64 == run.number)
        #expect(newest.value("status")?.text == "Pending")
        let former = try await visit.results(job, "?jobInstanceId=\(first)")
        #expect(former.map { $0.value("status")?.text } == ["Job Failed"])
        let unknown = try await visit.get(Visit.summary(of: job) + "?jobInstanceId=999")
        #expect(unknown.status == 404)
        #expect(try await visit.get(Visit.summary(of: job) + "?jobInstanceId=0").status == 400)
    }

    @Test("a job that has not run yet has no assets")
    func answersBeforeRun() async throws {
        let visit = try await Visit()
        let row = try await visit.makeJob(
            "later",
            try visit.assets("alder"),
            Visit.patches(WorldCatalogue.hammer, WorldCatalogue.kernel)
        )
        let path = "/pm/v1/deploymentjob/\(try Visit.id(row))/deploymentjobresult/summary"
        let summary = try await visit.post(path).json()
        #expect(summary.value("assets")?.elements == [])
        #expect(summary.value("assetCount")?.int64 == 0)
        #expect(summary.value("patchCount")?.int64 == 2)
        #expect(summary.value("createdBy")?.text == "admin")
    }

    @Test("a job of the other application, an unknown one and no identity at all are not found")
    func refusesOthers() async throws {
        let (visit, job) = try await twoAssets()
        let end = "deploymentjobresult/summary"
        for path in [
            Visit.summary(of: job, "mtg"), "/pm/v1/deploymentjob/\(Visit.unknown)/\(end)",
            "/pm/v1/deploymentjob/nonsense/\(end)", "/mtg/v1/deploymentjob/\(Visit.unknown)/\(end)",
        ] {
            for method in [HTTPRequest.Method.get, .post] {
                let answer = try await visit.send(method, path)
                #expect(answer.status == 404, "\(path)")
                #expect(try answer.error().code == "1404")
            }
        }
        let scan = try #require(
            try await visit.world.services.deployments.scan(.everything, by: World.owner)
        )
        #expect(try await visit.get(Visit.summary(of: scan)).status == 404)
    }

    @Test("who is of another place, or may not see deployments, gets nothing")
    func guards() async throws {
        let (visit, job) = try await twoAssets()
        try await visit.world.addUser("visitor", at: "Workshop")
        try await visit.world.addUser("reader", permissions: [.readDevices, .readPatches])
        let visitor = try await Visit(visit.world, as: "visitor")
        #expect(try await visitor.get(Visit.summary(of: job)).status == 404)
        let reader = try await Visit(visit.world, as: "reader")
        #expect(try await reader.get(Visit.summary(of: job)).status == 403)
    }

    @Test("a mitigation job counts its actions, and ends in the vendor's words")
    func tellsMitigations() async throws {
        for (outcome, status, member) in [
            (.success, "Completed", "successfulActionsCount"),
            (.failure("no"), "Completed with Failure", "failedActionsCount"),
        ] as [(WorkOutcome, String, String)] {
            let visit = try await Visit.withRemedies()
            let job = try await visit.enableMitigation(4_001)
            let path = "/mtg/v1/deploymentjob/\(job)/deploymentjobresult/summary"
            let rows = { try await visit.post(path).member("assets")?.elements ?? [] }
            let before = try #require(try await rows().first)
            #expect(before.value("status")?.text == "Pending")
            #expect(before.counts == ["pendingExecution": 1])
            #expect(before.value("successfulActionsCount") == .null)
            try await visit.carryOut(on: "alder", outcome)
            let row = try #require(try await rows().first)
            #expect(row.value("status")?.text == status)
            #expect(row.counts == [:])
            #expect(row.value("totalPatchCount")?.int64 == 0)
            for name in [
                "successfulActionsCount", "failedActionsCount", "skippedActionsCount",
            ] {
                #expect(row.value(name)?.int64 == (name == member ? 1 : 0), "\(name)")
            }
            let asked = try await visit.post(path, #"{"query": "actionStatus:Failed"}"#)
            let count = try asked.member("assets")?.elements?.count
            #expect(count == (member == "failedActionsCount" ? 1 : 0))
        }
    }
}

extension Visit {
    /// An identity that nothing has.
    static let unknown = "9bf5e773-177e-467c-a79a-1c345546be32"
}
