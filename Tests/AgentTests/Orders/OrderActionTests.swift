// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import TestSupport
import Testing

@testable import Agent

/// The scripts of an order, run by the real `sh`.
@Suite(.timeLimit(.minutes(10))) struct OrderActionTests {
    private let app = OrderPatch(1, TargetPackage("app", "1.1"))

    /// The result of a script order with one action.
    private func result(
        of machine: OrderMachine,
        _ action: OrderAction
    ) async throws -> ActionResult {
        let report = try await machine.report(on: .order(.script, actions: [action]))
        return try #require(report.actions?.first)
    }

    @Test("what a script writes, its status and its times are reported")
    func reports() async throws {
        let machine = try OrderMachine()
        let result = try await result(
            of: machine,
            machine.action(10, "echo out; echo \"$THIMBLE_ROOT\" >&2; exit 4")
        )
        #expect(result.outcome == .failed)
        #expect(result.exitCode == 4)
        #expect(result.output == "out\n/\n")
        #expect(result.startedAt == OrderMachine.start)
        #expect(result.finishedAt >= result.startedAt)
    }

    @Test("scripts run around the packages, in their sequence")
    func sequence() async throws {
        let machine = try OrderMachine(["app": "1.0"])
        let log = machine.packages.directory.path("log")
        let before = machine.action(10, "echo before >>'\(log)'")
        let after = machine.action(11, "echo after >>'\(log)'")
        let order = Order.order(.install, [app]) {
            $0.before = [before]
            $0.after = [after]
        }
        let report = try await machine.report(on: order)
        #expect(report.actions?.map(\.action) == [TestID.uuid(10), TestID.uuid(11)])
        #expect(report.actions?.map(\.outcome) == [.succeeded, .succeeded])
        #expect(machine.packages.log == ["download app", "before", "install app", "after"])
    }

    @Test("a script that must not fail stops the order; another one does not")
    func aborts() async throws {
        for aborts in [true, false] {
            let machine = try OrderMachine(["app": "1.0"])
            let actions = (10...12).map { machine.action($0, "exit 1", aborts: aborts) }
            let order = Order.order(.install, [app]) {
                $0.before = [actions[0], actions[1]]
                $0.after = [actions[2]]
                $0.reboot = RebootConduct(mode: .always)
            }
            let step = try await machine.proceed(order)
            guard case .finished(let report) = step, aborts else {
                #expect(step == .restarts(until: machine.clock.now + OrderWork.restartPatience))
                #expect(machine.ran == ["10", "11", "12"])
                #expect(!aborts)
                continue
            }
            #expect(try report.result(1).outcome == .skipped)
            #expect(report.actions?.map(\.outcome) == [.failed, .skipped, .skipped])
            #expect(machine.ran == ["10"])
            #expect(machine.packages.version(of: "app") == "1.0")
            #expect(machine.restart.ordered.isEmpty)
        }
    }

    @Test("a verification decides, and what it finds wanting is undone")
    func verifies() async throws {
        let rows: [(String, String?, ActionResult.Outcome, Int?)] = [
            ("exit 0", nil, .succeeded, nil), ("exit 5", nil, .failed, nil),
            ("exit 5", "exit 0", .undone, 0), ("exit 5", "exit 6", .failed, 6),
        ]
        for (verification, undo, outcome, undoCode) in rows {
            let machine = try OrderMachine()
            var action = machine.action(10)
            action.verification = machine.script("echo look; \(verification)")
            action.undo = undo.map { machine.script("echo back; \($0)") }
            let result = try await result(of: machine, action)
            #expect(result.outcome == outcome)
            #expect(result.exitCode == 0)
            #expect(result.verificationCode == (outcome == .succeeded ? 0 : 5))
            #expect(result.undoCode == undoCode)
            #expect(result.output == (undo == nil ? "look\n" : "look\nback\n"))
        }
    }

    @Test("a script that takes too long is ended with everything that it started")
    func timesOut() async throws {
        let machine = try OrderMachine()
        let child = machine.directory.path("child")
        let text = "sleep 600 & echo $! >'\(child).new'; mv '\(child).new' '\(child)'; wait"
        let order = Order.order(.script, actions: [machine.action(10, text)])
        let work = Task { try await machine.report(on: order) }
        try await eventually("it has started a process") {
            FileManager.default.fileExists(atPath: child)
        }
        machine.clock.jump(to: OrderMachine.start + 3_600_000)
        let report = try await work.value
        let result = try #require(report.actions?.first)
        #expect(result.outcome == .timedOut)
        #expect(result.exitCode == nil)
        #expect(result.output == "it took longer than 3600 seconds and was ended")
        let sleeper = try #require(Int32(machine.directory.read("child").trimmed))
        try await eventually("the background process has ended") { kill(sleeper, 0) != 0 }
    }

    @Test("an interpreter of Windows is told, and nothing runs")
    func foreignInterpreter() async throws {
        let machine = try OrderMachine()
        var action = machine.action(10)
        action.script.interpreter = .powershell
        let result = try await result(of: machine, action)
        #expect(result.outcome == .failed)
        #expect(result.output == "its interpreter is there on Windows only")
    }

    @Test("scripts that have not begun when the order's time ends are skipped")
    func expires() async throws {
        let machine = try OrderMachine()
        machine.clock.jump(to: OrderMachine.start + 3_600_000)
        let report = try await machine.report(on: .order(.script, actions: [machine.action(10)]))
        #expect(report.actions?.map(\.outcome) == [.skipped])
        #expect(report.failure?.text == InstallWork.timeOver)
        #expect(machine.ran.isEmpty)
    }
}
