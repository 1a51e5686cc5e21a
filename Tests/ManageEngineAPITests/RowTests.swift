// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@Suite struct RowTests {
    /// Compares some cells of a row.
    private func expect(_ row: JSONValue, _ cells: KeyValuePairs<String, JSONValue>) {
        for (key, value) in cells { #expect(row.value(key) == value, "\(key)") }
    }

    @Test("a missing, a held, a phased and an installed patch are told apart")
    func tellsFindings() async throws {
        let visit = try await Visit()
        expect(
            try await visit.report(WorldCatalogue.hammer),
            [
                "affected_patch_status": .integer(202),
                "affectedpatchstatusdefn.label": .string("dc.common.MISSING"),
                "deploy_remarks": .string("--"), "deployment_status": .string("--"),
                "patch_status": .integer(0),
                "configstatusdefn.label": .string("dc.common.NOT_APPROVED"),
                "bulletin_id": .string("DSA-7001-1"),
                "patch_description": .string("hammer - security update"),
                "update_name": .string("Security Updates"), "update_id": .integer(0),
                "vendor_name": .string("Debian"), "severity": .integer(0),
                "severity_name": .string("dc.common.UNRATED"),
                "pmseverity.name": .string("Unrated"), "superceded_by": .string("NA"),
                "patch_released_time": .integer(WorldCatalogue.issued.milliseconds),
                "platform": .integer(3), "platform_name": .string("Linux"),
                "patch_noreboot": .integer(0), "resource_id": .integer(try visit.alder),
            ]
        )
        expect(
            try await visit.report(WorldCatalogue.tongs),
            [
                "affected_patch_status": .integer(201),
                "affectedpatchstatusdefn.label": .string("dc.common.INSTALLED"),
                "affectedpatchstatusdefn.image_name": .string("/images/success.gif"),
                "update_name": .string("Non-Security Updates"), "patch_type": .integer(1),
                "bulletin_id": .string("--"), "installed_time": .string("--"),
                "patch_released_time": .string("--"), "deploy_remarks": .string("--"),
            ]
        )
        for (patch, words) in [(WorldCatalogue.rasp, "holds"), (WorldCatalogue.rule, "10 %")] {
            let row = try await visit.report(patch)
            #expect(row.value("affected_patch_status") == .integer(202))
            let remarks = try #require(row.value("deploy_remarks")?.text)
            #expect(remarks.contains(words), "\(remarks)")
        }
        let kernel = try await visit.report(WorldCatalogue.kernel)
        #expect(kernel.value("patch_noreboot") == .integer(1))
        let ingot = try await visit.report(WorldCatalogue.ingot)
        expect(
            ingot,
            ["update_name": .string("Third Party Updates"), "vendor_name": .string("Foundry")]
        )
    }

    @Test("allpatches counts installed, missing and failed systems")
    func counts() async throws {
        let visit = try await Visit()
        let rows = try await visit.get("patch/allpatches").rows()
        let counted = Dictionary(
            uniqueKeysWithValues: rows.map { row in
                (
                    row.value("patch_name")?.text ?? "",
                    ["installed", "missing", "failed"].map { row.value($0)?.int64 ?? -1 }
                )
            }
        )
        #expect(
            counted == [
                "hammer 2.0-1": [1, 1, 0], "linux-forge 6.1.9-1": [0, 1, 0],
                "tongs 1.5-1": [1, 0, 0], "bellows 3.1-1": [1, 0, 0], "bellows 3.2-1": [0, 2, 0],
                "rasp 1.2-1": [0, 1, 0], "rule 4.4-1": [0, 1, 0], "ingot 7.0-1": [0, 1, 0],
            ]
        )
        let hammer = try await visit.row(
            "patch/allpatches",
            where: "patch_id",
            is: .integer(Visit.id(WorldCatalogue.hammer))
        )
        expect(
            hammer,
            [
                "patch_size": .integer(5_700), "sqnumber": .string("2.0-1"),
                "updated_time": .integer(visit.world.clock.now.milliseconds),
                "status_id": .integer(0), "first_name": .string("--"),
            ]
        )
        let details = try await visit.get("patch/allpatchdetails?bulletinid=DSA-7001-1").rows()
        // Alder has amd64; nobody knows the architecture of cedar's packages.
        #expect(details.map { $0.value("patch_size") } == [.integer(1_700), .integer(5_700)])
        let narrow = try await visit.get("patch/allpatches?customgroupfilter=smiths").rows()
        let bellows = try #require(
            narrow.first { $0.value("patch_name") == .string("bellows 3.2-1") }
        )
        #expect(bellows.value("missing") == .integer(1))
    }

    @Test("allsystems knows health, counts, contact, restart and place")
    func tellsSystems() async throws {
        let visit = try await Visit()
        let now = visit.world.clock.now.milliseconds
        expect(
            try await visit.row(
                "patch/allsystems",
                where: "resource_name",
                is: .string("alder")
            ),
            [
                "resource_id": .integer(try visit.alder), "resource_health_status": .integer(3),
                "installed_ms_patches": .integer(1), "missing_ms_patches": .integer(5),
                "total_ms_patches": .integer(6), "installed_tp_patches": .integer(0),
                "missing_tp_patches": .integer(1), "total_tp_patches": .integer(1),
                "computer_live_status": .integer(1), "scan_status": .integer(228),
                "last_scan_time": .integer(now), "agent_last_contact_time": .integer(now),
                "agent_last_bootup_time": .integer(1_898_000_000_000),
                "resourcetorebootdetails.reboot_req_status": .boolean(true),
                "timezone_offset": .string("60"), "branch_office_name": .string("Local Office"),
                "ip_address": .string("10.9.0.7,fd00::7"), "os_platform": .integer(3),
                "os_name": .string("Debian GNU/Linux 13 (trixie)"),
                "service_pack": .string("13.7"),
                "agent_logged_on_users": .string("smith,striker"),
                "deployment_status": .string("--"),
            ]
        )
        expect(
            try await visit.row(
                "patch/allsystems",
                where: "resource_name",
                is: .string("birch")
            ),
            [
                "resource_health_status": .integer(0), "missing_ms_patches": .string("--"),
                "total_tp_patches": .string("--"), "critical_patch_count": .string("--"),
                "computer_live_status": .integer(2), "scan_status": .integer(229),
                "scan_remarks": .string("--"), "last_scan_time": .string("--"),
                "resourcetorebootdetails.reboot_req_status": .string("--"),
                "agent_last_contact_time": .integer(SteppingClock.start.milliseconds),
                "branch_office_name": .string("Annex"), "os_name": .string("--"),
            ]
        )
    }

    @Test("a computer without an agent is not managed and its live status is unknown")
    func tellsImported() async throws {
        let visit = try await Visit()
        expect(
            try await visit.row("som/computers", where: "resource_name", is: .string("cedar")),
            [
                "managed_status": .integer(62), "installation_status": .integer(21),
                "computer_live_status": .integer(3), "agent_installed_on": .integer(-1),
                "agent_last_contact_time": .integer(-1), "agent_version": .string("--"),
                "os_name": .string("debian:13"), "customer_name": .string("Default Customer"),
                "computer.processor_arch_type_id": .integer(1),
            ]
        )
        let now = visit.world.clock.now.milliseconds
        expect(
            try await visit.row("som/computers", where: "resource_name", is: .string("alder")),
            [
                "managed_status": .integer(61), "installation_status": .integer(22),
                "computer_live_status": .integer(1), "agent_installed_on": .integer(now),
                "agent_version": .string("0.1.0"),
                "managedcomputer.agent_version_num": .integer(10),
                "fqdn_name": .string("alder.forge.example"),
                "processorarchtype.processor_arch_name": .string("x64-based PC"),
                "computer.processor_arch_type_id": .integer(3),
                "computer.processor_architecture": .integer(2),
                "resource_id_string": .string(String(try visit.alder)),
            ]
        )
    }

    @Test("an agent is live for two waits and then down")
    func tellsLiveStatus() async throws {
        let visit = try await Visit()
        let path = "som/computers?computernamefilter=alder"
        for (seconds, status) in [(109, 1), (1, 1), (1, 2)] as [(Int, Int64)] {
            visit.world.clock.advance(by: .seconds(seconds))
            let row = try #require(try await visit.get(path).rows().first)
            #expect(row.value("computer_live_status") == .integer(status))
            let filtered = try await visit.get("\(path)&livestatusfilter=\(status)")
            #expect(try filtered.total() == 1)
        }
    }

    @Test("a customer that is named narrows the view, and one that does not exist is told")
    func narrowsToCustomer() async throws {
        let visit = try await Visit()
        let customer = try #require(
            try await visit.get("som/computers").rows().first?.value("customer_id")?.int64
        )
        #expect(try await visit.get("som/computers?customerid=\(customer)").total() == 5)
        try await visit.world.addCustomer(number: 90)
        #expect(try await visit.get("som/computers?customerid=90").total() == 0)
        #expect(try await visit.get("patch/allpatches?customerid=90").total() == 0)
        #expect(try await visit.get("som/computers").total() == 5)
        let unknown = try await visit.get("som/computers?customerid=999")
        #expect(try unknown.member("status") == .string("error"))
        #expect(try unknown.member("error_code") == .string("90404"))
    }
}
