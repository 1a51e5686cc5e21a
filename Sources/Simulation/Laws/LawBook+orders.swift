// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation

extension LawBook {
    /// Holds a change of state against the table of those that may be.
    func transition(_ before: Execution, _ after: Execution, at now: Timestamp) {
        guard before.state != after.state else { return }
        if StateLaws.legal[before.state]?.contains(after.state) != true {
            find(
                "states",
                "\(before.state) became \(after.state)",
                run: after.run,
                device: after.device,
                at: now
            )
        }
        if after.state == .refused {
            find(
                "states",
                "a true order was refused",
                run: after.run,
                device: after.device,
                at: now
            )
        }
    }

    /// Holds an order that is given out for the first time against everything that it must obey.
    func handOut(_ before: Execution, _ after: Execution, in world: World) {
        guard let run = runs[after.run], let record = world.fleet.records[after.device]?.target
        else { return }
        let now = world.now
        let plan = run.made.course.plan
        let wrong = { (law: String, text: String) in
            self.find(law, text, run: after.run, device: after.device, at: now)
        }
        if run.state != .running {
            wrong("halts", "an order is given out in a run that is \(run.state)")
        }
        if after.ring > run.openRing { wrong("rings", "an order is given out in a shut ring") }
        if orders[after.order] != nil { wrong("orders", "an order's identity is used again") }
        if let last = executions[after.id]?.order, last != after.order,
            before.report?.order != last, before.refusal?.order != last
        {
            wrong("orders", "a new order is given out while the last one is out")
        }
        approve(after, plan, wrong, at: now)
        stayInRoom(after, run, world)
        let zone = plan.policy.window.map { $0.zone.timeZone(of: record.zone) }
        let end = after.orderExpiresAt ?? after.expiresAt
        let order = OrderView(execution: after, at: now, expiresAt: end, plan: plan, zone: zone)
        executions[after.id]?.order = after.order
        orders[after.order] = order
        if now >= after.expiresAt || end > after.expiresAt {
            wrong("ends", "an order is given out beyond its execution's end")
        }
        guard !after.isDownload else { return }
        if let notBefore = before.notBefore, now < notBefore {
            wrong("slots", "an order is given out before \(notBefore.text)")
        }
        if let own = ownStart(of: run.made, on: record), now < own {
            wrong("slots", "an order is given out before the device's slot, \(own.text)")
        }
        if let start = plan.installAfter, now < start {
            wrong("slots", "an order is given out before \(start.text)")
        }
        guard let window = plan.policy.window, let zone, after.kind.touchesSoftware,
            !order.isForced
        else { return }
        guard let open = window.interval(containing: now, zone: zone) else {
            wrong("windows", "an order is given out outside of the window")
            return
        }
        if end > open.upperBound { wrong("windows", "an order outlives its window") }
    }

    /// When a device's own clock shows the time of the slot; `nil` where clocks do not matter.
    private func ownStart(of run: Run, on device: TargetDevice) -> Timestamp? {
        let schedule = run.course.plan.schedule
        // What people ask for waits for no clock.
        guard run.course.decisions.first?.by == DeploymentEngine.name, run.subject == nil,
            schedule.zone == .device, schedule.recurrence.isTimed,
            let far = TimeZone(secondsFromGMT: 14 * 3_600)
        else { return nil }
        return device.zone.timeZone.instant(of: far.local(at: run.slot))
    }

    private func approve(
        _ execution: Execution,
        _ plan: DeploymentPlan,
        _ wrong: (String, String) -> Void,
        at now: Timestamp
    ) {
        guard execution.kind == .install else { return }
        for patch in execution.openPatches {
            let ruling = rulings[Patch.Identity(patch.patch)]?.last { $0.at <= now }
            if ruling?.decision == .declined { wrong("approvals", "a declined patch is ordered") }
            guard plan.needsApproval else { continue }
            guard let ruling, ruling.decision == .approved else {
                wrong("approvals", "a patch that nobody approved is ordered")
                continue
            }
            let days = Double(now.milliseconds - ruling.at.milliseconds) / 86_400_000
            if days < Double(plan.daysAfterApproval) {
                wrong("approvals", "a patch is ordered \(days) days after its approval")
            }
        }
    }

    /// Counts who is away, this device included.
    private func stayInRoom(_ execution: Execution, _ run: RunView, _ world: World) {
        for (limit, allowed) in zip(run.made.course.plan.brakes.unavailable, run.allowedAway) {
            let covers = { (device: Device.Identity) in
                limit.group.map {
                    world.fleet.records[device]?.target.groups.contains($0) ?? false
                } ?? true
            }
            guard covers(execution.device) else { continue }
            let away = run.members.count { id in
                guard let other = executions[id]?.latest, id != execution.id else { return false }
                return StateLaws.away.contains(other.state) && covers(other.device)
            }
            if away + 1 > allowed {
                find(
                    "limits",
                    "\(away + 1) devices are away, \(allowed) may be",
                    run: execution.run,
                    device: execution.device,
                    at: world.now
                )
            }
        }
    }

    /// A device whose own slot has not come must not lose it.
    func expiry(_ execution: Execution, in world: World) {
        guard let run = runs[execution.run]?.made,
            let device = world.fleet.records[execution.device]?.target,
            let own = ownStart(of: run, on: device), world.now <= own
        else { return }
        if let last = run.course.plan.expiresAt, world.now >= last { return }
        // Who starts it by hand wants it at once, and not the slot any more.
        guard !isStartedByHand(after: run, in: world) else { return }
        find(
            "fairness",
            "expired at \(world.now.text), before the device's slot at \(own.text)",
            run: run.id,
            device: device.id,
            at: world.now
        )
    }

    /// Whether someone has started the deployment since, or does so in this very transaction.
    private func isStartedByHand(after former: Run, in world: World) -> Bool {
        let isAsked = { (run: Run) in
            run.deployment == former.deployment && run.createdAt > former.createdAt
                && run.course.decisions.first?.by != DeploymentEngine.name
        }
        let isNow = world.store.events.contains { event in
            if case .runMade(let run) = event { isAsked(run) } else { false }
        }
        return isNow || runs.values.contains { isAsked($0.made) }
    }

    /// What is said to be there must truly be there.
    func completion(_ execution: Execution, in world: World) {
        guard execution.kind == .install || execution.kind == .rollback,
            let agent = world.agents.first(where: { $0.device == execution.device.uuid })
        else { return }
        let stocks = [agent.stock, agent.scanned].compactMap(\.self)
        let isTrue = stocks.contains { stock in
            execution.patches.allSatisfy { patch in
                execution.kind == .install
                    ? stock.hasReached(patch.packages) : stock.isExactly(patch.packages)
            }
        }
        guard !isTrue else { return }
        find(
            "truth",
            "completed, and the device has \(agent.stock.mark)",
            run: execution.run,
            device: execution.device,
            at: world.now
        )
    }
}
