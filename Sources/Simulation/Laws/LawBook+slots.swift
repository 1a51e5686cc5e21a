// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

extension LawBook {
    func observe(_ deployment: Deployment, at now: Timestamp) {
        var view =
            deployments[deployment.id]
            ?? DeploymentView(latest: deployment, link: deployment.plan.link)
        let was = view.latest.status
        let isNew = deployments[deployment.id] == nil
        view.latest = deployment
        if deployment.status == .enabled, isNew || was != .enabled {
            view.enabledAt = now
            view.upcoming = nil
            view.isExhausted = false
        }
        if deployment.status == .disabled { view.awaited = [] }
        if deployment.status == .ended, was == .disabled { view.isExhausted = true }
        deployments[deployment.id] = view
    }

    /// Notes that a slot passed without a run.
    func passed(_ deployment: Deployment.Identity, slot: Timestamp) {
        deployments[deployment]?.settled.insert(slot)
        deployments[deployment]?.awaited.removeAll { $0 <= slot }
    }

    /// Holds a run against its deployment's schedule, or the run that it is linked to.
    func slot(of run: Run, at now: Timestamp) {
        deployments[run.deployment]?.settled.insert(run.slot)
        deployments[run.deployment]?.awaited.removeAll { $0 <= now }
        let isAsked = run.course.decisions.first?.by != DeploymentEngine.name
        guard run.subject == nil, !isAsked else { return }
        let plan = run.course.plan
        if let link = deployments[run.deployment]?.link {
            let isFollowing = runs.values.contains { former in
                guard former.made.deployment == link.predecessor, let end = former.end else {
                    return false
                }
                return end.at + .seconds(link.delaySeconds) == run.slot
                    && end.share + 1e-9 >= link.minimumSuccessShare
            }
            if !isFollowing {
                find("links", "it began with nothing to follow", run: run.id, at: now)
            }
        } else if nextSlot(of: plan, after: run.slot - .milliseconds(1)) != run.slot {
            find("slots", "\(run.slot.text) is no slot of its schedule", run: run.id, at: now)
        }
        if run.slot > now { find("slots", "it began before its slot", run: run.id, at: now) }
    }

    /// The slots of a plan, by its schedule alone.
    private func nextSlot(of plan: DeploymentPlan, after time: Timestamp) -> Timestamp? {
        let schedule = plan.schedule
        guard schedule.recurrence.isTimed else { return nil }
        let zone: TimeZone? =
            schedule.zone == .device
            ? TimeZone(secondsFromGMT: 14 * 3_600)
            : schedule.zone.timeZone(of: DeviceZone())
        return zone.flatMap {
            schedule.next(after: time, zone: $0, window: plan.policy.window)
        }
    }

    /// What a run that has ended must lead to.
    func ended(_ view: RunView, at now: Timestamp) {
        let size = view.size()
        let good = view.number(in: StateLaws.successes)
        let share = size == 0 ? 1 : Double(good) / Double(size)
        runs[view.made.id]?.end = (now, share)
        guard view.made.subject == nil else { return }
        for (id, other) in deployments where other.latest.status == .enabled {
            guard let link = other.link, link.predecessor == view.made.deployment,
                share >= link.minimumSuccessShare
            else { continue }
            // Who waits already is not made to wait longer, nor twice.
            let isBegun = runs.values.contains { $0.made.deployment == id && $0.made.slot == now }
            guard other.awaited.isEmpty, !isBegun else { continue }
            deployments[id]?.awaited.append(now + .seconds(link.delaySeconds))
        }
    }

    /// Holds everything against the time that has passed, right after a turn of the clockwork.
    func ticked(_ store: InMemoryDeploymentStore, at now: Timestamp) {
        for view in runs.values where view.state == .running {
            let soak = Duration.seconds(view.rings[view.openRing].soakSeconds)
            if !view.isLast, let since = view.gateSince, now - since >= soak {
                find("rings", "a ring stays shut", run: view.made.id, at: now)
            }
        }
        for (id, view) in deployments {
            if let next = view.latest.nextSlot, view.latest.status == .enabled, next <= now {
                find("slots", "the slot \(next.text) was left over", at: now)
            }
            if let awaited = view.awaited.first(where: { $0 <= now }) {
                let number = view.latest.number
                find("links", "deployment \(number) did not follow at \(awaited.text)", at: now)
                deployments[id]?.awaited = []
            }
            if view.latest.status != .disabled { lookForMissed(id, at: now) }
        }
    }

    private func lookForMissed(_ id: Deployment.Identity, at now: Timestamp) {
        guard var view = deployments[id], let enabledAt = view.enabledAt, !view.isExhausted,
            view.latest.plan.link == nil
        else { return }
        var newest: Timestamp?
        var upcoming =
            view.upcoming ?? nextSlot(of: view.latest.plan, after: enabledAt - .milliseconds(1))
        while let slot = upcoming, slot <= now {
            newest = slot
            upcoming = nextSlot(of: view.latest.plan, after: slot)
        }
        view.upcoming = upcoming
        view.isExhausted = upcoming == nil
        deployments[id] = view
        if let newest, newest > enabledAt, !view.settled.contains(newest) {
            find(
                "slots",
                "the slot \(newest.text) of deployment \(view.latest.number) was missed",
                at: now
            )
        }
    }
}
