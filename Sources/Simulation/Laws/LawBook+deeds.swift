// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

extension LawBook {
    /// Holds what a device truly did against the order that told it to.
    func observe(_ deed: Deed, of device: Device.Identity) {
        guard var order = orders[deed.order], order.execution.device == device else {
            find("orders", "acts on an order that nobody gave", device: device, at: deed.at)
            return
        }
        let wrong = { (law: String, text: String) in
            self.find(law, text, run: order.execution.run, device: device, at: deed.at)
        }
        let tolerance = Duration.milliseconds(AgentProtocol.clockToleranceMilliseconds)
        let error = deed.believed - deed.at
        if error > tolerance || error < .zero - tolerance {
            wrong("clocks", "takes \(deed.believed.text) for the server's time")
        }
        switch deed.kind {
        case .began:
            if order.beganAt != nil { wrong("orders", "acts twice on one order") }
            if deed.believed >= order.expiresAt { wrong("ends", "begins after the order's end") }
            let other = orders.values.contains {
                $0.execution.id == order.execution.id && $0.beganAt != nil && $0.endedAt == nil
            }
            if other { wrong("orders", "acts on two orders of a run at once") }
            order.beganAt = deed.at
        case .worked:
            work(deed, order, wrong)
        case .restarted:
            let policy = order.plan.policy
            if policy.reboot.isInsideWindow, let window = policy.window, let zone = order.zone,
                !order.isForced, !window.contains(deed.believed, zone: zone),
                !window.contains(deed.at, zone: zone)
            {
                wrong("windows", "restarts outside of the window")
            }
            if policy.reboot.mode == .never { wrong("orders", "restarts without being told") }
        case .ended:
            order.endedAt = deed.at
        }
        orders[deed.order] = order
    }

    private func work(_ deed: Deed, _ order: OrderView, _ wrong: (String, String) -> Void) {
        if order.execution.isDownload || !order.execution.kind.touchesSoftware {
            wrong("orders", "changes the machine without being told")
        }
        if order.beganAt == nil { wrong("orders", "works without having begun") }
        if deed.believed >= order.expiresAt { wrong("ends", "goes on after the order's end") }
        if let patch = deed.patch,
            !order.execution.openPatches.contains(where: { $0.patch == patch })
        {
            wrong("orders", "installs what was not ordered")
        }
        if let window = order.plan.policy.window, let zone = order.zone, !order.isForced,
            !window.contains(deed.believed, zone: zone), !window.contains(deed.at, zone: zone)
        {
            wrong("windows", "works outside of the window")
        }
        if let start = order.plan.installAfter, deed.at < start, !order.isForced {
            wrong("slots", "works before it may")
        }
    }

    /// Holds what is left against the end of everything.
    func close(_ store: InMemoryDeploymentStore, at now: Timestamp) {
        for view in executions.values where !StateLaws.finals.contains(view.latest.state) {
            find(
                "rest",
                "it is still \(view.latest.state), since \(view.latest.since.text)",
                run: view.latest.run,
                device: view.latest.device,
                at: now
            )
        }
        touched = Set(runs.keys)
        committed(store, at: now)
    }
}
