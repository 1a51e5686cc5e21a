// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// Deployments that begin by themselves, and the way back, on a machine with a real apt.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ScheduledDeploymentTests {
    /// Far enough ahead that the deployment is there before its time has come.
    private static let lead: TimeInterval = 8

    /// A window that is open on the hours from `hours` from now on, for two hours.
    private func window(inHours hours: Int, at now: Date) throws -> JSONDocument {
        let minute = Int(now.timeIntervalSince1970) / 60 % 1_440
        let start = (minute + hours * 60 + 1_440) % 1_440
        let week = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
        let rule: [String: JSONDocument] = [
            "split": .string("all"), "days": .array(week.map(JSONDocument.string)),
            "startMinute": .integer(Int64(start)),
            "endMinute": .integer(Int64((start + 120) % 1_440)),
        ]
        return .object(["rules": .array([.object(rule)]), "zone": .string("UTC")])
    }

    @Test("a scheduled deployment begins by itself, and outside its window nothing goes out")
    func beginsAtItsTime() async throws {
        let world = try await OutdatedWorld(["oak", "elm"])
        let home = world.server.home
        let now = Date()
        try await home.makePolicy("Now", ["window": try window(inHours: -1, at: now)])
        try await home.makePolicy("Later", ["window": try window(inHours: 3, at: now)])
        try await home.thimble("approve", "oak 1.0-2", "elm 1.0-2")
        let agent = try world.machine.run()

        // 2025-01-01T22:00:00Z, as the option wants it.
        let stamp = Date(timeIntervalSinceNow: Self.lead).formatted(.iso8601)
        let at = stamp.replacing("T", with: " ").replacing("Z", with: "")
        let oaks = ["--install", "--patches", "oak 1.0-2", "--policy", "Now"]
        let made = try await home.deploy("Oaks", oaks + ["--schedule", "once", "--at", at])
        #expect(made["status"].text == "enabled")
        #expect(made["nextSlot"].text == stamp)
        #expect(try await home.runs(of: "Oaks").isEmpty)
        let elms = ["--install", "--patches", "elm 1.0-2", "--policy", "Later"]
        try await home.deploy("Elms", elms)

        try await eventually("the run is over", within: .seconds(240), every: .milliseconds(200)) {
            try #require(agent.exitStatus == nil, "\(agent.errors)")
            return try await home.runs(of: "Oaks").first?["state"].text == "completed"
        }
        #expect(try await agent.stop(within: .seconds(120)) == .exited(0))
        let shown = try await home.deployment("Oaks")
        #expect(shown.states == ["completed": 1])
        #expect(shown.deployment["status"].text == "ended")
        #expect(shown.run["slot"].text == stamp)
        #expect(try await home.runs(of: "Oaks").count == 1)
        #expect(try await world.machine.root.installedVersion(of: "oak") == OutdatedWorld.new)
        #expect(world.machine.upgradeCount(of: "oak") == 1)

        // Nobody called for the first one; the second one waits for its window.
        let started = try await home.audit("run.started")
        let oakRun = shown.run["id"].text
        #expect(started.first { $0["subject"].text == oakRun }?["actor"].text == "system")
        #expect(try await home.deployment("Elms").states == ["pending": 1])
        #expect(try await world.machine.root.installedVersion(of: "elm") == OutdatedWorld.old)
        try await home.thimble("audit verify")
    }

    @Test("a rollback brings the version back that was there before, and reports it")
    func rollsBack() async throws {
        let world = try await OutdatedWorld(["oak", "elm"], keepsOldVersions: true)
        let home = world.server.home
        let machine = world.machine
        let root = machine.root
        try await home.makePolicy("Once")
        let number = String(try world.patch("oak"))

        // There is no way back from what was never installed.
        let back = ["--rollback", "--patches", number, "--policy", "Once"]
        try await home.deploy("Too early", back)
        #expect(try await home.deployment("Too early").states.isEmpty)

        try await home.thimble("approve", number)
        try await home.deploy("There", ["--install", "--patches", number, "--policy", "Once"])
        try await machine.agent("run", "--once")
        #expect(try await home.deployment("There").states == ["completed": 1])
        #expect(try await root.installedVersion(of: "oak") == OutdatedWorld.new)

        try await home.deploy("Back", back)
        try await machine.agent("run", "--once")
        let shown = try await home.deployment("Back")
        #expect(shown.states == ["completed": 1], "\(shown.run)")
        #expect(shown.state == "completed")
        #expect(try await root.installedVersion(of: "oak") == OutdatedWorld.old)
        #expect(try await root.installedVersion(of: "elm") == OutdatedWorld.old)
        let (old, new) = (OutdatedWorld.old, OutdatedWorld.new)
        #expect(machine.historyCount(of: "oak", from: old, to: new) == 1)
        #expect(machine.historyCount(of: "oak", from: new, to: old) == 1)
        let reports = try await home.audit("order.report").compactMap(\.["detail"].text)
        #expect(reports.count == 2 && reports.last?.hasSuffix(" rolledBack") == true, "\(reports)")
        #expect(try await home.audit("order.verify").count == 2)
        let missing = try await home.findings().filter { $0["state"].text == "missing" }
        #expect(missing.compactMap(\.["package"].text).sorted() == ["elm", "oak"])
        try await home.thimble("audit verify")
    }
}
