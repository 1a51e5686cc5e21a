// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

extension Tag {
    /// Takes a minute or more.
    @Tag static var endurance: Tag
}

/// A deployment in rings over a real machine and many simulated ones ends as if nothing had
/// happened, although its server and the real machine's agent are killed again and again.
///
/// `swift test --skip DeploymentKillTests` leaves it out; THIMBLE_SEED chooses the moments.
@Suite(.serialized, .tags(.endurance), .timeLimit(.minutes(15)))
struct DeploymentKillTests {
    private static let devices = 200
    private static let kills = 20
    /// Calls get lost and doubled; whatever is carried out succeeds.
    private static let faults =
        "request-lost=0.01,reply-lost=0.005,request-twice=0.005,order-twice=0.05"
    private static let packages = ["oak", "elm", "ash"]
    private static let deployment = "Everything"

    private static func seed() throws -> UInt64 {
        guard let text = ProcessInfo.processInfo.environment["THIMBLE_SEED"] else { return 4_711 }
        return try #require(UInt64(text), "THIMBLE_SEED is no number")
    }

    @Test("twenty kills of the server and of an agent cost no result and repeat no installation")
    func survivesKills() async throws {
        let seed = try Self.seed()
        let script = "sleep 1"
        let world = try await OutdatedWorld(
            Self.packages,
            postinst: Dictionary(uniqueKeysWithValues: Self.packages.map { ($0, script) }),
            others: SimulatedFleet.updates
        )
        let home = world.server.home
        let fleet = try await SimulatedFleet(
            of: Self.devices,
            at: world.server,
            seed: seed,
            faults: Self.faults
        )
        try await fleet.waitUntilOutdated(home, devices: fleet.count + 1)
        let agent = try world.machine.run()
        try await home.makePolicy("Once")
        try await home.thimble("approve", "missingCount > 0")
        let pilot = "name=pilot,share=10%,success=90%,count=5"
        let how = ["--policy", "Once", "--ring", pilot, "--ring", "name=rest"]
        try await home.deploy(Self.deployment, ["--install", "--all-approved"] + how)

        let killed = try await killAlternately(world.server, agent, of: world.machine, seed: seed)
        try await waitForEnd(of: fleet, home, seed: seed)
        #expect(try await killed.agent.stop(within: .seconds(120)) == .exited(0))
        let summary = try await fleet.end()

        let comment: Comment = "seed \(seed)"
        #expect(killed.roundsInRun >= Self.kills / 4, comment)
        try await expectOneResultEach(home, comment)
        try await expectOneInstallation(on: world.machine, comment)
        #expect(summary["enrolled"].integer == Int64(Self.devices), comment)
        #expect(summary["ordersReceived"].integer == Int64(Self.devices), comment)
        #expect(summary["ordersActedTwice"].integer == 0, comment)
        #expect(try await killed.server.process.stop(within: .seconds(120)) == .exited(0))
    }

    /// What is left after the kills.
    private struct Survivors {
        var server: RunningServer
        var agent: ChildProcess
        /// How many kills met a run that was not over.
        var roundsInRun = 0
    }

    /// Kills the server and the agent in turn, and starts each again at once.
    private func killAlternately(
        _ server: RunningServer,
        _ agent: ChildProcess,
        of machine: EnrolledRoot,
        seed: UInt64
    ) async throws -> Survivors {
        var generator = SeededGenerator(seed: seed)
        var living = Survivors(server: server, agent: agent)
        for round in 1...Self.kills {
            try await Task.sleep(for: .milliseconds(Int.random(in: 50...900, using: &generator)))
            if round.isMultiple(of: 2) {
                try #require(living.agent.exitStatus == nil, "\(living.agent.errors)")
                living.agent.killGroup(SIGKILL)
                try await living.agent.waitForExit()
                living.agent = try machine.run()
            } else {
                try #require(living.server.process.exitStatus == nil)
                try await living.server.kill()
                living.server = try await living.server.again()
            }
            let state = try await server.home.runs(of: Self.deployment).first?["state"].text
            try #require(state == "running" || state == "completed", "seed \(seed), \(round)")
            if state == "running" { living.roundsInRun += 1 }
        }
        return living
    }

    /// The run did not come to its end.
    private struct Unfinished: Error, CustomStringConvertible {
        let description: String
    }

    /// Waits until the run is over.
    ///
    /// An order whose way to its device was cut off is handed out again after a minute.
    private func waitForEnd(of fleet: SimulatedFleet, _ home: Home, seed: UInt64) async throws {
        do {
            try await eventually("the run is over", within: .seconds(180), every: .seconds(1)) {
                try #require(fleet.process.exitStatus == nil, "\(fleet.process.errors)")
                let run = try await home.runs(of: Self.deployment).first
                return run?["state"].text == "completed"
            }
        } catch let error as EventuallyTimedOut {
            let shown = try await home.deployment(Self.deployment)
            throw Unfinished(
                description: "seed \(seed): \(error): run \(shown.state ?? "none"), devices "
                    + "\(shown.states), decisions \(shown.run["decisions"])"
            )
        }
    }

    /// Each device was ordered, reported, proven and counted once.
    private func expectOneResultEach(_ home: Home, _ comment: Comment) async throws {
        let all = Self.devices + 1
        #expect(try await home.runs(of: Self.deployment).count == 1, comment)
        let shown = try await home.deployment(Self.deployment)
        #expect(shown.state == "completed", comment)
        #expect(shown.states == ["completed": all], comment)
        #expect(shown.decisions == ["started", "ringOpened", "completed"], comment)
        for action in ["run.started", "run.completed"] {
            #expect(try await home.audit(action).count == 1, comment)
        }
        for action in ["order.report", "order.verify"] {
            let subjects = try await home.audit(action).compactMap(\.["subject"].text)
            #expect(subjects.count == all && Set(subjects).count == all, comment)
        }
        try await home.thimble("audit verify")
    }

    /// Each package of the real machine was brought once, as apt and dpkg themselves tell it.
    private func expectOneInstallation(
        on machine: EnrolledRoot,
        _ comment: Comment
    ) async throws {
        let (old, new) = (OutdatedWorld.old, OutdatedWorld.new)
        for package in Self.packages {
            #expect(try await machine.root.installedVersion(of: package) == new, comment)
            #expect(machine.upgradeCount(of: package) == 1, comment)
            #expect(machine.configureCount(of: package, version: new) == 1, comment)
            #expect(machine.historyCount(of: package, from: old, to: new) == 1, comment)
        }
        #expect(machine.journal.count == 1, comment)
        #expect(try machine.orderState() == "acknowledged", comment)
    }
}
