// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import TestSupport
import Testing

@testable import Agent

@Suite(.timeLimit(.minutes(10))) struct AptResumeTests {
    private let order = Order.install([OrderPatch(1, TargetPackage("slow", "1.1"))])

    @Test("an agent that was stopped waits for the installer that still runs")
    func installerStillRuns() async throws {
        let machine = try await AptMachine(["slow=1.0"])
        let first = Task {
            var work = try machine.work(on: order)
            return try await work.finish()
        }
        _ = try await machine.wrapper(of: order)
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        var second = try machine.work(on: order)
        try machine.letGo()
        let report = try await second.finish()
        #expect(try report.result(1).outcome == .installed)
        #expect(machine.upgradeCount(of: "slow") == 1)
        #expect(machine.runCount() == 1)
    }

    @Test("an agent that was stopped finds the exit status of an installer that has ended")
    func installerHasEnded() async throws {
        let machine = try await AptMachine(["slow=1.0"])
        let first = Task {
            var work = try machine.work(on: order)
            return try await work.finish()
        }
        _ = try await machine.wrapper(of: order)
        first.cancel()
        _ = await first.result
        try machine.letGo()
        try await eventually("apt-get has ended") {
            let path = machine.journal.folder(of: order.id) + "/run-1/exit"
            return FileManager.default.fileExists(atPath: path)
        }
        var second = try machine.work(on: order)
        #expect(try await second.finish().result(1).outcome == .installed)
        #expect(machine.upgradeCount(of: "slow") == 1)
        #expect(machine.runCount() == 1)
    }

    @Test("when everything was killed, dpkg is repaired and nothing is unpacked again")
    func everythingKilled() async throws {
        let machine = try await AptMachine(["slow=1.0"])
        let work = Task {
            var work = try machine.work(on: order)
            return try await work.finish()
        }
        let wrapper = try await machine.wrapper(of: order)
        kill(-wrapper, SIGKILL)
        try machine.letGo()
        let report = try await work.value
        #expect(try report.result(1).outcome == .installed)
        #expect(report.wasResumed)
        #expect(machine.upgradeCount(of: "slow") == 1)
        #expect(try await machine.installed() == ["slow 1.1"])
        #expect(try machine.backend.database().isInterrupted == false)
    }

    @Test("an apt-get that outlives its wrapper is waited for")
    func wrapperKilled() async throws {
        let machine = try await AptMachine(["slow=1.0"])
        let work = Task {
            var work = try machine.work(on: order)
            return try await work.finish()
        }
        _ = try await machine.wrapper(of: order)
        kill(try machine.process("wrapper", of: order), SIGKILL)
        try await eventually("the interruption is journaled") {
            guard case .found(.acting(let progress)) = machine.journal.lookup(order.id) else {
                return false
            }
            return progress.wasResumed
        }
        #expect(try machine.backend.isBusy())
        try machine.letGo()
        let report = try await work.value
        #expect(try report.result(1).outcome == .installed)
        #expect(report.wasResumed)
        #expect(machine.runCount() == 1)
        #expect(try machine.backend.isBusy() == false)
    }

    @Test("an installer that was journaled but never started is started")
    func neverStarted() async throws {
        let machine = try await AptMachine(["slow=1.0"])
        try machine.letGo()
        var work = try machine.work(on: order)
        work.progress.batches = [.init(patches: [TestID.uuid(1)])]
        work.progress.batches?[0].attempts = 1
        work.progress.run = .init(number: 1, kind: .install)
        work.progress.runCount = 1
        try work.save()
        let report = try await work.finish()
        #expect(try report.result(1).outcome == .installed)
        #expect(report.wasResumed)
        #expect(machine.upgradeCount(of: "slow") == 1)
    }

    @Test("an installation that is killed every time is given up")
    func givesUp() async throws {
        let machine = try await AptMachine(["suicide=1.0"])
        let report = try await machine.carryOut(OrderPatch(1, TargetPackage("suicide", "1.1")))
        let result = try report.result(1)
        #expect(result.outcome == .failed)
        #expect(result.failure?.exitCode == 100)
        // What apt-get says the second time, when two repairs have not helped either.
        #expect(result.failure?.text.contains("dpkg was interrupted") == true)
        #expect(report.wasResumed)
        #expect(machine.runCount() == 3)
        #expect(machine.upgradeCount(of: "suicide") == 1)
    }

    @Test("an installer that is killed before it does anything is tried twice")
    func killedAtOnce() async throws {
        let machine = try await AptMachine(["app=1.0"])
        let hook = "DPkg::Pre-Invoke { \"echo run >>\(machine.root.directory.path)/runs\"; "
        let text = try machine.root.directory.read("apt.conf")
        let suicide = hook + "\"kill -9 0\"; };\n"
        try machine.root.directory.write(text + suicide, to: "apt.conf")
        let report = try await machine.carryOut(OrderPatch(1, TargetPackage("app", "1.1")))
        let result = try report.result(1)
        #expect(result.outcome == .failed)
        #expect(
            result.failure
                == Failure(
                    exitCode: nil,
                    text: "the package manager was stopped 2 times before it ended"
                )
        )
        #expect(machine.runCount() == 2)
        #expect(try await machine.installed() == ["app 1.0"])
    }
}
