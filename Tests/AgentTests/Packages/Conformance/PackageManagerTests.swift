// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import TestSupport
import Testing

@testable import Agent

/// What every package manager must do alike, on real roots with the real programs.
@Suite(.timeLimit(.minutes(10))) struct PackageManagerTests {
    @Test("the inventory is what the database holds", arguments: Backend.usable)
    func inventory(_ backend: Backend) async throws {
        let machine = try await backend.machine(["foo=1.1-1", "tool=2:1.0-1"])
        let inventory = try await machine.manager.inventory().inventory
        #expect(
            inventory.packages == [
                InstalledPackage(
                    name: "foo",
                    architecture: backend.architecture,
                    version: "1.1-1",
                    source: "foo"
                ),
                InstalledPackage(
                    name: "tool",
                    architecture: backend.architecture,
                    version: "2:1.0-1",
                    source: "tool"
                ),
            ]
        )
        #expect(inventory.repositories?.count == 1)
        let streams = [
            Backend.apt: "debian:12", .dnf: "almalinux:9", .zypper: "opensuse:leap:15.5",
        ]
        #expect(inventory.stream == streams[backend])
        #expect(inventory.architecture == (backend == .apt ? "amd64" : "x86_64"))
    }

    @Test("the dry run is what the real run then does", arguments: Backend.usable)
    func planIsTrue(_ backend: Backend) async throws {
        let before = ["foo 1.0-1", "grow 1.0-1", "tool 2:1.0-1"]
        let machine = try await backend.machine(before.map { $0.replacing(" ", with: "=") })
        #expect(try await machine.installed() == before)
        let targets = [backend.target("foo", "1.1-1"), backend.target("grow", "1.1-1")]
        try await machine.manager.refreshIndexes()
        let plan = try await machine.manager.plan(targets, goal: .install)
        #expect(plan.verdict(targets: targets, ordered: targets) == .clear)
        #expect(plan.changes.allSatisfy { !$0.isDowngrade })
        #expect(try await machine.installed() == before)

        let result = try await machine.run(machine.manager.program(for: targets, goal: .install))
        #expect(result.status.isSuccess, "\(result.errors)")
        let after = ["extra 1.0-1", "foo 1.1-1", "grow 1.1-1", "tool 2:1.0-1"]
        #expect(try await machine.installed() == after)
        #expect(plan.applied(to: before) == after)
        #expect(try await machine.lastTransaction() == plan.brought)
    }

    @Test(
        "the ordered version comes and not the newest, nor anything else with it",
        arguments: Backend.usable
    )
    func exactVersion(_ backend: Backend) async throws {
        let machine = try await backend.machine(["foo=1.0-1", "tool=2:1.0-1"])
        let target = backend.target("foo", "1.1-1")
        let standings = try await machine.manager.standings(of: [target], goal: .install)
        #expect(standings.map(\.isReached) == [false])
        #expect(standings[0].present == backend.target("foo", "1.0-1"))
        try await machine.run(machine.manager.program(for: [target], goal: .install))
        #expect(try await machine.installed() == ["foo 1.1-1", "tool 2:1.0-1"])
    }

    @Test(
        "what is there already, or is newer, is reached and not planned again",
        arguments: Backend.usable
    )
    func reached(_ backend: Backend) async throws {
        let machine = try await backend.machine(["foo=1.1-1"])
        let targets = [backend.target("foo", "1.1-1"), backend.target("foo", "1.0-1")]
        let standings = try await machine.manager.standings(of: targets, goal: .install)
        #expect(standings.map(\.isReached) == [true, true])
        let absent = [backend.target("tool", "2:1.0-1")]
        let missing = try await machine.manager.standings(of: absent, goal: .install)
        #expect(missing.map(\.present) == [nil])
        #expect(missing.map(\.isReached) == [false])
        // The second run of the same call finds nothing to do, or says so.
        try await machine.run(machine.manager.program(for: [targets[0]], goal: .install))
        #expect(try await machine.installed() == ["foo 1.1-1"])
    }

    @Test("a package that its administrator keeps is seen", arguments: Backend.usable)
    func held(_ backend: Backend) async throws {
        let machine = try await backend.machine(["foo=1.0-1", "tool=2:1.0-1"])
        try await machine.lock("tool")
        let packages = try await machine.manager.inventory().inventory.packages
        #expect(packages.map(\.isHeld) == [nil, true])
        let targets = [backend.target("foo", "1.1-1"), backend.target("tool", "2:1.1-1")]
        let standings = try await machine.manager.standings(of: targets, goal: .install)
        #expect(standings.map(\.isHeld) == [false, true])
    }

    @Test("what was fetched ahead is installed without the repository", arguments: Backend.usable)
    func download(_ backend: Backend) async throws {
        let machine = try await backend.machine(["foo=1.0-1", "grow=1.0-1"], isRemote: true)
        let targets = [backend.target("foo", "1.1-1"), backend.target("grow", "1.1-1")]
        try await machine.manager.refreshIndexes()
        let before = try await machine.installed()
        let fetched = try await machine.run(
            machine.manager.download(of: targets, goal: .install)
        )
        #expect(fetched.status.isSuccess, "\(fetched.errors)\(fetched.output)")
        #expect(try await machine.installed() == before)

        try await machine.moveRepositoryAway()
        let plan = try await machine.manager.plan(targets, goal: .install)
        #expect(plan.verdict(targets: targets, ordered: targets) == .clear)
        let result = try await machine.run(machine.manager.program(for: targets, goal: .install))
        #expect(result.status.isSuccess, "\(result.errors)\(result.output)")
        #expect(try await machine.installed() == ["extra 1.0-1", "foo 1.1-1", "grow 1.1-1"])
        // What was not fetched cannot be had.
        let other = [backend.target("foo", "1.2-1")]
        try await machine.run(machine.manager.program(for: other, goal: .install))
        #expect(try await machine.installed() == ["extra 1.0-1", "foo 1.1-1", "grow 1.1-1"])
    }

    @Test("a rollback brings the earlier versions and nothing else", arguments: Backend.usable)
    func rollback(_ backend: Backend) async throws {
        let machine = try await backend.machine([
            "extra=1.0-1", "foo=1.2-1", "grow=1.1-1", "tool=2:1.1-1",
        ])
        let targets = [
            backend.target("foo", "1.0-1"), backend.target("grow", "1.0-1"),
            backend.target("tool", "2:1.0-1"),
        ]
        try await machine.manager.refreshIndexes()
        let before = try await machine.installed()
        let open = try await machine.manager.standings(of: targets, goal: .rollback)
        #expect(open.map(\.isReached) == [false, false, false])
        let plan = try await machine.manager.plan(targets, goal: .rollback)
        #expect(plan.verdict(targets: targets, ordered: targets, goal: .rollback) == .clear)
        #expect(plan.changes.map(\.isDowngrade) == [true, true, true])

        let result = try await machine.run(machine.manager.program(for: targets, goal: .rollback))
        #expect(result.status.isSuccess, "\(result.errors)\(result.output)")
        let after = ["extra 1.0-1", "foo 1.0-1", "grow 1.0-1", "tool 2:1.0-1"]
        #expect(try await machine.installed() == after)
        #expect(plan.applied(to: before) == after)
        #expect(try await machine.lastTransaction() == plan.brought)
        let reached = try await machine.manager.standings(of: targets, goal: .rollback)
        #expect(reached.map(\.isReached) == [true, true, true])
    }

    @Test("a version that no repository offers is unavailable", arguments: Backend.usable)
    func unavailable(_ backend: Backend) async throws {
        let machine = try await backend.machine(["foo=1.0-1", "needs=1.0-1", "tool=2:1.0-1"])
        try await machine.manager.refreshIndexes()
        for targets in [
            [backend.target("foo", "9-1")],
            [backend.target("tool", "2:1.1-1"), backend.target("foo", "9-1")],
        ] {
            let failure = try await #require(throws: PackageManagerFailure.self) {
                try await machine.manager.plan(targets, goal: .install)
            }
            #expect(failure.isUnavailable)
            #expect(failure.text.contains("foo"))
        }
        let failure = try await #require(throws: PackageManagerFailure.self) {
            try await machine.manager.plan([backend.target("needs", "1.1-1")], goal: .install)
        }
        #expect(!failure.isUnavailable)
        #expect(failure.text.contains("nowhere"))
        #expect(failure.exitCode != nil)
    }

    @Test("what would change or remove something else is not clear", arguments: Backend.usable)
    func excess(_ backend: Backend) async throws {
        let machine = try await backend.machine(["kicks=1.0-1", "pulls=1.0-1", "tool=2:1.0-1"])
        try await machine.manager.refreshIndexes()
        let pulls = [backend.target("pulls", "1.1-1")]
        let plan = try await machine.manager.plan(pulls, goal: .install)
        #expect(
            plan.verdict(targets: pulls, ordered: pulls)
                == .exceeds("it would also change tool from 2:1.0-1 to 2:1.1-1")
        )
        // apt offers to remove the other package, the solvers of rpm refuse.
        let kicks = [backend.target("kicks", "1.1-1")]
        do {
            let plan = try await machine.manager.plan(kicks, goal: .install)
            #expect(
                plan.verdict(targets: kicks, ordered: kicks) == .exceeds("it would remove tool")
            )
        } catch let failure as PackageManagerFailure {
            #expect(failure.text.contains("conflicts with tool"))
            #expect(!failure.isUnavailable)
        }
        try await machine.run(machine.manager.program(for: kicks, goal: .install))
        #expect(try await machine.installed() == ["kicks 1.0-1", "pulls 1.0-1", "tool 2:1.0-1"])
    }

    @Test(
        "nothing is broken, nobody is at work, and a root without a kernel cannot tell",
        arguments: Backend.usable
    )
    func idle(_ backend: Backend) async throws {
        let machine = try await backend.machine(["foo=1.0-1"])
        #expect(try await machine.manager.repair() == nil)
        #expect(try machine.manager.isBusy() == false)
        #expect(try await machine.manager.rebootNeed() == .unknown)
    }
}

extension InstallPlan {
    /// What it brings, as `name version`, sorted.
    fileprivate var brought: [String] {
        changes.map { "\($0.package.name) \($0.package.version)" }.sorted()
    }

    /// The packages, as `name version`, that are there after it.
    fileprivate func applied(to installed: [String]) -> [String] {
        var packages = Set(installed)
        for change in changes {
            let new = change.package
            if let old = change.installedVersion { packages.remove("\(new.name) \(old)") }
            packages.insert("\(new.name) \(new.version)")
        }
        return packages.filter { row in
            !removals.contains { row.hasPrefix("\($0) ") }
        }.sorted()
    }
}
