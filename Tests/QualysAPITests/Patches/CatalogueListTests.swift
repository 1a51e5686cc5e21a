// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@Suite struct CatalogueListTests {
    private static let path = "/pm/v1/patchcatalog/patches"

    @Test("the catalogue has every patch, whether or not it concerns an asset")
    func listsEveryPatch() async throws {
        let visit = try await Visit()
        let windows = try await visit.get(Self.path).column("kb")
        #expect(windows == ["KB5030003", "KB5030020", "KB5030010", "KB5030002", "KB5030001"])
        let linux = try await visit.get("\(Self.path)?platform=Linux&pageSize=100").column("id")
        #expect(linux.count == 9)
        #expect(linux.contains(Visit.id(WorldCatalogue.clinker)))
        #expect(linux.contains(Visit.id(WorldCatalogue.quench)))
    }

    @Test("a row of the catalogue has no numbers of assets", arguments: ["Windows", "Linux"])
    func hasNoNumbersOfAssets(platform: String) async throws {
        let visit = try await Visit()
        let rows = try await visit.get("\(Self.path)?platform=\(platform)&pageSize=100").rows()
        PatchMember.expect(PatchMember.ofCatalogue, of: rows)
        for row in rows {
            #expect(row.value("missingCount") == nil && row.value("installedCount") == nil)
            #expect(row.value("patchId") == row.value("id"))
            #expect(row.value("platform") == .string(platform))
            #expect(row.value("deleted") == .boolean(false))
        }
    }

    @Test("pages and orders are those of the list of patches")
    func pages() async throws {
        let visit = try await Visit()
        let sort = Visit.escaped(#"[{"kb":"desc"}]"#)
        let path = "\(Self.path)?pageSize=2&sort=\(sort)&pageNumber="
        #expect(try await visit.get(path + "0").column("kb") == ["KB5030020", "KB5030010"])
        #expect(try await visit.get(path + "2").column("kb") == ["KB5030001"])
        #expect(try await visit.get(path + "3").rows() == [])
    }

    @Test("the filter is QQL, and some clients call it query", arguments: ["filter", "query"])
    func filters(name: String) async throws {
        let visit = try await Visit()
        let filter = Visit.escaped("vendorSeverity:'Critical' and patch.isSuperseded:true")
        let answer = try await visit.get("\(Self.path)?\(name)=\(filter)")
        #expect(try answer.column("kb") == ["KB5030002", "KB5030001"])
    }

    @Test("attributes leave nothing else in the rows, not even the id")
    func projects() async throws {
        let visit = try await Visit()
        let attributes = "isSecurity,%20rebootRequired,%20vendorSeverity"
        let rows = try await visit.get("\(Self.path)?attributes=\(attributes)").rows()
        #expect(rows.count == 5)
        for row in rows { #expect(row.keys == ["rebootRequired", "vendorSeverity", "isSecurity"]) }
    }

    @Test("a patch that only subscribers get says so, and one that was taken back is left out")
    func tellsOfSpecialPatches() async throws {
        let visit = try await Visit()
        var esm = WorldCatalogue.tongs
        esm.source = "pincers"
        esm.subscription = "Forge Pro"
        try await visit.world.importFeed("special", [esm])
        let path = "\(Self.path)?platform=Linux&filter=source:pincers"
        let row = try #require(try await visit.get(path).rows().first)
        #expect(row.value("isEsuPatch") == .boolean(true))
        #expect(row.value("downloadMethod") == .string("AcquireFromVendor"))
        try await visit.world.importFeed("special", [WorldCatalogue.clinker])
        #expect(try await visit.get(path).rows() == [])
        let named = try await visit.post(Self.path, #"{"patchUuid":["\#(Visit.id(esm))"]}"#)
        #expect(try named.rows().first?.value("deleted") == .boolean(true))
    }

    @Test(
        "a mistake is refused with the name of the parameter",
        arguments: [
            ("filter=colour:red", "parameter filter"), ("pageSize=0", "parameter pageSize"),
            ("sort=kb", "parameter sort"), ("platform=Amiga", "parameter platform"),
            ("filter=kb:KB1&query=kb:KB2", "given more than once"),
        ]
    )
    func refusesMistakes(parameters: String, words: String) async throws {
        let visit = try await Visit()
        let answer = try await visit.get("\(Self.path)?\(parameters)")
        #expect(answer.status == 400)
        #expect(try answer.error().message.contains(words))
    }
}
