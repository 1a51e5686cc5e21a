// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@Suite struct PatchListTests {
    @Test("without a platform the patches of Windows are listed, the newest first")
    func listsWindowsNewestFirst() async throws {
        let visit = try await Visit()
        let titles = try await visit.get("/pm/v1/patches").column("kb")
        #expect(titles == ["KB5030003", "KB5030020", "KB5030010", "KB5030001"])
        #expect(try await visit.get("/pm/v1/patches?platform=windows").column("kb") == titles)
    }

    @Test(
        "a slash at the end changes nothing",
        arguments: [
            "/pm/v1/patches", "/pm/v1/patches/count", "/pm/v1/patchcatalog/patches",
            "/pm/v1/patchcatalog/patch/\(Visit.id(WorldCatalogue.march))/products",
            "/pm/v1/patchcatalog/patch/products/vulnerability/count",
        ]
    )
    func toleratesSlashAtTheEnd(path: String) async throws {
        let visit = try await Visit()
        let plain = try await visit.get(path)
        #expect(plain.status == 200)
        #expect(try await visit.get(path + "/").text == plain.text)
    }

    @Test("pages of any size give each patch once, and a page past the end is empty")
    func pages() async throws {
        let visit = try await Visit()
        let path = "/pm/v1/patches?platform=Linux"
        let all = try await visit.get("\(path)&pageSize=100").column("id")
        for size in 1...all.count {
            var seen: [String] = []
            for number in 0...all.count / size {
                let page = "\(path)&pageSize=\(size)&pageNumber=\(number)"
                seen += try await visit.get(page).column("id")
            }
            #expect(seen == all, "pages of \(size)")
        }
        #expect(try await visit.get("\(path)&pageNumber=99").rows() == [])
    }

    @Test("a page has ten rows where nobody says")
    func hasTenRows() async throws {
        let visit = try await Visit()
        try await visit.world.addUpdates(12)
        #expect(try await visit.get("/pm/v1/patches").rows().count == 10)
        #expect(try await visit.get("/pm/v1/patches?pageNumber=1").rows().count == 6)
        #expect(try await visit.post("/pm/v2/patches").rows().count == 10)
    }

    @Test(
        "a query chooses patches, in the old words and the new",
        arguments: [
            ("vendorSeverity:Critical", ["KB5030003", "KB5030001"]),
            ("patch.vendorSeverity:`Critical` and patch.isSuperseded:false", ["KB5030003"]),
            ("kb:KB5030020", ["KB5030020"]),
            ("bulletin:KB5030010", ["KB5030010"]),
            ("qid:20260006004", ["KB5030003"]),
            ("cve:CVE-2026-6005", ["KB5030020"]),
            ("isSecurity:false", ["KB5030010"]),
            ("category:`Non-Security Patches`", ["KB5030010"]),
            ("patchStatus:Missing", ["KB5030003", "KB5030020", "KB5030010"]),
            ("patchStatus:Installed", ["KB5030010", "KB5030001"]),
            ("rebootRequired:true", ["KB5030003"]),
            ("missingCount > 1", ["KB5030003", "KB5030020"]),
            ("downloadMethod:Unavailable", []),
            ("publishedDate:[now-10d .. now]", ["KB5030003", "KB5030020"]),
            (
                "appFamily:Windows and type:OS",
                ["KB5030003", "KB5030020", "KB5030010", "KB5030001"]
            ),
            ("platform:Linux", []),
        ]
    )
    func takesQueries(query: String, expected: [String]) async throws {
        let visit = try await Visit()
        let path = "/pm/v1/patches?query=\(Visit.escaped(query))"
        #expect(try await visit.get(path).column("kb") == expected)
    }

    @Test("a query on assets limits the patches to theirs, and the numbers to them")
    func takesQueriesOnAssets() async throws {
        let visit = try await Visit()
        let path = "/pm/v1/patches?havingQuery="
        let holly = try await visit.get(path + "name:holly").rows()
        #expect(
            holly.compactMap { $0.value("kb")?.text }
                == ["KB5030003", "KB5030020", "KB5030010", "KB5030001"]
        )
        #expect(holly[0].value("missingCount") == .integer(1))
        #expect(holly[2].value("missingCount") == .integer(0))
        #expect(holly[2].value("installedCount") == .integer(1))
        #expect(try await visit.get(path + "name:alder").rows() == [])
        let everyone = try await visit.get(path + "status:Enabled").text
        #expect(try await visit.get("/pm/v1/patches").text == everyone)
    }

    @Test("several keys sort the list, the first one counts most")
    func sortsByKeys() async throws {
        let visit = try await Visit()
        let path = "/pm/v1/patches?sort="
        let byMissing = Visit.escaped(#"[{"missingCount":"desc"},{"kb":"desc"}]"#)
        #expect(
            try await visit.get(path + byMissing).column("kb")
                == ["KB5030020", "KB5030003", "KB5030010", "KB5030001"]
        )
        let byKB = Visit.escaped(#"{"kb":"ASC"}"#)
        #expect(
            try await visit.get(path + byKB).column("kb")
                == ["KB5030001", "KB5030003", "KB5030010", "KB5030020"]
        )
    }

    @Test("ascending severities begin with Critical, as in the vendor's sample")
    func sortsBySeverity() async throws {
        let visit = try await Visit()
        let words = ["Critical", "Critical", "Moderate", "None"]
        for (direction, expected) in [("asc", words), ("desc", words.reversed())] {
            let sort = Visit.escaped(#"[{"vendorSeverity":"\#(direction)"}]"#)
            let answer = try await visit.get("/pm/v1/patches?sort=\(sort)")
            #expect(try answer.column("vendorSeverity") == expected)
        }
    }

    @Test("parameters that nobody knows are ignored, and names have any case")
    func toleratesUnknownParameters() async throws {
        let visit = try await Visit()
        let plain = try await visit.get("/pm/v1/patches?pageSize=2").text
        let odd = "/pm/v1/patches?PAGESIZE=2&status=Missing&wrap=True&query="
        #expect(try await visit.get(odd).text == plain)
    }

    @Test("nobody sees patches of assets outside of their place")
    func keepsToThePlace() async throws {
        let world = try await World()
        try await world.addCustomer(number: 77)
        try await world.addUser("stranger", at: "Customer 77")
        let visit = try await Visit(world, as: "stranger")
        #expect(try await visit.get("/pm/v1/patches").rows() == [])
        let count = try await visit.get("/pm/v1/patches/count").member("patches")
        #expect(count?.value("count") == .integer(0))
    }
}
