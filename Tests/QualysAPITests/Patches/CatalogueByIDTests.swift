// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@Suite struct CatalogueByIDTests {
    private static let path = "/pm/v1/patchcatalog/patches"
    private static let march = Visit.id(WorldCatalogue.march)
    private static let hammer = Visit.id(WorldCatalogue.hammer)
    private static let clinker = Visit.id(WorldCatalogue.clinker)

    @Test("patches are found by their ids, each once, in the order asked for")
    func findsByID() async throws {
        let visit = try await Visit()
        let ids = [Self.clinker, Self.march, Self.hammer]
        let answer = try await visit.post(Self.path, Self.body(ids + [Self.march]))
        #expect(try answer.column("id") == ids)
        PatchMember.expect(PatchMember.ofCatalogue, of: try answer.rows())
    }

    @Test("ids that no patch has are left out")
    func leavesOutUnknownIDs() async throws {
        let visit = try await Visit()
        let ids = [
            "9bf5e773-177e-467c-a79a-1c345546be32", Self.march.uppercased(), "nonsense", "7",
        ]
        #expect(try await visit.post(Self.path, Self.body(ids)).column("id") == [Self.march])
        #expect(try await visit.post(Self.path, #"{"patchUuid":[]}"#).rows() == [])
    }

    @Test("a platform counts only where it is given")
    func choosesPlatform() async throws {
        let visit = try await Visit()
        let body = Self.body([Self.march, Self.hammer])
        #expect(try await visit.post(Self.path, body).rows().count == 2)
        let linux = try await visit.post("\(Self.path)?platform=Linux", body)
        #expect(try linux.column("id") == [Self.hammer])
    }

    @Test("the list is sorted and projected where that is asked for")
    func sortsAndProjects() async throws {
        let visit = try await Visit()
        let body = Self.body([Self.hammer, Self.march, Self.clinker])
        let sort = Visit.escaped(#"[{"platform":"desc"},{"vendorSeverity":"desc"}]"#)
        let answer = try await visit.post("\(Self.path)?sort=\(sort)&attributes=id", body)
        #expect(try answer.column("id") == [Self.march, Self.clinker, Self.hammer])
        #expect(try answer.rows().allSatisfy { $0.keys == ["id"] })
    }

    @Test("at most 1,000 ids are taken")
    func hasALimit() async throws {
        let visit = try await Visit()
        let ids = Array(repeating: Self.march, count: 1_000)
        #expect(try await visit.post(Self.path, Self.body(ids)).rows().count == 1)
        let answer = try await visit.post(Self.path, Self.body(ids + [Self.march]))
        #expect(answer.status == 400)
        #expect(try answer.error().message.contains("parameter patchUuid"))
    }

    @Test(
        "a body of another shape is refused",
        arguments: [
            nil, "[]", "{}", #"{"patchUuid":{}}"#, #"{"patchUuid":[null]}"#, #"{"patchUuid":true}"#,
        ]
    )
    func refusesBodies(body: String?) async throws {
        let visit = try await Visit()
        let answer = try await visit.post(Self.path, body)
        #expect(answer.status == 400, "\(answer.text)")
        #expect(try !answer.error().message.isEmpty)
    }

    private static func body(_ ids: [String]) -> String {
        #"{"patchUuid":["\#(ids.joined(separator: #"",""#))"]}"#
    }
}
