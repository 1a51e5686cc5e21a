// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Testing
import Web

/// What stands in the reports on patches and assets.
@Suite struct ReportTableTests {
    private func body(_ members: String...) -> String { "{\(members.joined(separator: ", "))}" }

    @Test("a report on patches has the rows of the list, and its values")
    func listsPatches() async throws {
        let visit = try await Visit()
        let table = try await visit.table("patch")
        let windows = try await visit.get("/pm/v1/patches?pageSize=100").rows()
        let linux = try await visit.get("/pm/v1/patches?pageSize=100&platform=Linux").rows()
        #expect(!windows.isEmpty && !linux.isEmpty)
        let ids = try table.column("Patch ID")
        #expect(Set(ids) == Set((windows + linux).compactMap { $0.value("id")?.text }))
        #expect(ids.count == windows.count + linux.count)
        for row in windows + linux {
            let line = try table.row(try Visit.id(row))
            #expect(line["Title"] == row.value("title")?.text)
            #expect(line["KB"] == row.value("kb")?.text ?? "")
            #expect(line["Vendor Severity"] == row.value("vendorSeverity")?.text)
            #expect(line["Missing Count"] == row.number("missingCount").map { "\($0)" })
            #expect(line["Installed Count"] == row.number("installedCount").map { "\($0)" })
            #expect(line["CVE"] == row.texts("cve")?.joined(separator: ", "))
            #expect(line["QID"] == row.texts("qid")?.joined(separator: ", "))
            let superseded = row.value("isSuperseded")?.flag.map { "\($0)" } ?? ""
            #expect(line["Superseded"] == superseded)
        }
        let hammer = try table.row(Visit.id(WorldCatalogue.hammer))
        #expect(hammer["Advisory"] == "DSA-7001-1")
        #expect(hammer["Bulletin"] == "")
        #expect(hammer["CVE"] == "CVE-2026-1001, CVE-2026-1002")
        let issued = SteppingClock.start + .seconds(-5 * 86_400)
        #expect(hammer["Published"] == issued.isoText)
    }

    @Test("a platform has the rows and the columns of that platform")
    func choosesPlatform() async throws {
        let visit = try await Visit()
        let linux = try await visit.table("patch", body(#""platform": "linux""#))
        #expect(Set(try linux.column("Platform")) == ["Linux"])
        #expect(!linux.head.contains("KB") && linux.head.contains("Advisory"))
        let windows = try await visit.table("patch?platform=Windows")
        #expect(Set(try windows.column("Platform")) == ["Windows"])
        #expect(windows.head.contains("KB") && !windows.head.contains("Advisory"))
        let assets = try await visit.table("asset", body(#""platform": "Windows""#))
        #expect(try assets.column("Name") == ["fir", "holly"])
    }

    @Test("columns are those that were asked for, in that order, each once")
    func choosesColumns() async throws {
        let visit = try await Visit()
        let table = try await visit.table(
            "patch",
            body(
                #""query": "title:hammer""#,
                #""columnsToDisplay": {"PATCH": ["title", "vendorseverity", "kb", "title"]}"#
            )
        )
        #expect(table.head == ["Title", "Vendor Severity", "KB"])
        #expect(table.rows == [["hammer - security update", "Important", ""]])
    }

    @Test(
        "nothing, nulls and empty lists are all columns",
        arguments: [
            nil, "{}", #"{"columnsToDisplay": null, "name": null, "query": null}"#,
            #"{"columnsToDisplay": {}}"#, #"{"columnsToDisplay": {"asset": null}}"#,
            #"{"columnsToDisplay": {"asset": []}}"#, #"{"query": "", "description": ""}"#,
            #"{"reportFormat": "csv", "platform": null, "something": [1]}"#,
        ]
    )
    func hasAllColumns(body: String?) async throws {
        let visit = try await Visit()
        let report = try await visit.askForReport("asset", body)
        #expect(report.value("name")?.text == "Asset Report")
        #expect(report.value("columnsToDisplay") == .null)
        try await visit.writeReports()
        let table = try Table(try await visit.download(report).text)
        let columns = try await visit.get("/pm/v1/report/columns?reportSection=Asset")
        #expect(table.head == (try columns.column("displayName")))
        #expect(table.rows.count == 6)
    }

    @Test("a report on assets has the rows of the list, and its values")
    func listsAssets() async throws {
        let visit = try await Visit()
        let table = try await visit.table("asset")
        let rows = try await visit.get("/pm/v1/assets?pageSize=100").rows()
        #expect(
            try table.column("Name")
                == ["alder", "birch", "cedar", "dogwood", "fir", "holly"]
        )
        for row in rows {
            let line = try table.row(try Visit.id(row))
            for (title, member) in [
                ("Name", "name"), ("Operating System", "operatingSystem"),
                ("OS Identifier", "osIdentifier"), ("Platform", "platform"),
                ("Asset Status", "assetStatus"), ("Agent Version", "agentVersion"),
            ] {
                #expect(line[title] == row.value(member)?.text ?? "", "\(title)")
            }
            for (title, member) in [
                ("Missing Patches", "missingCount"), ("Installed Patches", "installedCount"),
                ("Status Code", "statusCode"),
            ] {
                #expect(line[title] == row.number(member).map { "\($0)" } ?? "", "\(title)")
            }
        }
        #expect(try table.row(visit.id("alder"))["Tags"] == "smiths")
    }

    @Test("a query chooses rows, and a havingQuery among what they are counted")
    func filters() async throws {
        let visit = try await Visit()
        let having = try await visit.table(
            "asset",
            body(#""query": "name:alder or name:birch""#, #""havingQuery": "title:hammer""#)
        )
        let listed = try await visit.get(
            "/pm/v1/assets?query=\(Visit.escaped("name:alder or name:birch"))"
                + "&havingQuery=\(Visit.escaped("title:hammer"))"
        )
        #expect(try having.column("Name") == (try listed.column("name")))
        let patches = try await visit.table(
            "patch",
            body(
                #""havingQuery": "name:birch""#,
                #""columnsToDisplay": {"patch": ["id", "missingCount"]}"#
            )
        )
        let kernel = try patches.row(Visit.id(WorldCatalogue.kernel))
        #expect(kernel["Missing Count"] == "1")
        #expect(patches.head.count == 2)
    }

    @Test("a time in a query is counted from when the report was asked for")
    func keepsTime() async throws {
        let visit = try await Visit()
        let recent = #""query": "publishedDate > now-6d and isSecurity:true""#
        let report = try await visit.askForReport("patch", body(recent))
        visit.world.clock.advance(by: .seconds(2 * 86_400))
        try await visit.writeReports()
        // The first token is too old by now.
        let later = try await Visit(visit.world)
        let table = try Table(try await later.download(report).text)
        #expect(try table.column("Patch ID").contains(Visit.id(WorldCatalogue.hammer)))
    }

    @Test("a report shows what is there when it is written, to its own place alone")
    func seesOwnPlace() async throws {
        let visit = try await Visit()
        try await visit.world.addUser("visitor", at: "Workshop")
        let visitor = try await Visit(visit.world, as: "visitor")
        let table = try await visitor.table("asset")
        #expect(try table.column("Name") == ["birch"])
    }
}
