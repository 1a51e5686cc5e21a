// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Testing
import Web

@testable import QualysAPI

/// What the members of an asset say.
@Suite struct AssetValueTests {
    @Test("what an agent tells stands in the row")
    func told() async throws {
        let visit = try await Visit()
        let row = try await visit.row("/pm/v1/assets", where: "name", is: "alder")
        let expected: [(String, JSONValue)] = [
            ("operatingSystem", .string("Debian GNU/Linux 12 (bookworm)")),
            ("lastLoggedOnUser", .string("striker")), ("version", .string("12.11")),
            ("architecture", .string("x86_64")), ("osIdentifier", .string("DEBIAN12")),
            ("platform", .string("Linux")), ("agentVersion", .string("0.1.0")),
            ("isolation", .null), ("activatedModules", .array([.string("MTG"), .string("PM")])),
            ("osNotSupportedForModules", .array([])),
        ]
        for (key, value) in expected { #expect(row.value(key) == value, "\(key)") }
        #expect(row.value("hardware")?.value("model") == .string("Anvil 7,1"))
        let rows = try #require(row.value("interfaces")?.elements)
        let texts = rows.map { row in
            row.members?.members.map { $0.value.text ?? "-" }.joined(separator: " ")
        }
        #expect(
            texts == [
                "eth0 02:00:00:00:00:07 - 10.9.0.7 10.9.0.1",
                "eth0 02:00:00:00:00:07 2001:db8::7 - -",
            ]
        )
    }

    @Test("what an imported device does not tell is null")
    func untold() async throws {
        let visit = try await Visit()
        let row = try await visit.row("/pm/v1/assets", where: "name", is: "fir")
        for key in ["lastLoggedOnUser", "version", "architecture", "agentVersion", "isolation"] {
            #expect(row.value(key) == .null, "\(key)")
        }
        #expect(row.value("hardware")?.value("model") == .null)
        #expect(row.value("operatingSystem") == .string("Windows Server 2022"))
        #expect(row.value("osIdentifier") == .string("WINDOWSSERVER2022"))
        #expect(row.value("activatedModules") == .array([.string("PM")]))
        #expect(row.value("interfaces") == .array([]))
        #expect(row.value("tags") == .array([]))
    }

    @Test("the lists of patches are as long as the counts, and name what filters find")
    func counts() async throws {
        let visit = try await Visit()
        for row in try await visit.get("/pm/v1/assets").rows() {
            let name = row.value("name")?.text ?? ""
            let missing = row.value("missingPatches")?.elements ?? []
            let installed = row.value("installedPatches")?.elements ?? []
            #expect(row.value("missingCount")?.int64 == Int64(missing.count), "\(name)")
            #expect(row.value("installedCount")?.int64 == Int64(installed.count), "\(name)")
            let question =
                "name:\(name)+AND+missingPatchCount:\(missing.count)"
                + "+AND+installedPatchCount:\(installed.count)"
            let found = try await visit.get("/pm/v1/assets?query=\(question)").column("name")
            #expect(found == [name])
        }
        let holly = try #require(
            try await visit.post("/pm/v1/assets", #"{"query":"name:holly"}"#).rows().first
        )
        #expect(holly.value("missingPatchCount") == .integer(3))
        #expect(holly.value("nonSupersededMissingPatchCount") == .integer(2))
        #expect(holly.value("installedPatchCount") == .integer(2))
        let missing = holly.value("missingPatches")?.elements?.compactMap { $0.value("id")?.text }
        let expected = [WorldCatalogue.february, WorldCatalogue.march, WorldCatalogue.defender]
        #expect(Set(missing ?? []) == Set(expected.map { Visit.id($0) }))
    }

    @Test("an asset is scanned until its last job fails, and scanned again when one succeeds")
    func status() async throws {
        let visit = try await Visit()
        var row = try await visit.row("/pm/v1/assets", where: "name", is: "alder")
        let scanned = SteppingClock.start.milliseconds - 3_600_000
        #expect(row.value("assetStatus") == .string("Scanned"))
        #expect(row.value("statusCode") == .integer(20_211))
        #expect(row.value("scanDateTime") == .integer(scanned))
        #expect(row.value("statusDateTime") == .integer(scanned))

        try await visit.install(WorldCatalogue.hammer)
        try await visit.carryOut(on: "alder", .failure("no space left"))
        row = try await visit.row("/pm/v1/assets", where: "name", is: "alder")
        #expect(row.value("assetStatus") == .string("Failed"))
        #expect(row.value("scanStatus") == .string("Scanned"))
        #expect(row.value("statusCode") == .integer(20_212))
        #expect(row.value("scanDateTime") == .integer(scanned))
        let failed = visit.world.clock.now.milliseconds
        #expect(row.value("statusDateTime") == .integer(failed))

        visit.world.clock.advance(by: .seconds(60))
        try await visit.install(WorldCatalogue.hammer)
        try await visit.carryOut(on: "alder")
        let answer = try await visit.post("/pm/v1/assets", #"{"query":"name:alder"}"#)
        row = try #require(try answer.rows().first)
        #expect(row.value("status") == .string("Scanned"))
        #expect(row.value("statusCode") == .integer(20_211))
        #expect(row.value("statusDateTime") == row.value("scanDateTime"))
    }

    @Test("an asset that was never scanned has no code, no system and no patches")
    func neverScanned() async throws {
        let visit = try await Visit()
        _ = try await Machine.enroll("yew", visit.world.services)
        let row = try await visit.row("/pm/v1/assets", where: "name", is: "yew")
        #expect(row.value("assetStatus") == .string("NotScanned"))
        #expect(row.value("scanStatus") == .string("NotScanned"))
        for key in ["statusCode", "statusDateTime", "scanDateTime", "osIdentifier", "version"] {
            #expect(row.value(key) == .null, "\(key)")
        }
        #expect(row.value("missingCount") == .integer(0))
        let found = try await visit.get("/pm/v1/assets?query=scanStatus:NotScanned")
        #expect(try found.column("name") == ["yew"])
    }

    @Test("addresses of which nobody says how they belong together have rows of their own")
    func olderAgents() {
        var facts = DeviceFacts(
            ipAddresses: ["2001:db8::7", "10.9.0.7"],
            macAddresses: ["02:00:00:00:00:07"]
        )
        #expect(
            AssetInterface.rows(of: facts) == [
                AssetInterface(address: "10.9.0.7"),
                AssetInterface(macAddress: "02:00:00:00:00:07"),
                AssetInterface(version6: "2001:db8::7"),
            ]
        )
        facts.interfaces = [NetworkInterface(name: "tun0")]
        #expect(AssetInterface.rows(of: facts) == [AssetInterface(name: "tun0")])
    }

    @Test(
        "the identifier of a system is its release in capitals",
        arguments: [
            ("rhel:8", "RHEL8"), ("debian:12", "DEBIAN12"), ("ubuntu:24.04", "UBUNTU2404"),
            ("almalinux:9", "ALMALINUX9"), ("suse:sles:15.5", "SUSESLES155"),
            ("windows:Windows Server 2022", "WINDOWSSERVER2022"),
        ]
    )
    func identifiers(stream: String, identifier: String) {
        #expect(AssetSystem.identifier(of: Stream(rawValue: stream)) == identifier)
    }
}
