// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@Suite struct InsightTests {
    private static let path = "/pm/v1/remediation/insights"

    @Test("what is exploited comes first, then severity times the assets that miss it")
    func ranks() async throws {
        let visit = try await Visit()
        let titles = try await titles(visit, #"{"pageSize":100}"#)
        // kernel: exploited; march: 5 x 2; defender: 3 x 2; hammer: 4 x 1; then the unrated ones.
        #expect(
            Array(titles.prefix(4)) == [
                "linux-forge - security update", "Security update KB5030003",
                "Security update KB5030020", "hammer - security update",
            ]
        )
        #expect(!titles.contains("Security update KB5030001"), "nobody needs it any more")
        #expect(!titles.contains("clinker - security update"), "nobody misses it")
    }

    @Test("a platform and a number of rows may be chosen")
    func chooses() async throws {
        let visit = try await Visit()
        #expect(
            try await titles(visit, #"{"platform":"Windows","pageSize":2}"#)
                == ["Security update KB5030003", "Security update KB5030020"]
        )
        #expect(
            try await titles(visit, #"{"platform":"linux","pageSize":"1"}"#)
                == ["linux-forge - security update"]
        )
        let rows = try #require(try await visit.post(Self.path).member("patches")?.elements)
        PatchMember.expect(PatchMember.ofPatches, of: rows)
        let more = try await visit.post("\(Self.path)?platform=Windows&pageSize=1")
        #expect(try more.member("patches")?.elements?.count == 1)
    }

    @Test("a patch that is declined is not recommended")
    func leavesOutDeclined() async throws {
        let visit = try await Visit()
        try await visit.world.decide(.declined, WorldCatalogue.kernel)
        let titles = try await titles(visit, nil)
        #expect(titles.first == "Security update KB5030003")
        #expect(!titles.contains("linux-forge - security update"))
    }

    @Test(
        "a body of another shape is refused",
        arguments: [
            "[]", #"{"platform":"Amiga"}"#, #"{"pageSize":0}"#, #"{"pageSize":10001}"#,
            #"{"platform":["Linux"]}"#,
        ]
    )
    func refusesBodies(body: String) async throws {
        let visit = try await Visit()
        #expect(try await visit.post(Self.path, body).status == 400)
    }

    private func titles(_ visit: Visit, _ body: String?) async throws -> [String] {
        let answer = try await visit.post(Self.path, body)
        let rows = try #require(try answer.member("patches")?.elements, "\(answer.text)")
        return rows.compactMap { $0.value("title")?.text }
    }
}
