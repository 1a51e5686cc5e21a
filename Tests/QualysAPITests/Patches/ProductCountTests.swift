// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@Suite struct ProductCountTests {
    private static let path = "/pm/v1/patchcatalog/patch/products/vulnerability/count"

    @Test("each product counts the vulnerabilities that its missing patches close")
    func countsVulnerabilities() async throws {
        let visit = try await Visit()
        let rows = try await visit.get(Self.path).rows()
        #expect(
            rows.map { $0.value("name") } == [
                .string("Debian 12"), .string("Windows Server 2022"),
            ]
        )
        let keys = [
            "name", "totalQIDCount", "patchableQIDCount", "type", "patchableQIDs", "totalQIDs",
        ]
        for row in rows {
            #expect(row.keys == keys)
            #expect(row.value("totalQIDCount") == .integer(3))
            #expect(row.value("patchableQIDCount") == .integer(3))
            #expect(row.value("totalQIDs") == .integer(3))
            #expect(row.value("type") == .string("OS"))
        }
        #expect(
            rows.last?.value("patchableQIDs") == .string("20260006003,20260006004,20260006005")
        )
    }

    @Test(
        "only patches of the severities count",
        arguments: [
            ("Critical", ["Windows Server 2022": 2, "Debian 12": 1]),
            ("Moderate", ["Windows Server 2022": 1]),
            (
                "moderate,important",
                [
                    "Debian 12": 2, "Windows Server 2022": 1,
                ]
            ), ("Low", [:]), ("None", [:]),
        ]
    )
    func countsBySeverity(severities: String, expected: [String: Int]) async throws {
        let visit = try await Visit()
        let rows = try await visit.get("\(Self.path)?severityList=\(severities)").rows()
        #expect(rows.count == expected.count)
        for row in rows {
            let name = try #require(row.value("name")?.text)
            #expect(row.value("totalQIDCount")?.int64 == expected[name].map(Int64.init), "\(name)")
        }
    }

    @Test("only assets with one of the tags count")
    func countsByTag() async throws {
        let visit = try await Visit()
        let smiths = try visit.tag("smiths")
        let annex = try visit.tag("annex")
        let own = try await visit.get("\(Self.path)?tagUUIDs=\(smiths)").column("name")
        #expect(own == ["Debian 12"])
        let both = try await visit.get("\(Self.path)?tagUUIDs=\(smiths),\(annex)").rows()
        #expect(both.count == 2)
        // Birch of the annex misses the kernel, not the hammer.
        let rows = try await visit.get("\(Self.path)?tagUUIDs=\(annex)").rows()
        #expect(rows.map { $0.value("totalQIDCount") } == [.integer(3), .integer(1)])
    }

    @Test(
        "a tag that nobody has counts nothing, and never everything",
        arguments: [
            "nonsense", "9bf5e773-177e-467c-a79a-1c345546be32",
        ]
    )
    func countsNothingForUnknownTags(tag: String) async throws {
        let visit = try await Visit()
        #expect(try await visit.get("\(Self.path)?tagUUIDs=\(tag)").rows() == [])
    }

    @Test("a vulnerability without a patch that can be had is counted, and not as patchable")
    func tellsWhatCannotBePatched() async throws {
        let visit = try await Visit()
        var rumour = WorldCatalogue.clinker
        rumour.source = "bellows"
        try await visit.world.importFeed("rumours", [rumour])
        let rows = try await visit.get("\(Self.path)?severityList=Low").rows()
        let row = try #require(rows.first)
        #expect(row.value("totalQIDCount") == .integer(1))
        #expect(row.value("patchableQIDCount") == .integer(0))
        #expect(row.value("patchableQIDs") == .string(""))
    }

    @Test("another word for a severity is refused")
    func refusesOtherWords() async throws {
        let visit = try await Visit()
        let answer = try await visit.get("\(Self.path)?severityList=Critical,Urgent")
        #expect(answer.status == 400)
        #expect(try answer.error().message.contains("parameter severityList"))
    }
}
