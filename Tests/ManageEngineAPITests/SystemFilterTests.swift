// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Testing
import Web

@Suite struct SystemFilterTests {
    private static let all: Set<String> = ["alder", "birch", "cedar", "dogwood", "elm"]

    private func check(
        _ path: String,
        _ column: String,
        _ table: [(query: String, names: Set<String>)]
    ) async throws {
        let visit = try await Visit()
        for (query, names) in table {
            let query = query.replacing("ALDER", with: String(try visit.alder))
            let answer = try await visit.get("\(path)?\(query)")
            #expect(answer.status == 200, "\(query): \(answer.text)")
            #expect(Set(try answer.column(column)) == names, "\(path) \(query)")
            #expect(try answer.total() == Int64(names.count), "\(path) \(query)")
        }
    }

    @Test("allsystems obeys each of its filters")
    func filtersAllSystems() async throws {
        try await check(
            "patch/allsystems",
            "resource_name",
            [
                ("resid=ALDER", ["alder"]), ("resid=999", []),
                ("branchofficefilter=Annex", ["birch"]),
                ("branchofficefilter=Local+Office", Self.all.subtracting(["birch"])),
                ("branchofficefilter=Nowhere", []),
                ("customgroupfilter=smiths", ["alder"]), ("customgroupfilter=Smiths", ["alder"]),
                ("customgroupfilter=clerks", []),
                ("domainfilter=forge", ["alder"]), ("domainfilter=WORKGROUP", []),
                ("healthfilter=0", ["birch", "dogwood"]), ("healthfilter=1", ["cedar"]),
                ("healthfilter=2", ["elm"]), ("healthfilter=3", ["alder"]),
                ("healthfilter=1,2", ["cedar", "elm"]),
                ("platformfilter=Linux", Self.all), ("platformfilter=windows", []),
                ("platformfilter=Mac", []),
                ("HEALTHFILTER=3&ResID=ALDER", ["alder"]),
                ("healthfilter=1&resid=ALDER", []),
                ("healthfilter=", Self.all), ("colour=green", Self.all),
                ("searchtype=resource_name&searchcolumn=resource_name&searchvalue=DER", ["alder"]),
                ("searchcolumn=ip_address&searchvalue=10.9.", ["alder"]),
                ("searchcolumn=resource_id&searchvalue=ALDER", ["alder"]),
                ("searchtype=branch_office_name&searchvalue=nn", ["birch"]),
                ("searchcolumn=resource_name&searchvalue=", Self.all),
            ]
        )
    }

    @Test("scandetails obeys each of its filters")
    func filtersScanDetails() async throws {
        try await check(
            "patch/scandetails",
            "resource.name",
            [
                ("resid=ALDER", ["alder"]), ("branchofficefilter=Annex", ["birch"]),
                ("customgroupfilter=smiths", ["alder"]), ("domainfilter=FORGE", ["alder"]),
                ("healthfilter=3", ["alder"]), ("platformfilter=Linux", Self.all),
                ("platformfilter=Mac", []),
                ("agentinstallationstatusfilter=22", ["alder", "birch"]),
                ("agentinstallationstatusfilter=21", ["cedar", "dogwood", "elm"]),
                ("agentinstallationstatusfilter=29", []),
                ("livestatusfilter=1", ["alder"]), ("livestatusfilter=2", ["birch"]),
                ("livestatusfilter=3", ["cedar", "dogwood", "elm"]),
                ("liveStatusFilter=1,2", ["alder", "birch"]),
                ("searchcolumn=resource.name&searchvalue=birch", ["birch"]),
            ]
        )
    }

    @Test("som/computers obeys each of its filters")
    func filtersComputers() async throws {
        try await check(
            "som/computers",
            "resource_name",
            [
                ("residfilter=ALDER", ["alder"]), ("branchofficefilter=Annex", ["birch"]),
                ("domainfilter=FORGE", ["alder"]), ("domainfilter=x", []),
                ("fqdnfilter=alder.forge.example", ["alder"]), ("fqdnfilter=alder", []),
                ("computernamefilter=elm", ["elm"]), ("computernamefilter=el", []),
                ("searchcomputerfilter=el", ["elm"]), ("searchcomputerfilter=zz", []),
                ("platformfilter=3", Self.all), ("platformfilter=0", []), ("platformfilter=1", []),
                ("installstatusfilter=22", ["alder", "birch"]),
                ("installstatusfilter=21", ["cedar", "dogwood", "elm"]),
                ("installstatusfilter=23", []), ("installstatusfilter=31", []),
                ("livestatusfilter=1", ["alder"]), ("liveStatusfilter=2", ["birch"]),
                ("liveStatusfilter=3", ["cedar", "dogwood", "elm"]),
                ("servicetagfilter=ABC", []),
                ("agentcontactfilter=equal_3_day", ["alder"]),
                ("agentcontactfilter=8_day_to_15_day", ["birch"]),
                ("agentcontactfilter=4_day_to_7_day", []),
                ("agentcontactfilter=16_day_to_30_day", []),
                ("agentcontactfilter=greater_30_day", []),
                ("searchcolumn=fqdn_name&searchvalue=forge", ["alder"]),
            ]
        )
    }

    @Test("spans of contact touch without a gap and without an overlap")
    func dividesContact() async throws {
        let visit = try await Visit()
        let spans = [
            "equal_3_day", "4_day_to_7_day", "8_day_to_15_day", "16_day_to_30_day",
            "greater_30_day",
        ]
        let world = visit.world
        let day = Duration.seconds(86_400)
        // Birch called ten days ago.
        var age = day * 10
        let steps: [(age: Duration, span: Int)] = [
            (day * 10, 2), (day * 15 - .milliseconds(1), 2), (day * 15, 3),
            (day * 30 - .milliseconds(1), 3), (day * 30, 4), (day * 300, 4),
        ]
        for step in steps {
            world.clock.advance(by: step.age - age)
            age = step.age
            let token = try await world.token()
            var found: [String] = []
            for span in spans {
                let answer = try await world.send(
                    .get,
                    "/api/1.4/som/computers?agentcontactfilter=\(span)&computernamefilter=birch",
                    authorization: token
                )
                if try answer.total() == 1 { found.append(span) }
            }
            #expect(found == [spans[step.span]], "\(step.age)")
        }
    }

    @Test("values outside the documented ones are refused with their parameter, not ignored")
    func refusesUnknownValues() async throws {
        let visit = try await Visit()
        for (path, name) in [
            ("patch/allsystems?healthfilter=4", "healthfilter"),
            ("patch/allsystems?healthfilter=bad", "healthfilter"),
            ("patch/allsystems?platformfilter=Amiga", "platformfilter"),
            ("patch/allsystems?resid=-1", "resid"), ("patch/allsystems?resid=x", "resid"),
            ("patch/scandetails?livestatusfilter=4", "livestatusfilter"),
            ("patch/scandetails?agentinstallationstatusfilter=1", "agentinstallationstatusfilter"),
            ("som/computers?platformfilter=4", "platformfilter"),
            ("som/computers?agentcontactfilter=yesterday", "agentcontactfilter"),
            ("patch/allsystems?searchcolumn=shoe&searchvalue=4", "searchcolumn"),
            (
                "patch/allsystems?searchtype=resource_id&searchcolumn=resource_name&searchvalue=4",
                "searchtype"
            ),
        ] {
            let answer = try await visit.get(path)
            #expect(answer.status == 400, "\(path)")
            #expect(try answer.member("errorCode") == .string("IAM0025"), "\(path)")
            let message = try #require(try answer.member("errorMsg")?.text)
            #expect(message.contains("parameter \(name):"), "\(path): \(message)")
        }
        let missing = try await visit.get("patch/allsystems?searchvalue=4")
        #expect(try missing.member("errorCode") == .string("IAM0021"))
    }
}
