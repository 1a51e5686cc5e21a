// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// An agent that is killed at any moment ends with one installation and one result.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct AgentKillTests {
    @Test("killed while apt works; apt goes on by itself and the next start reports it")
    func survivesKillDuringInstallation() async throws {
        let paused = try await PausedInstallation()
        let machine = paused.world.machine
        let agent = try machine.run()
        try await paused.waitUntilInside()
        agent.killGroup(SIGKILL)
        try await agent.waitForExit()
        try paused.goOn()
        try await paused.waitUntilInstalled()
        #expect(try machine.orderState() == "acting")
        #expect(try await paused.world.server.home.audit("order.report").isEmpty)

        let again = try machine.run()
        try await paused.expectOneResult(from: again, at: paused.world.server)
        #expect(paused.scriptRuns == 1)
    }

    @Test("killed while apt works, and started again while it still does")
    func joinsRunningInstallation() async throws {
        let paused = try await PausedInstallation()
        let machine = paused.world.machine
        let agent = try machine.run()
        try await paused.waitUntilInside()
        agent.killGroup(SIGKILL)
        try await agent.waitForExit()

        let again = try machine.run()
        try await eventually("the order is taken up again", within: .seconds(240)) {
            again.output.contains("taken up again") || again.errors.contains("taken up again")
        }
        try paused.goOn()
        try await paused.expectOneResult(from: again, at: paused.world.server)
        #expect(paused.scriptRuns == 1)
    }

    @Test("killed together with apt and dpkg; the next start repairs and finishes")
    func survivesKillOfEverything() async throws {
        let paused = try await PausedInstallation()
        let machine = paused.world.machine
        let agent = try machine.run()
        try await paused.waitUntilInside()
        agent.killGroup(SIGKILL)
        try await agent.waitForExit()
        // The wrapper leads the session; apt, dpkg and the script are its process group.
        let installer = try machine.installer()
        #expect(kill(-installer, SIGKILL) == 0)
        #expect(try await machine.root.installedVersion(of: "oak") == nil)
        try paused.goOn()

        let again = try machine.run()
        try await paused.expectOneResult(from: again, at: paused.world.server)
        // The upgrade itself was not repeated, only what dpkg had not finished.
        #expect(paused.scriptRuns == 2)
    }

    @Test("killed after an order has come and before anything is done")
    func survivesKillBeforeInstallation() async throws {
        let paused = try await PausedInstallation()
        let machine = paused.world.machine
        // A dry run that does not end keeps the agent between the journal and the installation.
        let tools = try SlowDryRun()
        let agent = try machine.run(environment: tools.environment)
        try await eventually("the dry run begins", within: .seconds(240)) { tools.hasBegun }
        #expect(try machine.orderState() != nil)
        agent.killGroup(SIGKILL)
        try await agent.waitForExit()
        #expect(machine.upgradeCount(of: "oak") == 0)

        try paused.goOn()
        let again = try machine.run()
        try await paused.expectOneResult(from: again, at: paused.world.server)
        #expect(paused.scriptRuns == 1)
    }

    @Test("killed after the installation and before the server could be told")
    func survivesKillBeforeReport() async throws {
        let paused = try await PausedInstallation()
        let machine = paused.world.machine
        let agent = try machine.run()
        try await paused.waitUntilInside()
        #expect(try await paused.world.server.process.stop(within: .seconds(120)) == .exited(0))
        try paused.goOn()
        try await eventually("the result is in the journal", within: .seconds(240)) {
            try machine.orderState() == "finished"
        }
        agent.killGroup(SIGKILL)
        try await agent.waitForExit()

        let server = try await paused.world.server.again()
        #expect(try await server.home.audit("order.report").isEmpty)
        let again = try machine.run()
        try await paused.expectOneResult(from: again, at: server)
        #expect(paused.scriptRuns == 1)
    }
}

/// A folder whose `apt-get` begins a dry run and does not end it.
private struct SlowDryRun {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory(prefix: "slow")
        let script = """
            #!/bin/sh
            if [ "$1" = -s ]; then
                touch '\(folder.path)/begun'
                turn=0
                while [ -d '\(folder.path)' ] && [ $turn -lt 600 ]; do
                    sleep 0.1
                    turn=$((turn + 1))
                done
            fi
            exec /usr/bin/apt-get "$@"

            """
        let path = try folder.write(script, to: "apt-get")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    /// Puts the folder before all others.
    var environment: [String: String?] {
        ["PATH": "\(folder.path):\(SystemTools.searchPath)"]
    }

    var hasBegun: Bool {
        FileManager.default.fileExists(atPath: folder.path("begun"))
    }
}
