// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Services
import Testing
import Web

/// What stands in the reports on runs of jobs.
@Suite struct JobReportTests {
    @Test("a job's report has a row for each asset and patch")
    func listsRun() async throws {
        let visit = try await Visit()
        let job = try await visit.order(
            [WorldCatalogue.hammer, WorldCatalogue.kernel],
            on: "alder",
            "birch"
        )
        let words = "E: \"it\" broke,\r\ntwice"
        try await visit.carryOut(on: "alder", .failure(words))
        let table = try await visit.table("jobprogress/\(job.id)")
        #expect(try table.column("Asset Name") == ["alder", "alder", "birch"])
        let statuses = ["Job Failed", "Job Failed", "Pending"]
        #expect(try table.column("Job Status") == statuses)
        let patches = ["Failed", "Failed", "Pending Execution"]
        #expect(try table.column("Patch Status") == patches)
        #expect(try table.column("Return Code") == ["100", "100", ""])
        #expect(try table.column("Return Message") == [words, words, ""])
        #expect(Set(try table.column("Job ID")) == [job.id.description])
        let titles = try table.column("Patch Title")
        #expect(Set(titles.prefix(2)).count == 2)
        let ended = visit.world.clock.now.isoText
        #expect(try table.column("End") == [ended, ended, ""])
    }

    @Test("the address that a client misspells means the same")
    func hasAlias() async throws {
        let visit = try await Visit()
        let job = try await visit.order([WorldCatalogue.hammer], on: "alder")
        let report = try await visit.askForReport(
            "deplymentjobprogress/\(job.id)",
            #"{"reportFormat": "CSV", "name": "progress"}"#
        )
        #expect(report.value("name")?.text == "progress")
        #expect(report.value("reportType")?.text == "JobProgress")
        #expect(report.value("deploymentJobId")?.text == job.id.description)
        try await visit.writeReports()
        #expect(try await visit.download(report).status == 200)
    }

    @Test("rows are chosen by the query, the platform, the columns and the run")
    func chooses() async throws {
        let visit = try await Visit()
        let job = try await visit.order([WorldCatalogue.kernel], on: "alder", "birch")
        try await visit.carryOut(on: "alder")
        let columns = #""columnsToDisplay": {"jobProgress": ["assetName", "patchStatus"]}"#
        let done = try await visit.table(
            "jobprogress/\(job.id)",
            "{\"query\": \"status:Completed\", \(columns)}"
        )
        #expect(done.head == ["Asset Name", "Patch Status"])
        #expect(done.rows == [["alder", "Success"]])
        let windows = try await visit.table("jobprogress/\(job.id)?platform=Windows")
        #expect(windows.rows == [])
        let first = try #require(
            try await visit.results(job).first?.value("jobInstanceId")?.int64
        )
        visit.world.clock.advance(by: .seconds(60))
        _ = try await visit.world.services.deployments.run(
            job.id,
            reason: "again",
            by: World.owner
        )
        let newest = try await visit.table("jobprogress/\(job.id)")
        let names = try newest.column("Asset Name")
        #expect(names == ["birch"])
        let former = try await visit.table(
            "jobprogress/\(job.id)",
            "{\"jobInstanceId\": \(first), \(columns)}"
        )
        #expect(former.rows.count == 2)
        let unknown = try await visit.post(
            "/pm/v1/report/jobprogress/\(job.id)?jobInstanceId=999"
        )
        #expect(unknown.status == 404)
    }

    @Test("a mitigation job's report has a row for each asset, mitigation and vulnerability")
    func listsMitigations() async throws {
        let visit = try await Visit.withRemedies()
        let job = try await visit.enableMitigation(1_001, 1_002)
        let path = "mitigationjobprogress/\(job)"
        let waiting = try await visit.table(path)
        #expect(
            waiting.head == [
                "Asset ID", "Asset Name", "Job Status", "Operating System", "QID",
                "Action Status", "Return Code", "Return Message", "Mitigation Status", "CVE IDs",
                "Mitigation Title", "Mitigation Type", "Impact Factor", "Mitigation Return Code",
                "Mitigation Reason",
            ]
        )
        #expect(Set(try waiting.column("Action Status")) == [""])
        #expect(Set(try waiting.column("Return Code")) == [""])
        try await visit.carryOut(on: "alder")
        let table = try await visit.table(path)
        let titles = ["guard", "guard", "guard-too"]
        #expect(try table.column("Mitigation Title").sorted() == titles)
        let qids = try table.column("QID").sorted()
        #expect(qids == [1_001, 1_001, 1_002].map { "\(Remedies.qid($0))" })
        #expect(Set(try table.column("Action Status")) == ["Succeeded"])
        #expect(Set(try table.column("Return Code")) == ["0"])
        #expect(Set(try table.column("Mitigation Status")) == ["Succeeded"])
        #expect(Set(try table.column("Mitigation Type")) == ["Fix", "Mitigate"])
        let whole = "\(Remedies.cve(1_001)), \(Remedies.cve(1_002))"
        #expect(try table.column("CVE IDs").contains(whole))
    }

    @Test("the columns of the vendor's sample are understood")
    func takesSample() async throws {
        let visit = try await Visit.withRemedies()
        let job = try await visit.enableMitigation(4_001)
        try await visit.carryOut(on: "alder", .failure("it stays"))
        let table = try await visit.table(
            "mitigationjobprogress/\(job)",
            """
            {"name": "Mitigation Job Progress Report", "description": "a sample", "query": "",
            "columnsToDisplay": {"mitigationJobProgress": ["assetId", "assetName", "jobStatus",
            "operatingSystem", "qid", "actionStatus", "returnCode", "returnMessage",
            "mitigationStatus", "cveIds", "mitigationTitle", "mitigationType", "impactFactor",
            "mitigationReturnCode", "mitigationReason"]}}
            """
        )
        let row = try table.row(try visit.id("alder"))
        #expect(row["Job Status"] == "Completed with Failure")
        #expect(row["Action Status"] == "Failed")
        #expect(row["Return Code"] == "1")
        #expect(row["Return Message"]?.contains("it stays") == true)
        #expect(row["Mitigation Title"] == "Switch the quench off")
        #expect(row["Impact Factor"] == "Steel stays hot.")
        #expect(row["Mitigation Return Code"] == "1")
    }

    @Test("a job of the other application, an unknown one and no identity are not found")
    func refusesOthers() async throws {
        let visit = try await Visit()
        let job = try await visit.order([WorldCatalogue.hammer], on: "alder")
        for path in [
            "mitigationjobprogress/\(job.id)", "jobprogress/\(Visit.unknown)",
            "jobprogress/nonsense", "mitigationjobprogress/\(Visit.unknown)",
        ] {
            let answer = try await visit.post("/pm/v1/report/\(path)")
            #expect(answer.status == 404, "\(path)")
            #expect(try answer.error().code == "1404")
        }
    }

    @Test("a job that is removed before its report is written makes it fail, with the reason")
    func failsWithoutJob() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob(
            "later",
            try visit.assets("alder"),
            Visit.patches(WorldCatalogue.hammer)
        )
        let report = try await visit.askForReport("jobprogress/\(try Visit.id(job))")
        let deleted = try await visit.delete(
            "/pm/v1/deploymentjobs",
            "{\"ids\": [\"\(try Visit.id(job))\"]}"
        )
        #expect(deleted.status == 200, "\(deleted.text)")
        try await visit.writeReports()
        let failed = try await visit.shown(report)
        #expect(failed.value("status")?.text == "Failed")
        #expect(failed.value("statusMessage")?.text?.contains("deployment.not_found") == true)
        #expect(failed.value("size") == .null)
        let answer = try await visit.download(report)
        #expect(answer.status == 409)
        #expect(try answer.error().message.contains("deployment.not_found"))
    }
}
