// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@Suite struct PatchPackageTests {
    private static let packages = "/pm/v1/patchcatalog/patch/packages"
    private static let hammer = Visit.id(WorldCatalogue.hammer)
    private static let march = Visit.id(WorldCatalogue.march)

    @Test("a patch for Linux lists its packages with their architectures")
    func listsPackages() async throws {
        let visit = try await Visit()
        let path = "\(Self.packages)?pageNumber=0&patchUuid=\(Self.hammer)"
        let rows = try await visit.get(path).rows()
        #expect(rows.allSatisfy { $0.keys == ["packageName", "architecture"] })
        #expect(rows.map { $0.value("packageName") } == [.string("hammer"), .string("libhammer1")])
        #expect(rows.allSatisfy { $0.value("architecture") == .string("amd64") })
        let windows = try await visit.get("\(Self.packages)?patchUuid=\(Self.march)")
        #expect(try windows.rows() == [])
    }

    @Test("packages come in pages")
    func pages() async throws {
        let visit = try await Visit()
        let path = "\(Self.packages)?patchUuid=\(Self.hammer)&pageSize=1&pageNumber="
        #expect(try await visit.get(path + "0").column("packageName") == ["hammer"])
        #expect(try await visit.get(path + "1").column("packageName") == ["libhammer1"])
        #expect(try await visit.get(path + "2").rows() == [])
    }

    @Test(
        "a filter speaks of packages, or of the patch",
        arguments: [
            ("packageName:lib*", ["libhammer1"]), ("architecture:arm64", []),
            ("architecture:amd64 and not packageName:hammer", ["libhammer1"]),
            ("vendorSeverity:Important", ["hammer", "libhammer1"]),
            ("patchStatus:Missing and installedCount:2", ["hammer", "libhammer1"]),
            ("vendorSeverity:Low", []),
        ]
    )
    func filters(filter: String, expected: [String]) async throws {
        let visit = try await Visit()
        let path = "\(Self.packages)?patchUuid=\(Self.hammer)&filter=\(Visit.escaped(filter))"
        #expect(try await visit.get(path).column("packageName") == expected)
    }

    @Test("a patch lists its products")
    func listsProducts() async throws {
        let visit = try await Visit()
        let rows = try await visit.get("/pm/v1/patchcatalog/patch/\(Self.march)/products").rows()
        #expect(rows.count == 1 && rows[0].keys == ["product"])
        #expect(rows[0].value("product") == .array([.string("Windows Server 2022")]))
        let linux = try await visit.get("/pm/v1/patchcatalog/patch/\(Self.hammer)/products").rows()
        #expect(linux.first?.value("product") == .array([.string("Debian 12")]))
    }

    @Test(
        "a patch that is not there is not found",
        arguments: [
            "9bf5e773-177e-467c-a79a-1c345546be32", "nonsense",
        ]
    )
    func refusesUnknownPatches(id: String) async throws {
        let visit = try await Visit()
        for path in [
            "\(Self.packages)?patchUuid=\(id)", "/pm/v1/patchcatalog/patch/\(id)/products",
        ] {
            let answer = try await visit.get(path)
            #expect(answer.status == 404)
            #expect(try answer.error().message.contains(id))
        }
    }

    @Test(
        "a list of packages needs a patch, and a filter that can be read",
        arguments: [
            ("", "parameter patchUuid: missing"),
            ("patchUuid=\(hammer)&filter=packageName:%22x", "parameter filter"),
            ("patchUuid=\(hammer)&filter=colour:red", "unknown field `colour`"),
            ("patchUuid=\(hammer)&pageSize=0", "parameter pageSize"),
        ]
    )
    func refusesMistakes(parameters: String, words: String) async throws {
        let visit = try await Visit()
        let answer = try await visit.get("\(Self.packages)?\(parameters)")
        #expect(answer.status == 400)
        #expect(try answer.error().message.contains(words), "\(answer.text)")
    }
}
