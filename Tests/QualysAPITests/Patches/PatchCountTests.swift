// SPDX-License-Identifier: Apache-2.0
import Testing
import Web

@Suite struct PatchCountTests {
    /// Questions that both the list and the count are asked.
    private static let questions = [
        "", "platform=Linux", "platform=MacOS", "query=isSecurity:true",
        "query=patchStatus:Missing&havingQuery=name:holly", "query=kb:KB1",
        "platform=Linux&query=missingCount%3E0&havingQuery=tags.name:smiths",
        "platform=Linux&havingQuery=not%20name:alder",
    ]

    @Test("the count agrees with the list", arguments: questions)
    func agreesWithTheList(question: String) async throws {
        let visit = try await Visit()
        let rows = try await visit.get("/pm/v1/patches?pageSize=1000&\(question)").rows()
        let expected = JSONValue.integer(Int64(rows.count))
        let count = try await visit.get("/pm/v1/patches/count?\(question)").json()
        #expect(count.keys == ["patches"])
        #expect(count.value("patches")?.keys == ["count"])
        #expect(count.value("patches")?.value("count") == expected)
        let posted = try await visit.post("/pm/v2/patches?\(question)")
        #expect(posted.header("count") == String(rows.count))
        let postedCount = try await visit.post("/pm/v2/patches/count?\(question)")
        #expect(try postedCount.member("patches")?.value("count") == expected)
    }

    @Test("patches are counted by severity, those without a rating too")
    func countsBySeverity() async throws {
        let visit = try await Visit()
        let json = try await visit.get("/pm/v1/patches/count?groupBy=vendorSeverity").json()
        #expect(json.keys == ["patches", "vendorSeverity"])
        #expect(json.value("patches")?.value("count") == .integer(4))
        let groups = try #require(json.value("vendorSeverity"))
        #expect(groups.keys == ["Critical", "Important", "Moderate", "Low", "None"])
        let counts = groups.keys.map { groups.value($0) }
        #expect(counts == [2, 0, 1, 0, 1].map { JSONValue.integer($0) })
    }

    @Test(
        "patches are counted by other members of their rows",
        arguments: [
            ("category", ["Security Patches": 3, "Non-Security Patches": 1]),
            ("platform", ["Linux": 0, "Windows": 4, "MacOS": 0]),
            ("type", ["OS": 4, "Application": 0]), ("appFamily", ["Windows": 4]),
        ]
    )
    func countsByMember(member: String, expected: [String: Int]) async throws {
        let visit = try await Visit()
        let answer = try await visit.get("/pm/v1/patches/count?groupBy=\(member)")
        let groups = try #require(try answer.member(member))
        #expect(Set(groups.keys) == Set(expected.keys))
        for (word, count) in expected {
            #expect(groups.value(word)?.int64 == Int64(count), "\(word)")
        }
    }

    @Test("groups add up to the count", arguments: questions)
    func addsUp(question: String) async throws {
        let visit = try await Visit()
        for member in ["vendorSeverity", "category", "platform", "type"] {
            let path = "/pm/v1/patches/count?groupBy=\(member)&\(question)"
            let json = try await visit.get(path).json()
            let sum = json.value(member)?.members?.members.compactMap(\.value.int64).reduce(0, +)
            #expect(sum == json.value("patches")?.value("count")?.int64, "\(member)")
        }
    }

    @Test("a query may stand in the body")
    func takesABody() async throws {
        let visit = try await Visit()
        let body = #"{"query":"vendorSeverity:Critical","groupBy":"type"}"#
        let json = try await visit.post("/pm/v2/patches/count", body).json()
        #expect(json.value("patches")?.value("count") == .integer(2))
        #expect(json.value("type")?.value("OS") == .integer(2))
    }

    @Test("a mistake in the query, and another member, are refused")
    func refusesMistakes() async throws {
        let visit = try await Visit()
        let query = try await visit.get("/pm/v1/patches/count?query=colour:red")
        #expect(query.status == 400)
        #expect(try query.error().message.contains("unknown field `colour`"))
        let member = try await visit.get("/pm/v1/patches/count?groupBy=title")
        #expect(member.status == 400)
        #expect(try member.error().message.contains("parameter groupBy"))
    }

    @Test("a parameter that the vendor does not know changes nothing")
    func toleratesUnknownParameters() async throws {
        let visit = try await Visit()
        let answer = try await visit.get("/pm/v1/patches/count?status=Missing")
        #expect(try answer.member("patches")?.value("count") == .integer(4))
    }
}
