// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Services
import Testing
import Web

@Suite struct InstallTests {
    @Test("an approved patch is ordered, installed and then reported as installed by this server")
    func installs() async throws {
        let visit = try await Visit()
        let order = try await visit.orderHammer()
        #expect(order.kind == .install)
        #expect(order.patches.map(\.patch) == [WorldCatalogue.hammer.patch.uuid])
        #expect(
            order.patches.first?.packages.map { "\($0.name) \($0.version)" }.sorted()
                == ["hammer 2.0-1", "libhammer1 2.0-1"]
        )
        let open = try await visit.report(WorldCatalogue.hammer)
        #expect(open.value("affected_patch_status") == .integer(202))
        #expect(open.value("deployment_status") == .string("--"))
        #expect(open.value("collection.collection_name") == .string("Tuesday"))
        #expect(open.value("deploy_remarks")?.text?.contains("under way") == true)

        visit.world.clock.advance(by: .seconds(30))
        try await visit.world.alder.upload(WorldSystems.inventory(hammer: "2.0-1"))
        try await visit.world.alder.report(order, .installed, at: visit.world.clock.now)
        let now = JSONValue.integer(visit.world.clock.now.milliseconds)
        let done = try await visit.report(WorldCatalogue.hammer)
        for (key, value) in [
            ("affected_patch_status", .integer(201)), ("deployment_status", .integer(209)),
            ("install_error_code", .integer(-1)), ("installed_time", now),
            ("installstatusdefn.label", .string("dc.common.INSTALLED")),
            ("deploy_remarks", .string("dc.db.agent.config.patchscan.success")),
            ("collection.collection_name", .string("Tuesday")),
            ("deployer.first_name", .string("admin")),
        ] as [(String, JSONValue)] {
            #expect(done.value(key) == value, "\(key)")
        }
        let system = try await visit.row(
            "patch/allsystems",
            where: "resource_name",
            is: .string("alder")
        )
        #expect(system.value("deployment_status") == .integer(209))
        #expect(system.value("last_patched_time") == now)
        #expect(system.value("missing_ms_patches") == .integer(4))
        let rasp = try await visit.report(WorldCatalogue.rasp)
        #expect(rasp.value("affected_patch_status") == .integer(202), "nothing else changed")
    }

    @Test("a failure is 206 with the package manager's own words and exit status")
    func tellsFailure() async throws {
        let visit = try await Visit()
        let order = try await visit.orderHammer()
        let failure = Failure(exitCode: 100, text: "E: the anvil is locked")
        try await visit.world.alder.report(
            order,
            .failed,
            failure: failure,
            at: visit.world.clock.now
        )
        let row = try await visit.report(WorldCatalogue.hammer)
        for (key, value) in [
            ("affected_patch_status", .integer(206)), ("deployment_status", .integer(206)),
            ("affectedpatchstatusdefn.label", .string("dc.common.FAILED")),
            ("install_error_code", .integer(100)), ("installed_time", .string("--")),
            ("deploy_remarks", .string("E: the anvil is locked")),
        ] as [(String, JSONValue)] {
            #expect(row.value(key) == value, "\(key)")
        }
        let path = "patch/systemreport?resid=\(try visit.alder)&patchstatusfilter"
        #expect(try await visit.get("\(path)=206").column("patch_name") == ["hammer 2.0-1"])
        #expect(
            try await visit.get("\(path)=202").column("patch_name").contains("hammer 2.0-1")
                == false
        )
        let failed = try await visit.get("patch/allpatches?patchstatusfilter=206").rows()
        #expect(failed.map { $0.value("failed") } == [.integer(1)])
        #expect(failed.map { $0.value("missing") } == [.integer(1)])
        let system = try await visit.row(
            "patch/allsystems",
            where: "resource_name",
            is: .string("alder")
        )
        #expect(system.value("deployment_status") == .integer(206))
        #expect(system.value("status_label") == .string("dc.db.config.status.failed"))
    }

    @Test("the configuration shows how far its systems are, and obeys its filters")
    func listsConfigurations() async throws {
        let visit = try await Visit()
        _ = try await visit.post("patch/computers/scanall")
        let scan = try #require(try await visit.world.alder.orders().first)
        try await visit.world.alder.report(scan, .installed, at: visit.world.clock.now)
        #expect(try await visit.get("patch/viewconfig").total() == 0, "a scan is none")
        let order = try await visit.orderHammer()
        try await check(visit, "InProgress", "Total Targets ( 1 ), Yet to Apply ( 1 )")
        try await visit.world.alder.upload(WorldSystems.inventory(hammer: "2.0-1"))
        try await visit.world.alder.report(order, .installed, at: visit.world.clock.now)
        try await check(visit, "Executed", "Total Targets ( 1 ), Success ( 1 )")
        for (query, total) in [
            ("configstatusfilter=Executed,Draft", 1), ("configstatusfilter=Draft", 0),
            ("configstatusfilter=InProgress", 0), ("branchofficefilter=Local+Office", 1),
            ("branchofficefilter=Annex", 0), ("domainfilter=forge", 1), ("domainfilter=x", 0),
        ] as [(String, Int64)] {
            #expect(try await visit.get("patch/viewconfig?\(query)").total() == total, "\(query)")
        }
    }

    private func check(_ visit: Visit, _ status: String, _ counts: String) async throws {
        let answer = try await visit.get("patch/viewconfig?configstatusfilter=\(status)")
        let row = try #require(try answer.rows().first, "\(status)")
        #expect(row.value("collection.collection_name") == .string("Tuesday"))
        #expect(row.value("collectionstatussummary.status_count_desc") == .string(counts))
        #expect(row.value("first_name") == .string("admin"))
    }

    @Test("every way of naming targets reaches the system")
    func takesTargets() async throws {
        let visit = try await Visit()
        try await visit.approve(WorldCatalogue.hammer)
        let id = Visit.id(WorldCatalogue.hammer)
        let alder = try visit.alder
        for target in [
            #","ResourceIDs":["\#(alder)"]"#, #","resourceids":[\#(alder)]"#,
            #","resourceNames":["Alder"]"#, #","resourceNames":["alder.forge.example"]"#,
            #","customGroups":["smiths"]"#, #","ipAddresses":["fd00::7"]"#,
            #","remoteOffices":["local office"]"#, "",
        ] {
            let body = #"{"patchids":["\#(id)"]\#(target)}"#
            let answer = try await visit.post("patch/installpatch", body)
            #expect(
                answer.text == #"{"message_type":"installpatch","message_response":"#
                    + #"{"installpatch":{}},"message_version":"1.4","status":"success"}"#,
                "\(target)"
            )
            let orders = try await visit.world.alder.orders()
            #expect(orders.count == 1, "\(target)")
            #expect(try await visit.world.birch.orders().isEmpty, "\(target)")
            // A failure makes way for the next order.
            try await visit.world.alder.report(
                try #require(orders.first),
                .failed,
                at: visit.world.clock.now
            )
        }
    }

    @Test("without patches, all that are approved and missing are installed, and no others")
    func installsAllMissing() async throws {
        let visit = try await Visit()
        try await visit.approve(WorldCatalogue.hammer, WorldCatalogue.ingot)
        let body = #"{"ResourceIDs":[\#(try visit.alder)],"isOnlyApproved":"true"}"#
        let answer = try await visit.post("patch/installpatch", body)
        #expect(try answer.member("status") == .string("success"), "\(answer.text)")
        let order = try #require(try await visit.world.alder.orders().first)
        #expect(
            Set(order.patches.map(\.patch))
                == [WorldCatalogue.hammer.patch.uuid, WorldCatalogue.ingot.patch.uuid]
        )
    }

    @Test("with isOnlyApproved, patches that are not approved are left out")
    func leavesUnapprovedOut() async throws {
        let visit = try await Visit()
        try await visit.approve(WorldCatalogue.hammer)
        let ids = "\(Visit.id(WorldCatalogue.hammer)),\(Visit.id(WorldCatalogue.ingot))"
        let strict = try await visit.post("patch/installpatch", #"{"PatchIDs":[\#(ids)]}"#)
        #expect(try strict.member("error_code") == .string("90409"))
        #expect(try await visit.world.alder.orders().isEmpty)
        let body = #"{"PatchIDs":[\#(ids)],"isOnlyApproved":true}"#
        let answer = try await visit.post("patch/installpatch", body)
        #expect(try answer.member("status") == .string("success"), "\(answer.text)")
        let order = try #require(try await visit.world.alder.orders().first)
        #expect(order.patches.map(\.patch) == [WorldCatalogue.hammer.patch.uuid])
    }

    @Test("the whole request is kept, and the expiry counts")
    func keepsRequest() async throws {
        let visit = try await Visit()
        try await visit.approve(WorldCatalogue.hammer)
        // The world's clock stands at 17:46:40 on 2030-03-27.
        let body =
            #"{"PatchIDs":[\#(Visit.id(WorldCatalogue.hammer))],"ConfigName":"Tuesday","#
            + #""retrySettings":{"enableRetrySettings":true,"noOfRetries":2},"#
            + #""deploymentType":2,"deadlineTime":1691393760,"forceRebootOption":2,"#
            + #""DeploymentPolicyTemplateID":1,"ticketId":"T-1","expirytime":"2030-03-27 18:00"}"#
        let answer = try await visit.post("patch/installpatch", body)
        #expect(try answer.member("status") == .string("success"), "\(answer.text)")
        let (_, page) = try await visit.world.services.deployments.list(
            offset: 0,
            limit: 1,
            by: World.owner
        )
        let deployment = try #require(page.first?.deployment)
        #expect(deployment.request == body)
        #expect(deployment.plan.expiresAt == Timestamp(milliseconds: 1_900_864_800_000))
    }
}
