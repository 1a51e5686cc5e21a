// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import TestSupport
import Testing

@testable import Agent

/// Orders that wait for the people at the machine.
@Suite(.timeLimit(.minutes(10))) struct OrderWaitTests {
    private let start = OrderMachine.start
    private let order = Order.order(.install, [OrderPatch(1, TargetPackage("app", "1.1"))]) {
        $0.startCountdownSeconds = 60
        $0.startDeferral = Deferral(count: 1, intervalSeconds: 600)
        $0.messages = UserMessages(before: "soon", during: "now", after: "over", reboot: "restart")
    }

    @Test("users are warned, put it off, are warned again, and told of the end")
    func postpones() async throws {
        let machine = try OrderMachine(["app": "1.0"])
        machine.people.logOn("ada")
        let first = try await machine.wait(of: order)
        let now = machine.clock.now
        #expect(first == now + 60_000)
        #expect(machine.people.heard == ["soon"])
        let told = OrderProgress(order: order.id, phase: .waitingForUser, until: first)
        #expect(machine.told.last == told)
        let answer = try Postponing.perform(state: machine.state, clock: machine.clock)
        #expect(answer.what == "start" && answer.left == 0 && answer.intervalSeconds == 600)
        #expect(try await machine.wait(of: order) == now + 600_000)
        #expect(throws: AgentFailure.self) {
            try Postponing.perform(state: machine.state, clock: machine.clock)
        }
        machine.clock.jump(to: now + 600_000)
        #expect(try await machine.wait(of: order) == now + 660_000)
        #expect(machine.people.heard == ["soon", "soon"])
        #expect(machine.packages.log == ["download app"])
        machine.clock.jump(to: now + 660_000)
        let report = try await machine.report(on: order)
        #expect(try report.result(1).outcome == .installed)
        #expect(machine.people.heard == ["soon", "soon", "now", "over"])
    }

    @Test("nobody logged on is nobody to wait for")
    func nobody() async throws {
        let machine = try OrderMachine(["app": "1.0"])
        let report = try await machine.report(on: order)
        #expect(try report.result(1).outcome == .installed)
        #expect(machine.people.heard.isEmpty)
        #expect(throws: AgentFailure.nothingToPostpone("nothing waits that could be put off")) {
            try Postponing.perform(state: machine.state, clock: machine.clock)
        }
    }

    @Test("a countdown that ends after the order's time postpones the patches")
    func tooLate() async throws {
        let machine = try OrderMachine(["app": "1.0"])
        machine.people.logOn("ada")
        machine.clock.jump(to: start + 3_590_000)
        let report = try await machine.report(on: order)
        #expect(try report.result(1).outcome == .postponed)
        #expect(machine.packages.version(of: "app") == "1.0")
        #expect(machine.people.heard.isEmpty)
    }

    @Test("a wish that nobody waits for, or that cannot be read, stops nothing")
    func strayWish() async throws {
        let machine = try OrderMachine(["app": "1.0"])
        machine.people.logOn("ada")
        let until = try await machine.wait(of: order)
        try machine.directory.write("{", to: "state/postpone.json")
        #expect(try await machine.wait(of: order) == until)
        let stray = PostponeRequest(order: TestID.uuid(7), isRestart: false, requestedAt: 1)
        try machine.state.store(stray)
        #expect(try await machine.wait(of: order) == until)
        machine.clock.jump(to: until)
        #expect(try await machine.report(on: order).result(1).outcome == .installed)
    }
}
