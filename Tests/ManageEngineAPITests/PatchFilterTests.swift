// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@Suite struct PatchFilterTests {
    private static let all: Set<String> = [
        "hammer 2.0-1", "linux-forge 6.1.9-1", "tongs 1.5-1", "bellows 3.1-1", "bellows 3.2-1",
        "rasp 1.2-1", "rule 4.4-1", "ingot 7.0-1",
    ]

    private func query(_ text: String) -> String {
        text.replacing("HAMMER", with: String(Visit.id(WorldCatalogue.hammer)))
    }

    @Test("allpatches obeys each of its filters")
    func filtersAllPatches() async throws {
        let visit = try await Visit()
        try await visit.approve(WorldCatalogue.hammer)
        let declined = try await visit.post(
            "patch/declinepatch",
            #"{"patchids":[\#(Visit.id(WorldCatalogue.rasp))]}"#
        )
        #expect(declined.status == 200)
        let missing = Self.all.subtracting(["tongs 1.5-1", "bellows 3.1-1"])
        let table: [(String, Set<String>)] = [
            ("", Self.all),
            ("patchid=HAMMER", ["hammer 2.0-1"]), ("patchid=12", []),
            ("bulletinid=DSA-7001-1", ["hammer 2.0-1"]),
            ("bulletinid=dsa-7001-1", ["hammer 2.0-1"]),
            ("bulletinid=DSA-7002-1", []),
            ("patchstatusfilter=201", ["tongs 1.5-1", "bellows 3.1-1", "hammer 2.0-1"]),
            ("patchstatusfilter=202", missing), ("patchstatusfilter=206", []),
            ("patchstatusfilter=201,202", Self.all),
            ("approvalstatusfilter=211", ["hammer 2.0-1"]),
            ("approvalstatusfilter=212", ["rasp 1.2-1"]),
            ("approvalstatusfilter=0", Self.all.subtracting(["hammer 2.0-1", "rasp 1.2-1"])),
            ("approvalstatusfilter=210", Self.all.subtracting(["hammer 2.0-1", "rasp 1.2-1"])),
            ("severityfilter=0", Self.all), ("severityfilter=4", []),
            ("platformfilter=linux", Self.all), ("platformfilter=Windows", []),
            ("customgroupfilter=smiths", Self.all.subtracting(["bellows 3.1-1"])),
            ("customgroupfilter=clerks", []),
            ("branchofficefilter=Local Office".replacing(" ", with: "%20"), Self.all),
            ("branchofficefilter=Annex", []),
            ("domainfilter=FORGE", Self.all.subtracting(["bellows 3.1-1"])),
            ("domainfilter=FORGE&patchstatusfilter=201", ["tongs 1.5-1"]),
            ("searchcolumn=patch_name&searchvalue=bellows", ["bellows 3.1-1", "bellows 3.2-1"]),
            ("searchcolumn=patch_description&searchvalue=security", ["hammer 2.0-1"]),
            ("searchcolumn=patch_id&searchvalue=HAMMER", ["hammer 2.0-1"]),
        ]
        for (text, names) in table {
            let answer = try await visit.get("patch/allpatches?\(query(text))")
            #expect(answer.status == 200, "\(text): \(answer.text)")
            #expect(Set(try answer.column("patch_name")) == names, "\(text)")
        }
    }

    @Test("systemreport obeys each of its filters and leaves superseded patches out")
    func filtersSystemReport() async throws {
        let visit = try await Visit()
        try await visit.approve(WorldCatalogue.hammer)
        let listed = Self.all.subtracting(["bellows 3.1-1"])
        let table: [(String, Set<String>)] = [
            ("", listed),
            ("patchstatusfilter=201", ["tongs 1.5-1"]),
            ("patchstatusfilter=202", listed.subtracting(["tongs 1.5-1"])),
            ("patchstatusfilter=206", []), ("patchstatusfilter=201,202", listed),
            ("approvalstatusfilter=211", ["hammer 2.0-1"]), ("approvalstatusfilter=212", []),
            ("approvalstatusfilter=0", listed.subtracting(["hammer 2.0-1"])),
            ("severityfilter=0", listed), ("severityfilter=3", []),
            ("platformfilter=Linux", listed), ("platformfilter=Mac", []),
            ("searchcolumn=bulletin_id&searchvalue=7001", ["hammer 2.0-1"]),
        ]
        for (text, names) in table {
            let answer = try await visit.get("patch/systemreport?resid=\(visit.alder)&\(text)")
            #expect(answer.status == 200, "\(text): \(answer.text)")
            #expect(Set(try answer.column("patch_name")) == names, "\(text)")
        }
    }

    @Test("allpatchdetails obeys each of its filters")
    func filtersAllPatchDetails() async throws {
        let visit = try await Visit()
        let ofAlder = Self.all.subtracting(["bellows 3.1-1"]).map { "alder \($0)" }
        let others: Set<String> = [
            "cedar hammer 2.0-1", "elm bellows 3.1-1", "elm bellows 3.2-1",
        ]
        let all = others.union(ofAlder)
        let installed: Set<String> = [
            "alder tongs 1.5-1", "cedar hammer 2.0-1", "elm bellows 3.1-1",
        ]
        let table: [(String, Set<String>)] = [
            ("", all),
            ("patchid=HAMMER", ["alder hammer 2.0-1", "cedar hammer 2.0-1"]),
            ("bulletinid=DSA-7001-1", ["alder hammer 2.0-1", "cedar hammer 2.0-1"]),
            ("bulletinid=DSA-1", []),
            ("patchstatusfilter=201", installed),
            ("patchstatusfilter=202", all.subtracting(installed)),
            ("patchid=HAMMER&patchstatusfilter=202", ["alder hammer 2.0-1"]),
            ("branchofficefilter=Annex", []), ("branchofficefilter=local+office", all),
            ("customgroupfilter=smiths", Set(ofAlder)), ("domainfilter=FORGE", Set(ofAlder)),
            ("domainfilter=OTHER", []),
            ("severityfilter=0", all), ("severityfilter=1", []),
            ("platformfilter=Linux", all), ("platformfilter=Windows", []),
            (
                "searchcolumn=resource.name&searchvalue=elm",
                others.subtracting(["cedar hammer 2.0-1"])
            ),
            ("searchcolumn=patch_name&searchvalue=tongs", ["alder tongs 1.5-1"]),
        ]
        for (text, names) in table {
            let answer = try await visit.get("patch/allpatchdetails?\(query(text))")
            #expect(answer.status == 200, "\(text): \(answer.text)")
            let systems = try answer.column("resource.name")
            let patches = try answer.column("patch_name")
            #expect(Set(zip(systems, patches).map { "\($0) \($1)" }) == names, "\(text)")
        }
    }

    @Test("values outside the documented ones are refused with their parameter, not ignored")
    func refusesUnknownValues() async throws {
        let visit = try await Visit()
        for (path, name) in [
            ("patch/allpatches?patchstatusfilter=999", "patchstatusfilter"),
            ("patch/allpatches?approvalstatusfilter=1", "approvalstatusfilter"),
            ("patch/allpatches?severityfilter=5", "severityfilter"),
            ("patch/allpatches?patchid=KB1", "patchid"),
            ("patch/systemreport?resid=2&patchstatusfilter=999", "patchstatusfilter"),
            ("patch/allpatchdetails?patchstatusfilter=203", "patchstatusfilter"),
            ("patch/viewconfig?configstatusfilter=Lost", "configstatusfilter"),
        ] {
            let answer = try await visit.get(path)
            #expect(answer.status == 400, "\(path)")
            #expect(try answer.member("errorCode") == .string("IAM0025"), "\(path)")
            let message = try #require(try answer.member("errorMsg")?.text)
            #expect(message.contains("parameter \(name):"), "\(path): \(message)")
        }
    }

    @Test("a report needs a system, and one that exists")
    func needsSystem() async throws {
        let visit = try await Visit()
        let missing = try await visit.get("patch/systemreport")
        #expect(missing.status == 400)
        #expect(try missing.member("errorCode") == .string("IAM0021"))
        let unknown = try await visit.get("patch/systemreport?resid=777")
        #expect(unknown.status == 200)
        #expect(try unknown.member("status") == .string("error"))
        #expect(try unknown.member("message_type") == .string("systemreport"))
        #expect(try unknown.member("error_code") == .string("90404"))
        let text = try #require(try unknown.member("error_description")?.text)
        #expect(text.contains("resource_id 777"))
        let empty = try await visit.get(
            "patch/systemreport?resid=\(visit.world.number(of: "birch"))"
        )
        #expect(try empty.total() == 0)
    }
}
