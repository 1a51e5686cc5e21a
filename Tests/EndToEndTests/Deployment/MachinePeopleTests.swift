// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// What people at a machine see of the agent: what they may install, what they may put off, exit
/// statuses and restarts.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct MachinePeopleTests {
    @Test("people at a machine install what is published for it, and nothing else")
    func installsPublishedPatch() async throws {
        let world = try await OutdatedWorld(["oak", "elm"])
        let home = world.server.home
        let machine = world.machine
        #expect(try JSONDocument(try await machine.agent("available", "--json")) == .array([]))
        #expect(try await machine.call("install", ["oak 1.0-2"]).status == .exited(1))

        try await home.makePolicy("Offered", ["selfService": .string("publish")])
        try await home.thimble("approve", "oak 1.0-2")
        try await home.deploy("Offer", ["--install", "--all-approved", "--policy", "Offered"])
        // The server itself never installs it.
        try await machine.agent("run", "--once")
        #expect(try await home.runs(of: "Offer").isEmpty)
        let offered = try JSONDocument(try await machine.agent("available", "--json"))
        #expect(offered.items.map(\.["name"].text) == ["oak 1.0-2"])

        #expect(try await machine.call("install", ["elm 1.0-2"]).status == .exited(1))
        let answer = try JSONDocument(try await machine.agent("install", "oak 1.0-2", "--json"))
        #expect(answer["result"]["outcome"].text == "installed", "\(answer)")
        #expect(try await machine.root.installedVersion(of: "oak") == OutdatedWorld.new)
        #expect(try await machine.root.installedVersion(of: "elm") == OutdatedWorld.old)
        #expect(machine.upgradeCount(of: "oak") == 1)
        let shown = try await home.deployment("Offer")
        #expect(shown.states == ["completed": 1])
        #expect(shown.state == "completed")
        #expect(try await home.audit("order.self_service").count == 1)
        #expect(try JSONDocument(try await machine.agent("available", "--json")) == .array([]))
    }

    @Test("the agent's exit statuses tell what is in the way")
    func tellsFailuresApart() async throws {
        let server = try await RunningServer.start()
        let root = try AptRoot()
        let stranger = try EnrolledRoot(root)
        for verb in ["run", "scan", "status", "available"] {
            let result = try await stranger.call(verb)
            #expect(result.status == .exited(3), "\(verb): \(result.errors)")
        }
        let machine = try await EnrolledRoot.enroll(root, at: server)
        #expect(try await machine.call("available").status == .exited(0))
        // Nothing waits that could be put off.
        let postponed = try await machine.call("postpone")
        #expect(postponed.status == .exited(1))
        #expect(postponed.errors.contains("nothing waits"), "\(postponed.errors)")
        for words in [["no-such-verb"], ["install"], ["run", "--scan-interval", "soon"]] {
            let result = try await Program.agent(words)
            #expect(result.status == .exited(2), "\(words): \(result.errors)")
        }
        try await server.kill()
        for verb in ["scan", "available"] {
            let result = try await machine.call(verb)
            #expect(result.status == .exited(4), "\(verb): \(result.errors)")
        }
    }

    @Test("a machine is restarted only where the policy says so, once, and reports afterwards")
    func restartsOnlyWhenTold() async throws {
        let world = try await OutdatedWorld(["oak", "elm"])
        let home = world.server.home
        let machine = world.machine
        let folder = machine.root.directory
        // A restart of this machine is another run of its kernel.
        let bootID = try folder.write("first\n", to: "proc/sys/kernel/random/boot_id")
        try folder.write("", to: "run/reboot-required")
        let script = """
            #!/bin/sh
            echo "$1" >> '\(folder.path)/restarts'
            echo second > '\(bootID)'
            rm -f '\(folder.path)/run/reboot-required'

            """
        let command = try folder.write(script, to: "restart-it")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: command)
        let words = ["--once", "--reboot-command", command]
        let calm = try JSONDocument(try await home.thimble("policy show", "1", "--json"))
        let always = calm["reboot"].with([
            "mode": .string("always"), "countdownMinutes": .integer(0), "deferral": .null,
        ])
        try await home.makePolicy("Quiet")
        try await home.makePolicy("Loud", ["reboot": always])
        try await home.thimble("approve", "oak 1.0-2", "elm 1.0-2")

        // The machine waits for a restart, and nobody has ordered one.
        try await home.deploy("Oaks", ["--install", "--patches", "oak 1.0-2", "--policy", "Quiet"])
        try await machine.call("run", words).requireSuccess()
        #expect(try await home.deployment("Oaks").states == ["completed": 1])
        #expect(!FileManager.default.fileExists(atPath: folder.path("restarts")))

        try await home.deploy("Elms", ["--install", "--patches", "elm 1.0-2", "--policy", "Loud"])
        try await machine.call("run", words).requireSuccess()
        #expect(try await home.deployment("Elms").states == ["completed": 1])
        #expect(try folder.read("restarts") == "restart\n")
        #expect(machine.upgradeCount(of: "elm") == 1)
        try await machine.call("run", words).requireSuccess()
        #expect(try folder.read("restarts") == "restart\n")
    }
}
