// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@Suite struct PatchRowTests {
    @Test(
        "a row has the members of the vendor's sample, in its order",
        arguments: ["Windows", "Linux"]
    )
    func hasTheMembersOfTheSample(platform: String) async throws {
        let visit = try await Visit()
        let listed = try await visit.get("/pm/v1/patches?platform=\(platform)&pageSize=100")
        PatchMember.expect(PatchMember.ofPatches, of: try listed.rows())
        let path = "/pm/v2/patches?platform=\(platform)&pageSize=100"
        PatchMember.expect(PatchMember.ofPatches, of: try await visit.post(path).rows())
    }

    @Test("a row of Windows says what its feed says")
    func tellsOfWindows() async throws {
        let visit = try await Visit()
        let row = try await visit.row(
            "/pm/v1/patches",
            where: "id",
            is: Visit.id(WorldCatalogue.march)
        )
        let released = SteppingClock.start + .seconds(-7 * 86_400)
        let former = [WorldCatalogue.january, WorldCatalogue.february].map { Visit.id($0) }
        expect(
            row,
            [
                "bulletin": .string("KB5030003"), "category": .string("Security Patches"),
                "cve": .array([.string("CVE-2026-6003"), .string("CVE-2026-6004")]),
                "kb": .string("KB5030003"), "appFamily": .array([.string("Windows")]),
                "product": .array([.string("Windows Server 2022")]),
                "publishedDate": .integer(released.milliseconds),
                "modifiedDate": .integer(released.milliseconds),
                "qid": .array([.string("20260006003"), .string("20260006004")]),
                "rebootRequired": .boolean(true), "supersededBy": .array([]),
                "supersedes": .array(former.sorted().map { .string($0) }),
                "title": .string("Security update KB5030003"), "type": .string("OS"),
                "vendor": .string("Microsoft"), "vendorSeverity": .string("Critical"),
                "vendorlink": .string("https://support.microsoft.com/help/5030003"),
                "missingCount": .integer(2), "installedCount": .integer(0),
                "downloadMethod": .string("Automatic"), "advisory": .null,
                "isSecurity": .boolean(true), "isSuperseded": .boolean(false),
                "isRollback": .boolean(false),
            ]
        )
    }

    @Test("what was replaced says by what")
    func tellsWhatReplacesIt() async throws {
        let visit = try await Visit()
        let row = try await visit.row(
            "/pm/v1/patches",
            where: "id",
            is: Visit.id(WorldCatalogue.january)
        )
        let later = [WorldCatalogue.february, WorldCatalogue.march].map { Visit.id($0) }
        expect(
            row,
            [
                "supersededBy": .array(later.sorted().map { .string($0) }),
                "supersedes": .array([]),
                "isSuperseded": .boolean(true), "missingCount": .integer(0),
                "installedCount": .integer(1), "rebootRequired": .null,
            ]
        )
    }

    @Test("a row of Linux names an advisory, and nothing of what only Windows has")
    func tellsOfLinux() async throws {
        let visit = try await Visit()
        let row = try await visit.row(
            "/pm/v1/patches?platform=Linux",
            where: "id",
            is: Visit.id(WorldCatalogue.hammer)
        )
        expect(
            row,
            [
                "architecture": .array([.string("amd64")]), "bulletin": .null, "kb": .null,
                "advisory": .string("DSA-7001-1"), "isSuperseded": .null, "supersedes": .array([]),
                "supersededBy": .array([]), "appFamily": .array([.string("hammer")]),
                "product": .array([.string("Debian 12")]), "vendor": .string("Debian"),
                "vendorSeverity": .string("Important"), "rebootRequired": .null,
                "vendorlink": .string("https://security-tracker.debian.org/tracker/DSA-7001-1"),
                "missingCount": .integer(1), "installedCount": .integer(2),
                "downloadMethod": .string("Automatic"), "type": .string("OS"),
                "isSecurity": .boolean(true), "isRollback": .boolean(true),
            ]
        )
    }

    @Test("what no feed says is null or None, and never made up")
    func leavesOutWhatIsNotKnown() async throws {
        let visit = try await Visit()
        let row = try await visit.row(
            "/pm/v1/patches?platform=Linux",
            where: "id",
            is: Visit.id(WorldCatalogue.ingot)
        )
        expect(
            row,
            [
                "advisory": .null, "publishedDate": .null, "vendorlink": .null, "cve": .array([]),
                "qid": .array([]), "vendorSeverity": .string("None"),
                "type": .string("Application"),
                "category": .string("Non-Security Patches"), "isSecurity": .boolean(false),
            ]
        )
    }

    private func expect(
        _ row: JSONValue,
        _ values: KeyValuePairs<String, JSONValue>,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for (key, value) in values {
            #expect(row.value(key) == value, "\(key)", sourceLocation: sourceLocation)
        }
    }
}
