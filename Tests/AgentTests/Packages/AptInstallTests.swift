// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import TestSupport
import Testing

@testable import Agent

@Suite struct AptInstallTests {
    private let app = TargetPackage("app", "1.1")

    @Test("one exact version is installed, and nothing else is upgraded")
    func installsOne() async throws {
        let machine = try await AptMachine(["app=1.0", "tool=1.0"])
        let report = try await machine.carryOut(OrderPatch(1, app))
        #expect(try report.result(1).outcome == .installed)
        #expect(try report.result(1).packages == [app])
        #expect(try report.result(1).failure == nil)
        #expect(report.failure == nil)
        #expect(report.wasResumed == false)
        #expect(try await machine.installed() == ["app 1.1", "tool 1.0"])
    }

    @Test("the dry run says what the installation then does")
    func planIsTrue() async throws {
        let machine = try await AptMachine(["grow=1.0", "app=1.0", "tool=1.0"])
        let targets = [TargetPackage("grow", "1.1"), app]
        let plan = try await machine.backend.plan(targets, goal: .install)
        var expected = Set(try await machine.installed())
        for change in plan.changes {
            if let old = change.installedVersion {
                expected.remove("\(change.package.name) \(old)")
            }
            expected.insert("\(change.package.name) \(change.package.version)")
        }
        let report = try await machine.carryOut(OrderPatch(1, targets[0]), OrderPatch(2, app))
        #expect(report.results.map(\.outcome) == [.installed, .installed])
        #expect(Set(try await machine.installed()) == expected)
        #expect(plan.removals.isEmpty)
    }

    @Test("a new dependency comes along, a recommended package does not")
    func newDependency() async throws {
        let machine = try await AptMachine(["grow=1.0"])
        let report = try await machine.carryOut(OrderPatch(1, TargetPackage("grow", "1.1")))
        #expect(try report.result(1).outcome == .installed)
        #expect(try await machine.installed() == ["extra 1.0", "grow 1.1"])
    }

    @Test("what is there already, or is newer, is not touched")
    func alreadyInstalled() async throws {
        let machine = try await AptMachine(["app=1.1"])
        let before = machine.root.dpkgLog()
        let report = try await machine.carryOut(
            OrderPatch(1, app),
            OrderPatch(2, TargetPackage("app", "1.0"))
        )
        #expect(report.results.map(\.outcome) == [.alreadyInstalled, .alreadyInstalled])
        #expect(try report.result(2).packages == [app])
        #expect(machine.root.dpkgLog() == before)
    }

    @Test("a hold blocks its patch, by name, and no other")
    func holdBlocks() async throws {
        let machine = try await AptMachine(["app=1.0", "tool=1.0"])
        try await machine.root.hold("tool")
        let report = try await machine.carryOut(
            OrderPatch(1, TargetPackage("tool", "1.1")),
            OrderPatch(2, app)
        )
        #expect(try report.result(1).outcome == .blocked)
        #expect(try report.result(1).failure?.text == "tool is on hold")
        #expect(try report.result(1).packages == [TargetPackage("tool", "1.0")])
        #expect(try report.result(2).outcome == .installed)
    }

    @Test("a package that is not installed is not brought by an upgrade")
    func absentPackage() async throws {
        let machine = try await AptMachine(["tool=1.0"])
        let report = try await machine.carryOut(OrderPatch(1, app))
        #expect(try report.result(1).outcome == .notApplicable)
        #expect(try report.result(1).failure?.text.contains("app is not installed") == true)
        #expect(try await machine.installed() == ["tool 1.0"])
    }

    @Test("what would upgrade or remove something else is blocked and changes nothing")
    func unorderedChanges() async throws {
        let machine = try await AptMachine(["pulls=1.0", "kicks=1.0", "tool=1.0"])
        let before = try await machine.installed()
        let report = try await machine.carryOut(
            OrderPatch(1, TargetPackage("pulls", "1.1")),
            OrderPatch(2, TargetPackage("kicks", "1.1"))
        )
        #expect(report.results.map(\.outcome) == [.blocked, .blocked])
        #expect(
            try report.result(1).failure?.text == "it would also change tool from 1.0 to 1.1"
        )
        #expect(try report.result(2).failure?.text == "it would remove tool")
        #expect(try await machine.installed() == before)
    }

    @Test("what two patches of an order need of each other is no obstacle")
    func orderedTogether() async throws {
        let machine = try await AptMachine(["pulls=1.0", "tool=1.0"])
        let report = try await machine.carryOut(
            OrderPatch(1, TargetPackage("pulls", "1.1")),
            OrderPatch(2, TargetPackage("tool", "1.1"))
        )
        #expect(report.results.map(\.outcome) == [.installed, .installed])
    }

    @Test("a patch that cannot be planned carries apt's words and does not stop the others")
    func unmetDependency() async throws {
        let machine = try await AptMachine(["needs=1.0", "app=1.0"])
        let report = try await machine.carryOut(
            OrderPatch(1, TargetPackage("needs", "1.1")),
            OrderPatch(2, app),
            OrderPatch(3, TargetPackage("needs", "7"))
        )
        #expect(report.results.map(\.outcome) == [.failed, .installed, .unavailable])
        let unmet = try #require(try report.result(1).failure)
        #expect(unmet.exitCode == 100)
        #expect(unmet.text.contains("needs : Depends: nowhere (>= 2)"))
        #expect(try report.result(3).failure?.text.contains("Version '7' for 'needs'") == true)
        #expect(try await machine.installed() == ["app 1.1", "needs 1.0"])
    }

    @Test("a postinst that fails is told in dpkg's words, and the other patch is installed")
    func failingScript() async throws {
        let machine = try await AptMachine(["broken=1.0", "app=1.0"])
        let report = try await machine.carryOut(
            OrderPatch(1, TargetPackage("broken", "1.1")),
            OrderPatch(2, app)
        )
        let failed = try report.result(1)
        #expect(failed.outcome == .failed)
        #expect(failed.failure?.exitCode == 100)
        let text = try #require(failed.failure?.text)
        #expect(text.contains("reason"))
        #expect(text.contains("post-installation script subprocess returned error exit status 3"))
        #expect(text.contains("E: Sub-process"))
        // The files of the new version are there, not set up.
        #expect(failed.packages == [TargetPackage("broken", "1.1")])
        #expect(try report.result(2).outcome == .installed)
    }

    @Test("indexes that are too old are refreshed, once")
    func refreshes() async throws {
        let old = DebPackage(name: "late", version: "1.0")
        let repository = try await AptRepository([.bookworm([old])])
        let machine = try await AptMachine(["late=1.0"], repository: repository)
        try await repository.publish([.bookworm([old, DebPackage(name: "late", version: "1.1")])])
        let report = try await machine.carryOut(OrderPatch(1, TargetPackage("late", "1.1")))
        #expect(try report.result(1).outcome == .installed)
        #expect(try await machine.installed() == ["late 1.1"])
    }

    @Test("a database that cannot be read fails the order as a whole")
    func damagedDatabase() async throws {
        let machine = try await AptMachine(["app=1.0"])
        try machine.root.directory.write("nonsense\n", to: "var/lib/dpkg/status")
        let report = try await machine.carryOut(OrderPatch(1, app))
        #expect(report.failure?.text.contains("line 1: no colon") == true)
        #expect(report.results.map(\.outcome) == [.failed])
        #expect(report.reboot == .unknown)
    }
}
