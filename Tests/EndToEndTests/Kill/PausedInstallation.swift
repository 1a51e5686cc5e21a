// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// A world in which the update of `oak` stops in the middle and goes on when the test says so.
///
/// The package's own script says that it runs by one file and waits for another. It gives up after a
/// minute, and when its machine is gone, so that nothing is left behind by a test that failed.
struct PausedInstallation: Sendable {
    /// The world.
    let world: OutdatedWorld
    /// The client that ordered the installation.
    let client: PatchClient
    /// The system's number.
    let system: Int64

    private static let script = """
        echo run >> "$DPKG_ROOT/inside"
        turn=0
        while [ ! -e "$DPKG_ROOT/go-on" ] && [ -d "$DPKG_ROOT" ] && [ $turn -lt 600 ]; do
            sleep 0.1
            turn=$((turn + 1))
        done
        """

    /// Makes the world, approves the update and orders it; no agent runs yet.
    init() async throws {
        world = try await OutdatedWorld(["oak"], postinst: ["oak": Self.script])
        client = try await PatchClient(world.server)
        system = try await client.system(named: world.name)
        try await world.order("oak", by: client)
    }

    /// The machine's folder.
    private var folder: TemporaryDirectory { world.machine.root.directory }

    /// How often the update's script was started.
    var scriptRuns: Int {
        ((try? folder.read("inside")) ?? "").split(separator: "\n").count
    }

    /// Waits until the script runs: apt and dpkg are in the middle of it.
    func waitUntilInside() async throws {
        try await eventually("the script runs", within: .seconds(240)) { scriptRuns > 0 }
    }

    /// Lets the script end.
    func goOn() throws {
        try folder.write("", to: "go-on")
    }

    /// Waits until dpkg has finished the update.
    func waitUntilInstalled() async throws {
        let line = " status installed oak:amd64 \(OutdatedWorld.new)"
        try await eventually("dpkg finishes", within: .seconds(240)) {
            world.machine.root.dpkgLog().contains { $0.hasSuffix(line) }
        }
    }

    /// Waits until the server knows the result, ends the agent, and checks that all of it happened
    /// once.
    ///
    /// The inventory that proves a report comes after it, so the report alone is not the end.
    func expectOneResult(from agent: ChildProcess, at server: RunningServer) async throws {
        let patch = try world.patch("oak")
        try await eventually("the result is proven", within: .seconds(240)) {
            try #require(agent.exitStatus == nil, "\(agent.errors)")
            return try await client.successCounts() == [1]
        }
        #expect(try await client.report(of: system)[patch] == 201)
        #expect(try await agent.stop(within: .seconds(120)) == .exited(0))
        let version = try await world.machine.root.installedVersion(of: "oak")
        #expect(version == OutdatedWorld.new)
        for action in ["run.started", "order.report", "order.verify", "run.completed"] {
            #expect(try await server.home.audit(action).count == 1, "\(action)")
        }

        // Nothing is owed any more: one more cycle brings nothing new.
        try await world.machine.agent("run", "--once")
        #expect(world.machine.journal.count == 1)
        #expect(try world.machine.orderState() == "acknowledged")
        #expect(world.machine.upgradeCount(of: "oak") == 1)
        #expect(try await client.successCounts() == [1])
        #expect(try await server.home.audit("order.report").count == 1)
        try await server.home.thimble("audit verify")
    }
}
