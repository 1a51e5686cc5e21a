// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing

/// What was tried, laid over what was computed.
@Suite struct IndexedDeviceTests {
    private let patch: Patch
    private let missing: Finding

    init() throws {
        let world = try World("main a 1.1 a:amd64")
        patch = try world.patch("a", "1.1")
        let inventory = try Machine.inventory("a:amd64 1.0 a")
        missing = Assessor(world.catalogue).explain(patch, on: inventory)
    }

    @Test("an order that is open is in progress, offered or not")
    func inProgress() {
        var execution = Snapshots.execution("1", patches: [patch])
        #expect(overlaid(execution) == "inProgress order_open")
        _ = execution.on(.offered(until: execution.expiresAt), at: Snapshots.now)
        #expect(overlaid(execution) == "inProgress order_open")
    }

    @Test(
        "the result of the last order is laid over a missing patch",
        arguments: [
            ([.failed], "failed install_failed"), ([.blocked], "failed install_blocked"),
            ([], "failed install_failed"),
            // It was installed, and the next inventory will say so.
            ([.installed], "missing binary_older"), ([.alreadyInstalled], "missing binary_older"),
        ] as [([PatchResult.Outcome], String)]
    )
    func results(_ outcomes: [PatchResult.Outcome], _ expected: String) {
        var execution = Snapshots.execution("1", patches: [patch])
        let report = Snapshots.report(execution, outcomes)
        _ = execution.on(.reported(report), at: Snapshots.now)
        _ = execution.on(.verified(Snapshots.all(execution)), at: Snapshots.now)
        #expect(overlaid(execution) == expected)
    }

    @Test("a failure of another patch of the same order is not this patch's failure")
    func keepsPatchesApart() throws {
        let other = try World("main b 1.1 b:amd64").patch("b", "1.1")
        var execution = Snapshots.execution("1", patches: [patch, other])
        let report = Snapshots.report(execution, [.installed, .failed])
        _ = execution.on(.reported(report), at: Snapshots.now)
        _ = execution.on(.verified(Snapshots.all(execution)), at: Snapshots.now)
        #expect(execution.state == .failed)
        #expect(overlaid(execution) == "missing binary_older")
    }

    @Test("orders that ended without a report tried nothing")
    func withoutReport() {
        var expired = Snapshots.execution("1", patches: [patch])
        _ = expired.on(.tick, at: Snapshots.now + .seconds(3_600))
        #expect(overlaid(expired) == "missing binary_older")
        var refused = Snapshots.execution("2", patches: [patch])
        let refusal = OrderRefusal(order: nil, reason: .wrongDevice, detail: "")
        _ = refused.on(.offered(until: refused.expiresAt), at: Snapshots.now)
        _ = refused.on(.refused(refusal), at: Snapshots.now)
        #expect(overlaid(refused) == "missing binary_older")
    }

    @Test("in progress, failed, blocked, in progress again, then installed")
    func story() {
        var device = IndexedDevice(Snapshots.device(1))
        var story = [line(device.overlay(missing))]
        for (index, outcome) in [PatchResult.Outcome.failed, .blocked, .installed].enumerated() {
            var execution = Snapshots.execution(
                "\(index)",
                patches: [patch],
                at: Int64(index) * 10
            )
            device.note(execution)
            story.append(line(device.overlay(missing)))
            let report = Snapshots.report(execution, [outcome])
            _ = execution.on(.reported(report), at: execution.createdAt + .seconds(5))
            _ = execution.on(
                .verified(Snapshots.all(execution)),
                at: execution.createdAt + .seconds(6)
            )
            device.note(execution)
            story.append(line(device.overlay(missing)))
        }
        #expect(
            story == [
                "missing binary_older", "inProgress order_open", "failed install_failed",
                "inProgress order_open", "failed install_blocked", "inProgress order_open",
                "missing binary_older",
            ]
        )
        var installed = missing
        installed.state = .installed
        installed.reason = .upToDate
        #expect(line(device.overlay(installed)) == "installed up_to_date")
    }

    @Test("whatever the order in which executions arrive, the same is shown")
    func orderIsIrrelevant() {
        var failed = Snapshots.execution("1", patches: [patch])
        _ = failed.on(.reported(Snapshots.report(failed, [.failed])), at: Snapshots.now)
        var blocked = Snapshots.execution("2", patches: [patch], at: 10)
        _ = blocked.on(
            .reported(Snapshots.report(blocked, [.blocked])),
            at: Snapshots.now + .seconds(20)
        )
        var expired = Snapshots.execution("3", patches: [patch], at: 30)
        let open = Snapshots.execution("4", patches: [patch], at: 15)
        let wasOpen = expired
        _ = expired.on(.tick, at: Snapshots.now + .seconds(9_999))
        let sets: [([Execution], String)] = [
            ([failed, blocked], "failed install_blocked"),
            ([failed, expired], "failed install_failed"),
            ([failed, blocked, open], "inProgress order_open"),
        ]
        for (executions, expected) in sets {
            for list in [executions, executions.reversed()] {
                var device = IndexedDevice(Snapshots.device(1))
                for execution in list { device.note(execution) }
                #expect(line(device.overlay(missing)) == expected)
            }
        }
        // One that was open and expired leaves what was there before it.
        var device = IndexedDevice(Snapshots.device(1))
        for execution in [failed, wasOpen, expired] { device.note(execution) }
        #expect(line(device.overlay(missing)) == "failed install_failed")
    }

    @Test("only what is missing is in progress, and a hold outlasts a failed attempt")
    func leavesOtherStates() {
        var device = IndexedDevice(Snapshots.device(1))
        var execution = Snapshots.execution("1", patches: [patch])
        device.note(execution)
        for state in Finding.State.allCases {
            var finding = missing
            finding.state = state
            let expected = state.isMissing ? Finding.State.inProgress : state
            #expect(device.overlay(finding).state == expected)
        }
        _ = execution.on(.reported(Snapshots.report(execution, [.blocked])), at: Snapshots.now)
        device.note(execution)
        for state in [Finding.State.held, .phased, .installed, .unknown] {
            var finding = missing
            finding.state = state
            #expect(device.overlay(finding).state == state)
        }
    }

    @Test("an open scan is known until it ends")
    func openScan() {
        var device = IndexedDevice(Snapshots.device(1))
        var scan = Snapshots.execution("1", patches: [], kind: .scan)
        device.note(scan)
        #expect(device.openScan == scan.id)
        device.note(Snapshots.execution("2", patches: [patch]))
        #expect(device.openScan == scan.id)
        _ = scan.on(.reported(Snapshots.report(scan, [])), at: Snapshots.now)
        device.note(scan)
        #expect(device.openScan == nil)
    }

    private func overlaid(_ execution: Execution) -> String {
        var device = IndexedDevice(Snapshots.device(1))
        device.note(execution)
        return line(device.overlay(missing))
    }

    private func line(_ finding: Finding) -> String {
        "\(finding.state.rawValue) \(finding.reason.rawValue)"
    }
}
