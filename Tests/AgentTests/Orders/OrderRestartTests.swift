// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

/// The restart after an order, and what an agent finds after it.
@Suite(.timeLimit(.minutes(10))) struct OrderRestartTests {
    private let patience = OrderWork.restartPatience

    private func order(_ mode: RebootConduct.Mode, countdown: Int = 0) -> Order {
        .order(.install, [OrderPatch(1, TargetPackage("app", "1.1"))]) {
            $0.reboot = RebootConduct(mode: mode)
            $0.reboot.countdownSeconds = countdown
            $0.reboot.deferral = Deferral(count: 1, intervalSeconds: 900)
            $0.messages.reboot = "restart"
        }
    }

    /// A machine that needs a restart.
    private func machine() throws -> OrderMachine {
        var machine = try OrderMachine(["app": "1.0"])
        machine.packages.need = .needed(reasons: ["a new kernel"])
        return machine
    }

    @Test("after the restart the machine is read again, and the report says so")
    func restarts() async throws {
        var machine = try machine()
        let order = order(.ifNeeded)
        let step = try await machine.proceed(order)
        #expect(step == .restarts(until: machine.clock.now + patience))
        #expect(machine.restart.ordered == [.restart])
        #expect(machine.told.phases.last == .rebooting)
        guard case .found(.restarting(_, let attempt)) = machine.journal.lookup(order.id) else {
            Issue.record("the restart is not in the journal")
            return
        }
        #expect(attempt == RestartAttempt(bootID: "first", orderedAt: machine.clock.now, count: 1))
        // Until the machine goes down, nothing happens.
        #expect(try await machine.proceed(order) == step)
        machine.bootID = "second"
        machine.packages.need = .notNeeded
        let report = try await machine.report(on: order)
        #expect(report.hasRebooted == true)
        #expect(report.reboot == .notNeeded)
        #expect(report.failure == nil)
        #expect(report.inventoryDigest != nil)
        #expect(try report.result(1).previous == [TargetPackage("app", "1.0")])
        #expect(machine.restart.ordered == [.restart])
        #expect(machine.packages.log == ["download app", "install app"])
    }

    @Test("a restart that does not come is ordered once more, then reported as failed")
    func doesNotCome() async throws {
        let machine = try machine()
        let order = order(.ifNeeded)
        for count in 1...2 {
            let step = try await machine.proceed(order)
            let now = machine.clock.now
            #expect(step == .restarts(until: now + patience))
            #expect(machine.restart.ordered.count == count)
            machine.clock.jump(to: now + patience)
        }
        let report = try await machine.report(on: order)
        #expect(report.failure?.text == "the restart was ordered 2 times and did not come")
        #expect(report.hasRebooted == nil)
        #expect(try report.result(1).outcome == .installed)
        #expect(machine.restart.ordered.count == 2)
    }

    @Test("a machine that cannot be restarted is told at once, without a warning to anyone")
    func impossible() async throws {
        let machine = try machine()
        machine.people.logOn("ada")
        machine.restart.forbid("it is a folder")
        let report = try await machine.report(on: order(.ifNeeded, countdown: 60))
        #expect(report.failure?.text == "the machine was to be restarted: it is a folder")
        #expect(machine.people.heard.isEmpty)
        #expect(machine.restart.ordered.isEmpty)
    }

    @Test("users are warned of a restart and may put it off")
    func countdown() async throws {
        let machine = try machine()
        machine.people.logOn("ada")
        let order = order(.ifNeeded, countdown: 60)
        let first = try await machine.wait(of: order)
        #expect(machine.told.last?.phase == .waitingForReboot)
        #expect(machine.told.last?.until == first)
        let answer = try Postponing.perform(state: machine.state, clock: machine.clock)
        #expect(answer.what == "restart")
        let now = machine.clock.now
        #expect(try await machine.proceed(order) == .waits(until: now + 900_000))
        machine.clock.jump(to: now + 900_000)
        #expect(try await machine.proceed(order) == .waits(until: now + 960_000))
        #expect(machine.people.heard == ["restart", "restart"])
        machine.clock.jump(to: now + 960_000)
        let step = try await machine.proceed(order)
        #expect(step == .restarts(until: machine.clock.now + patience))
        #expect(machine.packages.log == ["download app", "install app"])
    }

    @Test("without a need, and after a failure, nothing is restarted")
    func none() async throws {
        let calm = try OrderMachine(["app": "1.0"])
        let report = try await calm.report(on: order(.ifNeeded))
        #expect(report.hasRebooted == nil && report.failure == nil)
        var broken = try OrderMachine(["app": "1.0"])
        broken.packages.broken = ["app"]
        #expect(try await broken.report(on: order(.always)).result(1).outcome == .failed)
        #expect(calm.restart.ordered.isEmpty && broken.restart.ordered.isEmpty)
    }

    @Test("a machine that somebody restarts while users are warned is not restarted again")
    func restartedByOthers() async throws {
        var machine = try machine()
        machine.people.logOn("ada")
        let order = order(.ifNeeded, countdown: 60)
        _ = try await machine.wait(of: order)
        machine.bootID = "second"
        machine.packages.need = .notNeeded
        let report = try await machine.report(on: order)
        #expect(report.hasRebooted == nil)
        #expect(report.reboot == .notNeeded)
        #expect(machine.restart.ordered.isEmpty)
    }

    @Test("a machine that is switched off reports before")
    func shutdown() async throws {
        let machine = try OrderMachine(["app": "1.0"])
        let step = try await machine.proceed(order(.shutdown))
        guard case .finishedThenShutdown(let report) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(try report.result(1).outcome == .installed)
    }
}
