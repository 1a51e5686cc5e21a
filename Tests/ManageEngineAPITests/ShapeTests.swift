// SPDX-License-Identifier: Apache-2.0
import Domain
import TestSupport
import Testing
import Web

@Suite struct ShapeTests {
    /// One list, how to ask for it, the row that is known best, and what is absent even there.
    private struct Probe {
        let shape: RowShape
        let path: String
        let key: String
        let value: JSONValue
        let absent: Set<String>
    }

    private static let everyone: Set<String> = [
        "search_tag", "owner", "owner_email_id", "description", "location",
    ]

    private static func probes(_ alder: Int64) -> [Probe] {
        ofSystems + ofPatches(alder)
    }

    private static var ofSystems: [Probe] {
        let name = JSONValue.string("alder")
        return [
            Probe(
                shape: .allSystems,
                path: "patch/allsystems",
                key: "resource_name",
                value: name,
                absent: everyone.union([
                    "os_language_abbr", "remarks", "last_operation", "last_action_initiated_on",
                    "shutdown_status", "shutdown_status_update_time",
                ])
            ),
            Probe(
                shape: .scanDetails,
                path: "patch/scandetails",
                key: "resource.name",
                value: name,
                absent: everyone.union([
                    "os_language_abbr", "agent_installed_dir", "scan_remarks_args",
                    "errorcodetokburl.kb_url",
                ])
            ),
            Probe(
                shape: .computers,
                path: "som/computers",
                key: "resource_name",
                value: name,
                absent: everyone.union([
                    "error_kb_url", "remarks_args", "modernappdetails.remarks",
                    "modernappdetails.status", "modernappdetails.enrollment_type",
                    "resourcemacip.dhcp_server_ip_address", "resourcemacip.gateway_ip_address",
                    "resourcemacip.subnet_ip_address", "resourcemacip.subnet_mask",
                ])
            ),
        ]
    }

    private static func ofPatches(_ alder: Int64) -> [Probe] {
        let hammer = JSONValue.integer(Visit.id(WorldCatalogue.hammer))
        let name = JSONValue.string("alder")
        return [
            Probe(
                shape: .allPatches,
                path: "patch/allpatches",
                key: "patch_id",
                value: hammer,
                absent: [
                    "download_status", "download_status_id", "ro_success_count",
                    "ro_failure_count", "ro_yettodownload_count",
                ]
            ),
            Probe(
                shape: .systemReport,
                path: "patch/systemreport?resid=\(alder)",
                key: "patch_id",
                value: hammer,
                absent: [
                    "download_status", "download_status_id", "patchstorestatusdefn.label",
                    "patchstorestatusdefn.image_name", "deploy_remarks_args",
                ]
            ),
            Probe(
                shape: .allPatchDetails,
                path: "patch/allpatchdetails?patchid=\(Visit.id(WorldCatalogue.hammer))",
                key: "resource.name",
                value: name,
                absent: ["deploy_remarks_args", "user_id"]
            ),
            Probe(
                shape: .viewConfig,
                path: "patch/viewconfig",
                key: "collection.collection_name",
                value: .string("Tuesday"),
                absent: [
                    "user_id", "modifieduser.user_id", "dc_user_id", "deletedby", "deleted_time",
                ]
            ),
        ]
    }

    @Test("every list has the vendor's keys and types, in every row")
    func hasKeysAndTypes() async throws {
        let visit = try await Visit()
        try await visit.installHammer()
        for probe in Self.probes(try visit.alder) {
            let answer = try await visit.get(probe.path)
            let differences = try JSONShape(of: answer.text)
                .differences(from: try probe.shape.shape())
            #expect(differences == [], "\(probe.shape.list)")
            #expect(try answer.member("message_type") == .string(probe.shape.list))
            let version = probe.shape.hasResponseCode ? "1.0" : "1.4"
            #expect(try answer.member("message_version") == .string(version))
            #expect(try answer.member("status") == .string("success"))
            for row in try answer.rows() {
                #expect(probe.shape.wordsInPlaceOfNumbers(row) == [], "\(probe.shape.list)")
            }
        }
    }

    @Test("where everything is known, only what this server never knows is absent")
    func leavesNothingOut() async throws {
        let visit = try await Visit()
        try await visit.installHammer()
        for probe in Self.probes(try visit.alder) {
            let row = try await visit.row(probe.path, where: probe.key, is: probe.value)
            #expect(probe.shape.absent(row) == probe.absent, "\(probe.shape.list)")
        }
    }

    @Test("a number that became a text, and a key that is missing, are told")
    func checkBites() throws {
        let shape = RowShape("things", numbers: "id count", texts: "name")
        let text = """
            {"response_code":200,"message_type":"things","message_response":{"total":1,"limit":25,
            "page":1,"things":[{"id":"4","name":7}]},"message_version":"1.0","status":"success"}
            """
        let differences = try JSONShape(of: text).differences(from: try shape.shape())
        #expect(
            differences == [
                "$.message_response.things[].count: missing",
                "$.message_response.things[].name: is number, expected string",
            ]
        )
        let row = JSONValue.object(JSONObject([.init("id", .string("4")), .init("count", .null)]))
        #expect(shape.wordsInPlaceOfNumbers(row) == ["id"])
    }
}
