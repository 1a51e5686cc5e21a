// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import QualysAPI
import Testing
import Web

/// The setting for clients that were written before release 3.9.
@Suite struct OlderAssetTests {
    private static let additions = ["missingPatches", "agentVersion", "installedPatches"]

    private func post(
        _ visit: Visit,
        _ body: String? = nil,
        accept: String? = "*/*",
        isOn: Bool = true
    ) async throws -> JSONValue {
        var headers = [(name: "Authorization", value: "Bearer \(visit.token)")]
        if let accept { headers.append((name: "Accept", value: accept)) }
        let answer = try await visit.world.send(
            .post,
            "/pm/v1/assets",
            body: body,
            headers: headers,
            settings: QualysSettings(showsOlderAssets: isOn)
        )
        return try #require(try answer.rows().first { $0.value("name")?.text == "alder" })
    }

    @Test(
        "a client that does not say what it reads gets nothing that release 3.9 added",
        arguments: ["*/*", nil] as [String?]
    )
    func older(accept: String?) async throws {
        let row = try await post(try await Visit(), accept: accept)
        // What the strict classes of the vendor's older clients know.
        #expect(
            Set(row.keys) == [
                "id", "name", "operatingSystem", "version", "platform", "osIdentifier", "tags",
                "interfaces", "scanStatus", "status", "statusCode", "installedPatchCount",
                "missingPatchCount", "nonSupersededMissingPatchCount", "activatedModules",
                "lastLoggedOnUser", "scanDateTime", "statusDateTime", "hardware",
                "architecture", "osNotSupportedForModules",
            ]
        )
        let interfaces = row.value("interfaces")?.elements ?? []
        #expect(interfaces.count == 1)
        #expect(interfaces.allSatisfy { $0.value("ipv6Address") == nil })
    }

    @Test(
        "a client that says so gets everything, as does everyone without the setting",
        arguments: [("application/json", true), ("*/*", false)]
    )
    func whole(accept: String, isOn: Bool) async throws {
        let row = try await post(try await Visit(), accept: accept, isOn: isOn)
        #expect(Self.additions.allSatisfy { row.value($0) != nil })
        #expect(row.value("interfaces")?.elements?.count == 2)
    }

    @Test("attributes that name an addition bring it back")
    func chosen() async throws {
        let visit = try await Visit()
        let some = try await post(visit, #"{"attributes":"name,interfaces,missingPatches"}"#)
        #expect(some.keys == ["interfaces", "missingPatches", "name"])
        #expect(some.value("interfaces")?.elements?.count == 1)
        let more = try await post(visit, #"{"attributes":"name,interfaces,ipv6Address"}"#)
        #expect(more.keys == ["interfaces", "name"])
        #expect(more.value("interfaces")?.elements?.count == 2)
    }
}
