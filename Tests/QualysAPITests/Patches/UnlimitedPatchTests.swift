// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Testing
import Web

@Suite struct UnlimitedPatchTests {
    private static let path = "/pm/v2/patches"

    @Test("a body is optional", arguments: [nil, "", "{}", #"{"query":null,"attributes":""}"#])
    func toleratesEmptyBodies(body: String?) async throws {
        let visit = try await Visit()
        let answer = try await visit.post(Self.path, body)
        #expect(try answer.column("kb") == ["KB5030003", "KB5030020", "KB5030010", "KB5030001"])
        #expect(answer.header("count") == "4")
        #expect(answer.header("searchAfter") == nil)
    }

    @Test("a body needs no content type")
    func toleratesMissingContentType() async throws {
        let visit = try await Visit()
        let body = #"{"query":"kb:KB5030003"}"#
        for type in [nil, "text/plain", "application/x-www-form-urlencoded"] {
            let answer = try await visit.send(.post, Self.path, body: body, type: type)
            #expect(try answer.column("kb") == ["KB5030003"])
        }
    }

    @Test("a body chooses patches, assets and members")
    func takesQuestionsInTheBody() async throws {
        let visit = try await Visit()
        let body = #"{"query":"isSecurity:true","havingQuery":"name:holly","attributes":"kb,id"}"#
        let answer = try await visit.post(Self.path, body)
        #expect(try answer.column("kb") == ["KB5030003", "KB5030020", "KB5030001"])
        #expect(answer.header("count") == "3")
        #expect(try answer.rows().allSatisfy { $0.keys == ["kb", "id"] })
    }

    @Test(
        "attributes may be text or a list",
        arguments: [
            (#""isSecurity, rebootRequired, vendorSeverity""#, true),
            (#"["isSecurity","rebootRequired","vendorSeverity"]"#, true),
            (#"["isSecurity,rebootRequired"," vendorSeverity"]"#, true),
            (#"["isSecurity","rebootRequired","vendorSeverity","colour",7]"#, true),
            (#"[]"#, false), ("null", false),
        ]
    )
    func readsAttributes(attributes: String, isProjected: Bool) async throws {
        let visit = try await Visit()
        let answer = try await visit.post(Self.path, #"{"attributes":\#(attributes)}"#)
        let keys = ["rebootRequired", "vendorSeverity", "isSecurity"]
        let all = PatchMember.ofPatches.map(\.key)
        for row in try answer.rows() { #expect(row.keys == (isProjected ? keys : all)) }
    }

    @Test("two members are shown only where they are asked for")
    func showsMoreOnDemand() async throws {
        let visit = try await Visit()
        let body = #"{"query":"advisory:DSA-7001-1","attributes":"platform,packageDetails"}"#
        let row = try #require(
            try await visit.post("\(Self.path)?platform=Linux", body).rows().first
        )
        #expect(row.value("platform") == .string("Linux"))
        let names = row.value("packageDetails")?.elements?.map { $0.value("packageName") }
        #expect(names == [.string("hammer"), .string("libhammer1")])
    }

    @Test("every full page says where the next begins, the last full one too")
    func marksEveryFullPage() async throws {
        let visit = try await Visit()
        for size in 1...5 {
            var seen: [String] = []
            var mark: String?
            var pages = 0
            repeat {
                let answer = try await visit.next("\(Self.path)?pageSize=\(size)", after: mark)
                let rows = try answer.column("id")
                #expect(answer.header("count") == "4")
                mark = answer.header("searchAfter")
                #expect((mark != nil) == (rows.count == size), "\(rows.count) of \(size)")
                seen += rows
                pages += 1
                try #require(pages < 10, "the list has no end")
            } while mark != nil
            #expect(seen.count == 4 && Set(seen).count == 4)
            #expect(pages == 4 / size + 1)
        }
    }

    @Test("a place may stand in the header in any case, or in the query")
    func takesThePlaceAnywhere() async throws {
        let visit = try await Visit()
        let path = "\(Self.path)?pageSize=2"
        let mark = try #require(try await visit.post(path).header("searchAfter"))
        let next = ["KB5030010", "KB5030001"]
        for name in ["searchAfter", "searchafter", "SEARCHAFTER"] {
            let answer = try await visit.post(path, nil, headers: [name: mark])
            #expect(try answer.column("kb") == next)
        }
        for query in ["searchAfter=\(Visit.escaped(mark))", "searchafter=\(mark)"] {
            #expect(try await visit.post("\(path)&\(query)").column("kb") == next)
        }
    }

    @Test(
        "places hold in every order",
        arguments: [
            #"[{"title":"asc"}]"#, #"[{"vendorSeverity":"desc"},{"title":"desc"}]"#,
            #"[{"rebootRequired":"asc"}]"#, #"[{"isSuperseded":"desc"},{"publishedDate":"asc"}]"#,
            #"[{"advisory":"asc"}]"#, #"[{"missingCount":"asc"}]"#, #"[{"cve":"desc"}]"#,
        ]
    )
    func followsEveryOrder(sort: String) async throws {
        let visit = try await Visit()
        for platform in ["Windows", "Linux"] {
            let path = "\(Self.path)?platform=\(platform)&sort=\(Visit.escaped(sort))"
            let all = try await visit.post("\(path)&pageSize=100").column("id")
            let pages = "/pm/v1/patches?platform=\(platform)&sort=\(Visit.escaped(sort))"
            #expect(try await visit.get("\(pages)&pageSize=100").column("id") == all)
            var seen: [String] = []
            var mark: String?
            repeat {
                let answer = try await visit.next("\(path)&pageSize=1", after: mark)
                seen += try answer.column("id")
                mark = answer.header("searchAfter")
                try #require(seen.count <= all.count, "the list has no end")
            } while mark != nil
            #expect(seen == all)
        }
    }

    @Test("a patch that comes in between is not listed twice, nor is another one lost")
    func isStableUnderInserts() async throws {
        let visit = try await Visit()
        let path = "\(Self.path)?pageSize=2"
        let first = try await visit.post(path)
        let mark = try #require(first.header("searchAfter"))
        try await visit.world.addUpdates(3)
        let next = try await visit.post("\(Self.path)?pageSize=100", headers: ["searchAfter": mark])
        let seen = try first.column("kb") + next.column("kb")
        #expect(Set(seen).count == seen.count)
        #expect(seen.count == 7)
    }

    @Test(
        "a place that cannot be read is refused by name",
        arguments: [
            "nonsense", "5", "1,2", ",", "1773144000000,x",
            "many,9bf5e773-177e-467c-a79a-1c345546be32",
            "9bf5e773-177e-467c-a79a-1c345546be32", "1,2,9bf5e773-177e-467c-a79a-1c345546be32",
        ]
    )
    func refusesOtherPlaces(mark: String) async throws {
        let visit = try await Visit()
        let answer = try await visit.next(Self.path, after: mark)
        #expect(answer.status == 400)
        #expect(try answer.error().message.contains("parameter searchAfter"), "\(answer.text)")
    }
}

extension Visit {
    /// Posts nothing and asks for what comes after a place.
    fileprivate func next(_ path: String, after mark: String?) async throws -> Answer {
        guard let mark else { return try await post(path) }
        return try await post(path, nil, headers: ["searchAfter": mark])
    }
}
