// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Services
import Testing
import Web

/// `/pm/v1/report/…` and `/pm/v1/reports`.
@Suite struct ReportEndpointTests {
    @Test("a report is asked for, written, shown, downloaded and removed")
    func lives() async throws {
        let visit = try await Visit()
        let report = try await visit.askForReport(
            "patch",
            """
            {"name": "März «1»", "description": "why", "query": "isSecurity:true",
            "platform": "Linux", "columnsToDisplay": {"patch": ["id", "title"]}}
            """
        )
        let asked = visit.world.clock.now.milliseconds
        #expect(
            report.keys == [
                "id", "name", "description", "reportType", "reportFormat", "status",
                "statusMessage", "platform", "deploymentJobId", "jobInstanceId", "query",
                "havingQuery", "columnsToDisplay", "createdBy", "createdDate", "startedDate",
                "completedDate", "expiryDate", "rowCount", "size",
            ]
        )
        for (member, text) in [
            ("name", "März «1»"), ("description", "why"), ("reportType", "Patch"),
            ("reportFormat", "CSV"), ("status", "Queued"), ("platform", "Linux"),
            ("query", "isSecurity:true"), ("createdBy", "admin"),
        ] {
            #expect(report.value(member)?.text == text, "\(member)")
        }
        let columns = try #require(report.value("columnsToDisplay"))
        #expect(columns.texts("patch") == ["id", "title"])
        #expect(report.number("createdDate") == asked)
        #expect(report.number("expiryDate") == asked + 7 * 86_400_000)
        for member in ["statusMessage", "startedDate", "completedDate", "rowCount", "size"] {
            #expect(report.value(member) == .null, "\(member)")
        }
        #expect(try await visit.shown(report) == report)
        let early = try await visit.download(report)
        #expect(early.status == 409)
        #expect(try early.error().code == "1409")

        try await visit.writeReports()
        let done = try await visit.shown(report)
        #expect(done.value("status")?.text == "Completed")
        #expect(done.number("completedDate") == asked)
        let file = try await visit.download(report)
        #expect(file.status == 200)
        #expect(file.header("content-type") == "text/csv; charset=utf-8")
        #expect(
            file.header("content-disposition") == "attachment; filename=\"M_rz_1.csv\""
        )
        #expect(done.number("size") == Int64(file.text.utf8.count))
        #expect(done.number("rowCount") == Int64(try Table(file.text).rows.count))

        let path = "/pm/v1/reports/\(try Visit.id(report))"
        let removed = try await visit.delete(path)
        #expect(removed.status == 204)
        #expect(removed.text == "")
        for path in [path, path + "/download"] {
            #expect(try await visit.get(path).status == 404)
        }
        #expect(try await visit.delete(path).status == 404)
    }

    @Test("reports are listed newest first, page by page")
    func lists() async throws {
        let visit = try await Visit()
        #expect(try await visit.get("/pm/v1/reports").rows() == [])
        for number in 1...12 {
            _ = try await visit.askForReport("asset", #"{"name": "n\#(number)"}"#)
        }
        let names = { (query: String) in
            try await visit.get("/pm/v1/reports\(query)").column("name")
        }
        #expect(try await names("") == (3...12).reversed().map { "n\($0)" })
        #expect(try await names("?pageSize=2&pageNumber=1") == ["n10", "n9"])
        #expect(try await names("?pageSize=50&pageNumber=1") == [])
        let beyond = try await visit.get("/pm/v1/reports?pageSize=10000&pageNumber=1")
        #expect(beyond.status == 400)
        #expect(try beyond.error().code == "2501")
    }

    @Test(
        "the columns of each section are listed, those of a platform alone",
        arguments: ["Asset", "Patch", "JobProgress", "MitigationJobProgress", "jobprogress"]
    )
    func listsColumns(section: String) async throws {
        let visit = try await Visit()
        let path = "/pm/v1/report/columns?reportSection=\(section)"
        let all = try await visit.get(path).rows()
        #expect(all.count >= 15)
        let names = all.compactMap { $0.value("name")?.text }
        let titles = all.compactMap { $0.value("displayName")?.text }
        #expect(Set(names).count == all.count)
        #expect(Set(titles).count == all.count)
        let linux = try await visit.get(path + "&platform=Linux").column("name")
        let windows = try await visit.get(path + "&platform=Windows").column("name")
        #expect(Set(linux).union(windows) == Set(names))
        let hasArticles = section == "Patch" || section.lowercased() == "jobprogress"
        #expect(windows.contains("kb") == hasArticles)
        #expect(!linux.contains("kb"))
    }

    @Test("columns of no section, or of an unknown one, are refused")
    func refusesSections() async throws {
        let visit = try await Visit()
        for query in ["", "?reportSection=", "?reportSection=Everything"] {
            let answer = try await visit.get("/pm/v1/report/columns\(query)")
            #expect(answer.status == 400)
            #expect(try answer.error().message.contains("reportSection"))
        }
    }

    @Test(
        "a request that cannot be met is refused with the member that is wrong",
        arguments: [
            (
                #"{"columnsToDisplay": {"patch": ["title", "colour"]}}"#,
                ".patch[1]: no column \"colour\""
            ),
            (#"{"columnsToDisplay": {"asset": ["name"]}}"#, ".asset: no section"),
            (#"{"columnsToDisplay": {"patch": "title"}}"#, ".patch: must be a list"),
            (#"{"columnsToDisplay": {"patch": [7]}}"#, ".patch[0]: must be text"),
            (#"{"columnsToDisplay": ["title"]}"#, "columnsToDisplay: must be an object"),
            (#"{"columnsToDisplay": true}"#, "columnsToDisplay: must be an object"),
            (#"{"query": "colour:red"}"#, "parameter query"),
            (#"{"query": 7}"#, "parameter query"),
            (#"{"havingQuery": "name:("}"#, "parameter havingQuery"),
            (#"{"reportFormat": "PDF"}"#, "parameter reportFormat"),
            (#"{"platform": "Amiga"}"#, "parameter platform"),
            (#"{"name": {"a": 1}}"#, "parameter name"),
            (#"{"name": "a\u0000b"}"#, "parameter name"),
            (#"{"name": "a\nb"}"#, "name: must have"),
            (#"{"description": [] }"#, "parameter description"),
            ("[]", "body: must be a JSON object"), ("7", "body: must be a JSON object"),
            ("{", "body: "),
        ]
    )
    func refuses(body: String, message: String) async throws {
        let visit = try await Visit()
        let answer = try await visit.post("/pm/v1/report/patch", body)
        #expect(answer.status == 400, "\(answer.text)")
        #expect(try answer.error().message.contains(message), "\(answer.text)")
        #expect(try await visit.get("/pm/v1/reports").rows() == [])
    }

    @Test("no identity and an unknown one are not found; other methods are not allowed")
    func refusesAddresses() async throws {
        let visit = try await Visit()
        for id in ["nonsense", Visit.unknown, "7"] {
            for path in ["/pm/v1/reports/\(id)", "/pm/v1/reports/\(id)/download"] {
                #expect(try await visit.get(path).status == 404, "\(path)")
            }
            #expect(try await visit.delete("/pm/v1/reports/\(id)").status == 404)
        }
        #expect(try await visit.get("/pm/v1/report/patch").status == 405)
        #expect(try await visit.post("/pm/v1/reports").status == 405)
        #expect(try await visit.post("/pm/v1/report/everything").status == 404)
        #expect(try await visit.get("/pm/v1/reports/").status == 200)
    }

    @Test("other tenants do not see a report, and permissions count")
    func guards() async throws {
        let visit = try await Visit()
        let report = try await visit.askForReport("asset")
        try await visit.writeReports()
        let path = "/pm/v1/reports/\(try Visit.id(report))"
        try await visit.world.addUser("visitor", at: "Workshop")
        let visitor = try await Visit(visit.world, as: "visitor")
        #expect(try await visitor.get("/pm/v1/reports").rows() == [])
        #expect(try await visitor.get(path).status == 404)
        #expect(try await visitor.get(path + "/download").status == 404)
        #expect(try await visitor.delete(path).status == 404)

        try await visit.world.addUser("reader", permissions: [.readPatches, .readDevices])
        let reader = try await Visit(visit.world, as: "reader")
        #expect(try await reader.get(path + "/download").status == 200)
        #expect(try await reader.delete(path).status == 403)
        let job = try await visit.order([WorldCatalogue.hammer], on: "alder")
        let progress = try await visit.askForReport("jobprogress/\(job.id)")
        #expect(try await reader.get("/pm/v1/reports").rows().count == 1)
        #expect(try await reader.get("/pm/v1/reports/\(try Visit.id(progress))").status == 403)
        #expect(try await reader.post("/pm/v1/report/jobprogress/\(job.id)").status == 403)
        try await visit.world.addUser("nobody", permissions: [])
        let nobody = try await Visit(visit.world, as: "nobody")
        #expect(try await nobody.get("/pm/v1/reports").status == 403)
        #expect(try await nobody.post("/pm/v1/report/patch").status == 403)
    }

    @Test("a report is removed by its maker, and expires after a week")
    func expires() async throws {
        let visit = try await Visit()
        let report = try await visit.askForReport("asset")
        try await visit.writeReports()
        visit.world.clock.advance(by: .seconds(7 * 86_400))
        #expect(try await visit.world.services.reports.deleteExpired() == 1)
        // The first token is too old by now.
        let later = try await Visit(visit.world)
        #expect(try await later.get("/pm/v1/reports/\(try Visit.id(report))").status == 404)
    }
}
