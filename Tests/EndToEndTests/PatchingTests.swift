// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// The main job with the README's own curl lines: approve one patch, install it, see it installed.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct PatchingTests {
    @Test("one approved patch is installed on one system, and nothing else is touched")
    func installsOnePatch() async throws {
        let world = try await OutdatedWorld(["oak", "elm", "ash"])
        let client = try await PatchClient(world.server)
        let root = world.machine.root

        let missing = try await client.rows("patch/allpatches?patchstatusfilter=202")
        #expect(
            missing.compactMap(\.["patch_name"].text).sorted() == [
                "ash 1.0-2", "elm 1.0-2", "oak 1.0-2",
            ]
        )
        let row = try #require(missing.first { $0["patch_name"].text == "oak 1.0-2" })
        let patch = try #require(row["patch_id"].integer)
        #expect(try world.patch("oak") == patch)
        #expect(row["missing"].integer == 1)
        let system = try await client.system(named: world.name)

        // Without an approval nothing may be installed.
        let body = PatchClient.installBody([patch], on: system)
        let refusal = try await client.call("patch/installpatch", body: body).json
        #expect(refusal["status"].text == "error")
        #expect(
            try #require(refusal["error_description"].text).hasPrefix("patch.not_approved")
        )
        try await world.machine.agent("run", "--once")
        #expect(world.machine.journal.isEmpty)
        #expect(try await root.installedVersion(of: "oak") == OutdatedWorld.old)

        try await client.approve([patch])
        try await client.install([patch], on: system)
        try await world.machine.agent("run", "--once")
        #expect(try await root.installedVersion(of: "oak") == OutdatedWorld.new)
        #expect(try await root.installedVersion(of: "elm") == OutdatedWorld.old)
        #expect(try await root.installedVersion(of: "ash") == OutdatedWorld.old)
        #expect(world.machine.upgradeCount(of: "oak") == 1)
        #expect(world.machine.root.dpkgLog().count { $0.contains(" upgrade ") } == 1)
        let expected: [Int64: Int64] = [
            patch: 201, try world.patch("elm"): 202, try world.patch("ash"): 202,
        ]
        #expect(try await client.report(of: system) == expected)

        // Reported first, proven by the inventory then, and with that the run is over.
        let home = world.server.home
        for (action, state) in [("order.report", "verifying "), ("order.verify", "completed ")] {
            let entries = try await home.audit(action)
            #expect(entries.count == 1)
            let detail = try #require(entries.first?["detail"].text)
            #expect(detail.hasPrefix(state) && detail.hasSuffix(" installed"), "\(detail)")
        }
        let started = try await home.audit("run.started").map(\.["subject"].text)
        #expect(started.count == 1)
        #expect(try await home.audit("run.completed").map(\.["subject"].text) == started)
        #expect(try await client.successCounts() == [1])
    }

    @Test("a running agent takes up an order at once")
    func wakesRunningAgent() async throws {
        let world = try await OutdatedWorld(["oak"])
        let client = try await PatchClient(world.server)
        let agent = try world.machine.run()
        let system = try await client.system(named: world.name)
        try await world.order("oak", by: client)
        // Far less than the 50 seconds of a check-in's wait.
        try await eventually("the installation is proven", within: .seconds(120)) {
            try await client.successCounts() == [1]
        }
        #expect(try await client.report(of: system) == [try world.patch("oak"): 201])
        #expect(try await agent.stop(within: .seconds(120)) == .exited(0))
        #expect(world.machine.upgradeCount(of: "oak") == 1)
    }

    @Test("a maintainer script that fails gives 206 with its own words, until a second order")
    func reportsFailure() async throws {
        let words = "oak-setup: the acorn store is locked"
        let script = "[ -e \"$DPKG_ROOT/unlocked\" ] || { echo '\(words)' >&2; exit 3; }"
        let world = try await OutdatedWorld(["oak", "elm"], postinst: ["oak": script])
        let root = world.machine.root
        let client = try await PatchClient(world.server)
        try await world.order("oak", by: client)
        try await world.machine.agent("run", "--once")
        let patch = try world.patch("oak")
        let system = try await client.system(named: world.name)
        let failed: [Int64: Int64] = [patch: 206, try world.patch("elm"): 202]
        #expect(try await client.report(of: system) == failed)

        let rows = try await client.rows("patch/systemreport?resid=\(system)&patchstatusfilter=206")
        let remarks = try #require(rows.first?["deploy_remarks"].text)
        #expect(remarks.contains(words), "\(remarks)")
        #expect(remarks.contains("dpkg: error processing package oak"), "\(remarks)")
        #expect(rows.first?["install_error_code"].integer == 100)
        let deployments = try await client.rows("patch/viewconfig")
        #expect(deployments.first?["collectionstatussummary.failed_count"].integer == 1)
        let said = try await world.server.home.audit("order.report").first?["detail"].text
        #expect(try #require(said).hasPrefix("failed: "))
        #expect(try await root.installedVersion(of: "elm") == OutdatedWorld.old)

        // The files are there already: what is left is to set the package up.
        try root.directory.write("", to: "unlocked")
        try await client.install([patch], on: system)
        try await world.machine.agent("run", "--once")
        let repaired: [Int64: Int64] = [patch: 201, try world.patch("elm"): 202]
        #expect(try await client.report(of: system) == repaired)
        #expect(try await root.installedVersion(of: "oak") == OutdatedWorld.new)
        #expect(world.machine.upgradeCount(of: "oak") == 1)
        #expect(try await world.server.home.audit("order.report").count == 2)
        #expect(try await world.server.home.audit("order.verify").count == 1)
    }

    @Test("a package that is on hold by the time of the order is left alone")
    func respectsHold() async throws {
        let world = try await OutdatedWorld(["oak"])
        let client = try await PatchClient(world.server)
        try await world.order("oak", by: client)
        // The server learns of the hold only from the report.
        try await world.machine.root.hold("oak")
        try await world.machine.agent("run", "--once")
        #expect(try await world.machine.root.installedVersion(of: "oak") == OutdatedWorld.old)
        #expect(world.machine.upgradeCount(of: "oak") == 0)
        // Nothing good is claimed, so no inventory is awaited.
        let reports = try await world.server.home.audit("order.report")
        let detail = try #require(reports.first?["detail"].text)
        let isHeld = detail.hasPrefix("blocked: oak is on hold")
        #expect(isHeld && detail.hasSuffix(" blocked"), "\(detail)")
        #expect(try await world.server.home.audit("order.verify").isEmpty)
    }
}
