// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import QualysAPI
import Testing
import Web

/// `GET /pm/v1/assets`, and `GET /pm/v1/details`.
@Suite struct AssetListTests {
    @Test("a row has the members of release 3.9 in their order")
    func members() async throws {
        let visit = try await Visit()
        let row = try await visit.row("/pm/v1/assets", where: "name", is: "alder")
        #expect(
            row.keys == [
                "name", "id", "operatingSystem", "lastLoggedOnUser", "assetStatus", "scanStatus",
                "statusCode", "statusDateTime", "scanDateTime", "hardware", "tags", "interfaces",
                "installedPatches", "missingPatches", "version", "architecture", "osIdentifier",
                "platform", "agentVersion", "isolation", "activatedModules",
                "osNotSupportedForModules", "missingCount", "installedCount",
            ]
        )
        #expect(row.value("id")?.text == (try visit.id("alder")))
        #expect(row.value("hardware")?.keys == ["model", "manufacturer"])
        #expect(
            row.value("tags")
                == .array([
                    .object(JSONObject([.init("id", .string(try visit.tag("smiths")))]))
                ])
        )
        #expect(
            row.value("interfaces")?.elements?.map(\.keys) == [
                ["interfaceName", "macAddress", "ipv6Address", "address", "gatewayAddress"],
                ["interfaceName", "macAddress", "ipv6Address", "address", "gatewayAddress"],
            ]
        )
        #expect(row.value("missingPatches")?.elements?.first?.keys == ["id"])
        #expect(row.value("installedPatches")?.elements?.first?.text != nil)
    }

    @Test("assets of all platforms come by name; a platform limits them")
    func platforms() async throws {
        let visit = try await Visit()
        let all = try await visit.get("/pm/v1/assets").column("name")
        #expect(all == ["alder", "birch", "cedar", "dogwood", "fir", "holly"])
        for (platform, names) in [
            ("Linux", ["alder", "birch", "cedar", "dogwood"]), ("windows", ["fir", "holly"]),
            ("MacOS", []),
        ] {
            let path = "/pm/v1/assets?platform=\(platform)"
            #expect(try await visit.get(path).column("name") == names)
        }
        #expect(try await visit.get("/pm/v1/assets?platform=Amiga").error().code == "1400")
    }

    @Test("pages begin with 0, the default holds ten, and one past the end is empty")
    func pages() async throws {
        let visit = try await Visit()
        let second = try await visit.get("/pm/v1/assets?pageSize=4&pageNumber=1")
        #expect(try second.column("name") == ["fir", "holly"])
        #expect(second.header("searchAfter") == nil)
        #expect(try await visit.get("/pm/v1/assets?pageNumber=1").text == "[]")
        #expect(try await visit.get("/pm/v1/assets?pageSize=4&pageNumber=9").text == "[]")
    }

    @Test("past the first 10,000 records the answer is the vendor's 2501")
    func limit() async throws {
        let visit = try await Visit()
        let last = "/pm/v1/assets?pageSize=1000&pageNumber=9"
        #expect(try await visit.get(last).text == "[]")
        let answer = try await visit.get("/pm/v1/assets?pageSize=1000&pageNumber=10")
        #expect(answer.status == 400)
        #expect(try answer.error().code == "2501")
        #expect(try answer.error().message.contains("Only the first 10000 results"))
        #expect(try await visit.get("/pm/v1/assets?pageSize=10001").error().code == "1400")
    }

    @Test("query, havingQuery and sort work in old and new tokens")
    func questions() async throws {
        let visit = try await Visit()
        for (question, names) in [
            ("query=name:alder", ["alder"]), ("query=asset.name:birch", ["birch"]),
            ("query=tags.name:annex", ["birch", "holly"]),
            ("query=interfaces.address:10.9.0.7", ["alder"]),
            ("query=missingPatchCount%3E0+AND+platform:Linux", ["alder", "birch"]),
            ("havingQuery=kb:KB5030010+and+patchStatus:Installed", ["holly"]),
            ("havingQuery=patch.cve:%60CVE-2026-1003%60", ["alder", "birch"]),
            (
                "sort=%5B%7B%22name%22:%22desc%22%7D%5D&pageSize=2", ["holly", "fir"]
            ),
            ("status=Missing&query=name:cedar", ["cedar"]),
        ] {
            let answer = try await visit.get("/pm/v1/assets?\(question)")
            #expect(try answer.column("name") == names, "\(question)")
        }
        let refused = try await visit.get("/pm/v1/assets?query=colour:red")
        #expect(try refused.error().message.contains("parameter query"))
    }

    @Test("attributes leave the named members alone, in the row's order")
    func projection() async throws {
        let visit = try await Visit()
        let path = "/pm/v1/assets?attributes=missingCount,%20name,nonsense&query=name:alder"
        let row = try #require(try await visit.get(path).rows().first)
        #expect(row.keys == ["name", "missingCount"])
    }

    @Test("a trailing slash is the same path")
    func slash() async throws {
        let visit = try await Visit()
        #expect(try await visit.get("/pm/v1/assets/").rows().count == 6)
    }

    @Test("someone of a site sees its assets alone")
    func scope() async throws {
        let world = try await World()
        try await world.addUser("keeper", at: "Workshop")
        let visit = try await Visit(world, as: "keeper")
        #expect(try await visit.get("/pm/v1/assets").column("name") == ["birch"])
        #expect(try await visit.post("/pm/v1/assets").column("name") == ["birch"])
    }

    @Test("the version is the vendor's release and the program's own")
    func details() async throws {
        let visit = try await Visit()
        let plain = try await visit.get("/pm/v1/details")
        #expect(plain.text == #"{"appVersion":"3.9.0.0"}"#)
        let answer = try await visit.world.send(
            .get,
            "/pm/v1/details",
            headers: [(name: "Authorization", value: "Bearer \(visit.token)")],
            settings: .init(programVersion: "0.1.0")
        )
        #expect(answer.text == #"{"appVersion":"3.9.0.0-0.1.0"}"#)
    }
}
