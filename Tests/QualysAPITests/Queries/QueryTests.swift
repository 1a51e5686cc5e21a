// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Testing
import Web

/// What a query answers is what a plain reading of it finds in the exported rows.
@Suite struct QueryTests {
    /// The orchard, and all its rows as the lists export them page by page.
    private struct Export: Sendable {
        let visit: Visit
        let patches: [JSONValue]
        let assets: [JSONValue]
    }

    private static let export = Task {
        let world = try await World()
        try await Orchard.plant(in: world)
        let visit = try await Visit(world)
        var patches: [JSONValue] = []
        for platform in platforms {
            patches += try await rows(visit, "/pm/v2/patches?platform=\(platform)&pageSize=37")
        }
        // The shape of GET has the counts under the names that the cases read.
        var assets: [JSONValue] = []
        for page in 0..<3 {
            assets += try await visit.get("/pm/v1/assets?pageSize=400&pageNumber=\(page)").rows()
        }
        return Export(visit: visit, patches: patches, assets: assets)
    }

    private static let platforms = ["Windows", "Linux"]

    /// Every row of a list, by `searchAfter`.
    private static func rows(
        _ visit: Visit,
        _ path: String,
        body: String? = nil
    ) async throws -> [JSONValue] {
        var found: [JSONValue] = []
        var cursor = ""
        while true {
            let headers: KeyValuePairs = ["searchAfter": cursor]
            let answer = try await visit.post(path, body, headers: cursor.isEmpty ? [:] : headers)
            let page = try answer.rows()
            found += page
            guard !page.isEmpty, let next = answer.header("searchAfter") else { return found }
            try #require(next != cursor)
            cursor = next
        }
    }

    @Test("the export has every row once")
    func exportIsWhole() async throws {
        let export = try await Self.export.value
        #expect(export.assets.count == Orchard.count + 6)
        #expect(Set(export.assets.map { $0.cell("id") }).count == export.assets.count)
        #expect(Set(export.patches.map { $0.cell("id") }).count == export.patches.count)
        #expect(export.patches.count > 90)
    }

    @Test(
        "a query answers what a plain reading of it finds",
        arguments: QueryCase.documented + QueryCase.ofPatches + QueryCase.ofAssets
    )
    func answersAsRead(question: QueryCase) async throws {
        let export = try await Self.export.value
        let visit = export.visit
        let body = "{\"query\":\(Self.quoted(question.query))}"
        var found: [JSONValue] = []
        let all: [JSONValue]
        switch question.list {
        case .patches:
            all = export.patches
            for platform in Self.platforms {
                let path = "/pm/v2/patches?platform=\(platform)&pageSize=41"
                found += try await Self.rows(visit, path, body: body)
            }
        case .assets:
            all = export.assets
            found = try await Self.rows(visit, "/pm/v1/assets?pageSize=300", body: body)
        }
        let expected = Set(all.filter(question.accepts).map { $0.cell("id") })
        #expect(Set(found.map { $0.cell("id") }) == expected)
        #expect(found.count == expected.count)
        // A case that accepts everything or nothing would prove little.
        #expect(!expected.isEmpty && expected.count < all.count)
    }

    @Test("there are the documented two queries and forty more")
    func countOfCases() {
        #expect(QueryCase.documented.count == 2)
        #expect(QueryCase.ofPatches.count + QueryCase.ofAssets.count == 40)
    }

    @Test("counts agree with the lists that they count")
    func countsAgree() async throws {
        let export = try await Self.export.value
        for question in QueryCase.documented + QueryCase.ofPatches {
            var count: Int64 = 0
            for platform in Self.platforms {
                let query = try #require(
                    question.query.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
                )
                let path = "/pm/v1/patches/count?platform=\(platform)&query=\(query)"
                let json = try await export.visit.get(path).json()
                count += json.value("patches")?.value("count")?.int64 ?? -1
            }
            #expect(count == export.patches.filter(question.accepts).count, "\(question)")
        }
    }

    @Test("havingQuery limits patches to assets, and assets to patches")
    func havingQuery() async throws {
        let export = try await Self.export.value
        let windows = export.assets.filter { $0.hasWord("operatingSystem", "windows") }
        let lacking = Set(windows.flatMap(Self.missing))
        let having = Set(windows.flatMap { $0.texts("installedPatches") })
        let body = """
            {"query":"isSecurity: true and (patchStatus:[Missing, Installed] and \
            isSuperseded: false)","havingQuery":"operatingSystem:\\"Windows\\""}
            """
        let path = "/pm/v2/patches?platform=Windows&pageSize=30"
        let found = try await Self.rows(export.visit, path, body: body)
        let expected = export.patches.filter {
            let id = $0.cell("id")
            return $0.isTrue("isSecurity") && $0.isFalse("isSuperseded")
                && (lacking.contains(id) || having.contains(id))
        }
        #expect(Set(found.map { $0.cell("id") }) == Set(expected.map { $0.cell("id") }))
        for row in found {
            let id = row.cell("id")
            #expect(row.count("missingCount") == windows.count { Self.missing($0).contains(id) })
        }

        let severe = Set(
            export.patches.filter { $0.cell("vendorSeverity") == "Critical" }.map { $0.cell("id") }
        )
        let question = "{\"havingQuery\":\"vendorSeverity:Critical and patchStatus:Missing\"}"
        let assets = try await Self.rows(
            export.visit,
            "/pm/v1/assets?pageSize=500",
            body: question
        )
        let outdated = export.assets.filter { !severe.isDisjoint(with: Self.missing($0)) }
        #expect(Set(assets.map { $0.cell("id") }) == Set(outdated.map { $0.cell("id") }))
        #expect(!outdated.isEmpty)
    }

    private static func missing(_ asset: JSONValue) -> [String] {
        asset.value("missingPatches")?.elements?.map { $0.cell("id") } ?? []
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\""
    }
}
