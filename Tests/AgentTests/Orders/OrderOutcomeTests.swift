// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

/// What comes of the patches of an order.
@Suite(.timeLimit(.minutes(10))) struct OrderOutcomeTests {
    private let app = OrderPatch(1, TargetPackage("app", "1.1"))
    private let tool = OrderPatch(2, TargetPackage("tool", "1.1"))
    private let more = OrderPatch(3, TargetPackage("more", "1.1"))

    @Test("an installation downloads first, and says what was there before")
    func installs() async throws {
        let machine = try OrderMachine(["app": "1.0", "tool": "1.1"])
        let report = try await machine.report(on: .order(.install, [app, tool]))
        let result = try report.result(1)
        #expect(result.outcome == .installed)
        #expect(result.packages == [TargetPackage("app", "1.1")])
        #expect(result.previous == [TargetPackage("app", "1.0")])
        #expect(try report.result(2).outcome == .alreadyInstalled)
        #expect(try report.result(2).previous == nil)
        #expect(machine.packages.log == ["download app", "install app"])
        #expect(report.failure == nil)
        #expect(report.actions == nil && report.hasRebooted == nil)
        #expect(machine.told.phases == [.downloading, .installing, .verifying])
        let scan = try #require(try machine.state.lastScan())
        #expect(report.inventoryDigest == scan.digest)
    }

    @Test("a rollback brings the earlier version")
    func rollsBack() async throws {
        let machine = try OrderMachine(["app": "1.2"])
        let report = try await machine.report(on: .order(.rollback, [app]))
        let result = try report.result(1)
        #expect(result.outcome == .rolledBack)
        #expect(result.previous == [TargetPackage("app", "1.2")])
        #expect(machine.packages.log == ["download app", "rollback app"])
        #expect(machine.packages.version(of: "app") == "1.1")
    }

    @Test("a download begins after a random part of its spread, and installs nothing")
    func downloads() async throws {
        var machine = try OrderMachine(["app": "1.0", "tool": "1.0"])
        machine.packages.broken = ["tool"]
        let order = Order.order(.download, [app, tool]) { $0.downloadSpreadSeconds = 600 }
        #expect(try await machine.proceed(order) == .waits(until: OrderMachine.start + 300_000))
        machine.clock.jump(to: OrderMachine.start + 299_999)
        #expect(try await machine.proceed(order) == .waits(until: OrderMachine.start + 300_000))
        #expect(machine.packages.log.isEmpty)
        machine.clock.jump(to: OrderMachine.start + 300_000)
        let report = try await machine.report(on: order)
        #expect(try report.result(1).outcome == .downloaded)
        #expect(try report.result(2).outcome == .failed)
        #expect(try report.result(2).failure == Failure(exitCode: 3, text: "it broke"))
        #expect(machine.packages.version(of: "app") == "1.0")
        #expect(
            machine.packages.log == [
                "download app", "download tool", "download app", "download tool",
            ]
        )
    }

    @Test("a download that fails is no obstacle to the installation, which tells why")
    func brokenDownload() async throws {
        var machine = try OrderMachine(["app": "1.0"])
        machine.packages.broken = ["app"]
        let report = try await machine.report(on: .order(.install, [app]))
        #expect(try report.result(1).outcome == .failed)
        #expect(try report.result(1).failure == Failure(exitCode: 3, text: "it broke"))
        #expect(try report.result(1).previous == nil)
        #expect(machine.packages.log == ["download app", "install app"])
    }

    @Test("what fails together is tried alone, and the others go on or are skipped")
    func failures() async throws {
        for continues in [true, false] {
            var machine = try OrderMachine(["app": "1.0", "tool": "1.0", "more": "1.0"])
            // The first is brought by the joint call that fails, because another one is broken.
            machine.packages.broken = ["tool", "more"]
            let order = Order.order(.install, [app, tool, more]) {
                $0.continuesOnFailure = continues
            }
            let report = try await machine.report(on: order)
            let last: PatchResult.Outcome = continues ? .failed : .skipped
            #expect(report.results.map(\.outcome) == [.installed, .failed, last])
            #expect(try report.result(1).previous == [TargetPackage("app", "1.0")])
        }
    }

    @Test("nothing is begun after the order's time, and what was begun is not lost")
    func postpones() async throws {
        let machine = try OrderMachine(["app": "1.0"])
        machine.clock.jump(to: OrderMachine.start + 3_600_000)
        let report = try await machine.report(on: .order(.install, [app]))
        #expect(try report.result(1).outcome == .postponed)
        #expect(machine.packages.log.isEmpty)
        #expect(report.inventoryDigest != nil)
    }

    @Test("the reasons not to begin are told apart")
    func reasons() async throws {
        var machine = try OrderMachine(["app": "1.0", "tool": "1.0"])
        machine.packages.held = ["app"]
        machine.packages.unavailable = ["tool"]
        let report = try await machine.report(on: .order(.install, [app, tool, more]))
        #expect(report.results.map(\.outcome) == [.blocked, .unavailable, .notApplicable])
        #expect(try report.result(1).failure?.text == "app is on hold")
        #expect(try report.result(2).failure == Failure(exitCode: 100, text: "no tool 1.1"))
        #expect(
            try report.result(3).failure?.text == "more is not installed, so nothing is changed"
        )
        #expect(machine.packages.log.isEmpty)
    }

    @Test("a machine that waits for a restart is left alone, if the order says so")
    func pendingReboot() async throws {
        for runs in [true, false] {
            var machine = try OrderMachine(["app": "1.0"])
            machine.packages.need = .needed(reasons: ["asked for by libc6"])
            let action = machine.action(10)
            let order = Order.order(.install, [app]) {
                $0.runsWithPendingReboot = runs
                $0.before = [action]
            }
            let report = try await machine.report(on: order)
            #expect(try report.result(1).outcome == (runs ? .installed : .blocked))
            let text = "the machine waits for a restart: asked for by libc6"
            #expect(try report.result(1).failure?.text == (runs ? nil : text))
            #expect(report.actions?.map(\.outcome) == [runs ? .succeeded : .skipped])
            #expect(machine.ran == (runs ? ["10"] : []))
        }
    }

    @Test("a scan order reports the inventory that it read")
    func scans() async throws {
        let machine = try OrderMachine(["app": "1.0"])
        let report = try await machine.report(on: .order(.scan))
        #expect(report.inventoryDigest == (try machine.state.lastScan())?.digest)
        #expect(report.failure == nil && report.results.isEmpty)
    }
}
