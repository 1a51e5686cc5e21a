// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Testing
import Web

/// `POST /pm/v1/assets`.
@Suite struct AssetSearchTests {
    @Test("a row has the members of release 3.9 in their order, and one more that clients read")
    func members() async throws {
        let visit = try await Visit()
        let answer = try await visit.post("/pm/v1/assets", #"{"query":"name:alder"}"#)
        let row = try #require(try answer.rows().first)
        #expect(
            row.keys == [
                "interfaces", "scanStatus", "operatingSystem", "version", "platform", "tags",
                "installedPatchCount", "missingPatches", "osIdentifier", "missingPatchCount",
                "nonSupersededMissingPatchCount", "activatedModules", "lastLoggedOnUser",
                "scanDateTime", "statusDateTime", "name", "agentVersion", "id",
                "installedPatches", "hardware", "architecture", "status", "statusCode",
                "osNotSupportedForModules",
            ]
        )
        #expect(row.value("tags") == .array([.string(try visit.tag("smiths"))]))
        #expect(row.value("missingPatches")?.elements?.first?.keys == ["id"])
    }

    @Test("interfaces and hardware hold only what is known")
    func nested() async throws {
        let visit = try await Visit()
        let rows = try await visit.post("/pm/v1/assets").rows()
        let alder = try #require(rows.first { $0.value("name")?.text == "alder" })
        #expect(
            alder.value("interfaces")?.elements?.map(\.keys) == [
                ["interfaceName", "macAddress", "address", "gatewayAddress"],
                ["interfaceName", "macAddress", "ipv6Address"],
            ]
        )
        let cedar = try #require(rows.first { $0.value("name")?.text == "cedar" })
        #expect(cedar.value("hardware")?.keys == [])
        #expect(cedar.value("interfaces") == .array([]))
        #expect(cedar.value("lastLoggedOnUser") == .string(""))
    }

    @Test(
        "the body may be absent, empty or an empty object, with a type or without",
        arguments: [nil, "", "{}"] as [String?]
    )
    func bodies(body: String?) async throws {
        let visit = try await Visit()
        for type in ["application/json", nil] {
            let answer = try await visit.send(
                .post,
                "/pm/v1/assets?platform=Linux",
                body: body,
                type: type
            )
            #expect(try answer.rows().count == 4, "\(answer.text)")
        }
    }

    @Test(
        "every full page says where the next one begins, the last full one too",
        arguments: ["ASC", "DESC"]
    )
    func cursor(order: String) async throws {
        let visit = try await Visit()
        var names: [String] = []
        var mark: String?
        var pages = 0
        repeat {
            let path = "/pm/v1/assets?pageSize=3&sortOrder=\(order)"
            let headers: KeyValuePairs<String, String> = mark.map { ["searchAfter": $0] } ?? [:]
            let answer = try await visit.post(path, headers: headers)
            #expect(answer.header("count") == "6")
            names += try answer.column("name")
            let isFull = try answer.rows().count == 3
            #expect((answer.header("searchAfter") != nil) == isFull)
            mark = answer.header("searchAfter")
            pages += 1
        } while mark != nil && pages < 10
        let all = ["alder", "birch", "cedar", "dogwood", "fir", "holly"]
        #expect(names == (order == "ASC" ? all : all.reversed()))
        #expect(pages == 3)
    }

    @Test("the mark is a name and an id, and may stand in the query")
    func mark() async throws {
        let visit = try await Visit()
        let first = try await visit.post("/pm/v1/assets?pageSize=2")
        #expect(first.header("searchAfter") == "birch,\(try visit.id("birch"))")
        let path = "/pm/v1/assets?pageSize=2&searchAfter=birch,\(try visit.id("birch"))"
        #expect(try await visit.post(path).column("name") == ["cedar", "dogwood"])
        let lower = try await visit.post(
            "/pm/v1/assets?pageSize=2",
            headers: ["searchafter": "birch,\(try visit.id("birch"))"]
        )
        #expect(try lower.column("name") == ["cedar", "dogwood"])
        let bad = try await visit.post("/pm/v1/assets?searchAfter=birch")
        #expect(try bad.error().message.contains("searchAfter"))
    }

    @Test(
        "attributes may be text or a list, in the body or in the query",
        arguments: [
            ("", #"{"attributes":"id, missingPatchCount"}"#),
            ("", #"{"attributes":["id","missingPatchCount"]}"#),
            ("?attributes=id,missingPatchCount", nil),
        ] as [(String, String?)]
    )
    func projection(query: String, body: String?) async throws {
        let visit = try await Visit()
        let rows = try await visit.post("/pm/v1/assets\(query)", body).rows()
        #expect(rows.count == 6)
        #expect(rows.allSatisfy { $0.keys == ["missingPatchCount", "id"] })
    }

    @Test("query and havingQuery of the body count, together")
    func questions() async throws {
        let visit = try await Visit()
        let both = #"{"query":"tags.name:annex","havingQuery":"isSecurity:true"}"#
        let answer = try await visit.post("/pm/v1/assets?platform=Windows&pageSize=400", both)
        #expect(try answer.column("name") == ["holly"])
        #expect(answer.header("count") == "1")
        let refused = try await visit.post("/pm/v1/assets", #"{"query":"colour:red"}"#)
        #expect(try refused.error().code == "1400")
    }

    @Test("pageSize is ten by default and 10,000 at most", arguments: ["0", "10001", "x"])
    func pageSize(size: String) async throws {
        let visit = try await Visit()
        #expect(try await visit.post("/pm/v1/assets?pageSize=10000").rows().count == 6)
        let answer = try await visit.post("/pm/v1/assets?pageSize=\(size)")
        #expect(answer.status == 400)
        #expect(try answer.error().message.contains("pageSize"))
    }
}
