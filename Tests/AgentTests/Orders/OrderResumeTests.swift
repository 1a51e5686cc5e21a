// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import TestSupport
import Testing

@testable import Agent

/// An agent that is stopped again and again does what an undisturbed one does, and no more.
@Suite(.timeLimit(.minutes(10))) struct OrderResumeTests {
    private func machine() throws -> OrderMachine {
        var machine = try OrderMachine(["app": "1.0", "tool": "1.0", "more": "1.0"])
        machine.packages.broken = ["tool"]
        machine.packages.need = .needed(reasons: ["a new kernel"])
        return machine
    }

    /// Everything that an order may hold: scripts, several patches, a failure, a restart.
    private func order(on machine: OrderMachine) -> Order {
        let patches = ["app", "tool", "more"].enumerated().map { place, name in
            OrderPatch(UInt8(place + 1), TargetPackage(name, "1.1"))
        }
        var before = machine.action(10, "sleep 0.05")
        before.verification = machine.script(
            "echo verify >>'\(machine.directory.path("ran"))'; false"
        )
        before.undo = machine.script("echo undo >>'\(machine.directory.path("ran"))'")
        let after = machine.action(11, "exit 3")
        return .order(.install, patches) {
            $0.before = [before]
            $0.after = [after]
            $0.reboot = RebootConduct(mode: .ifNeeded)
        }
    }

    /// Carries the order out, its restart included; begins anew whenever the agent was stopped.
    private func carryOut(_ order: Order, on machine: OrderMachine) async throws -> OrderReport {
        var machine = machine
        while true {
            do {
                switch try await machine.proceed(order) {
                case .finished(let report): return report
                case .restarts: machine.bootID = "second"
                case let step: throw OrderMachine.Unexpected(text: "\(step)")
                }
            } catch is CancellationError {
                continue
            }
        }
    }

    @Test("an agent that is stopped at every wait repeats nothing and loses nothing")
    func stoppedEverywhere() async throws {
        var reports: [OrderReport] = []
        var logs: [[String]] = []
        for isStopped in [false, true] {
            let machine = try machine()
            if isStopped { machine.clock.stopAtEveryWait() }
            reports.append(try await carryOut(order(on: machine), on: machine))
            logs.append(machine.packages.log + machine.ran)
            #expect(machine.restart.ordered == [.restart])
        }
        #expect(logs[0] == logs[1])
        #expect(
            logs[1] == [
                "download app", "download tool", "download more",
                "install app", "install tool", "install more", "install tool",
                "10", "verify", "undo", "11",
            ]
        )
        for report in reports {
            #expect(report.results.map(\.outcome) == [.installed, .failed, .installed])
            #expect(report.actions?.map(\.outcome) == [.undone, .failed])
            #expect(report.hasRebooted == true)
        }
        #expect(reports[0].inventoryDigest == reports[1].inventoryDigest)
        #expect(reports[0].results == reports[1].results)
    }

    @Test("a download that was journaled and never started is started")
    func downloadNeverStarted() async throws {
        let machine = try machine()
        let order = Order.order(.download, [OrderPatch(1, TargetPackage("app", "1.1"))])
        var progress = InstallProgress(startedAt: OrderMachine.start)
        progress.course.stage = .fetching
        progress.batches = [.init(patches: [TestID.uuid(1)])]
        progress.batches?[0].downloads = 1
        progress.run = InstallProgress.Run(number: 1, kind: .download)
        progress.runCount = 1
        try machine.begin(order, with: progress)
        let report = try await carryOut(order, on: machine)
        #expect(try report.result(1).outcome == .downloaded)
        #expect(report.wasResumed)
    }
}
