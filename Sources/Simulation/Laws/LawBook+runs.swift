// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

extension LawBook {
    func observe(made run: Run, in world: World) {
        let now = world.now
        touched.insert(run.id)
        let targets = run.course.plan.targets
        let devices = world.fleet.records.values.map(\.target).filter {
            targets.name($0) && run.path.contains($0.path)
                && (run.subject == nil || run.subject == $0.id)
                && (targets.lacking == nil || world.fleet.lacksSomething($0, at: now))
        }
        let allowed = run.course.plan.brakes.unavailable.map { limit in
            let members = devices.count { device in
                limit.group.map { device.groups.contains($0) } ?? true
            }
            let share = limit.share.map { max(1, Int($0 * Double(members) + 1e-9)) } ?? .max
            return max(1, min(limit.count ?? .max, share))
        }
        if runs.values.contains(where: {
            $0.made.deployment == run.deployment && $0.made.slot == run.slot
                && $0.made.subject == run.subject
        }) {
            find("one run", "a slot has two runs", run: run.id, at: now)
        }
        runs[run.id] = RunView(
            made: run,
            state: run.state,
            decisions: run.course.decisions.count,
            allowedAway: allowed
        )
        runs[run.id]?.lookAtGate(at: now)
        slot(of: run, at: now)
        source(of: run, at: now)
    }

    func observe(_ before: Run, _ after: Run, at now: Timestamp) {
        touched.insert(after.id)
        guard var view = runs[after.id] else { return }
        let fresh = after.course.decisions.dropFirst(view.decisions)
        view.decisions = after.course.decisions.count
        for decision in fresh { judge(decision, &view, after, at: now) }
        let isExplained = fresh.contains { decision in
            switch decision.kind {
            case .halted: after.state == .halted
            case .resumed, .ringSkipped: after.state == .running
            case .completed: after.state == .completed
            case .aborted: after.state == .aborted
            default: false
            }
        }
        if view.state != after.state, !isExplained {
            find("decisions", "a run became \(after.state) unsaid", run: after.id, at: now)
        }
        if view.state.isFinal, after.state != view.state {
            find("decisions", "a run that had ended became \(after.state)", run: after.id, at: now)
        }
        view.state = after.state
        if after.course.openRing != view.openRing {
            let steps = fresh.count { $0.kind == .ringOpened || $0.kind == .ringSkipped }
            if after.course.openRing != view.openRing + steps {
                find("rings", "a ring opened unsaid", run: after.id, at: now)
            }
            view.openRing = after.course.openRing
            view.gateSince = nil
            view.lookAtGate(at: now)
        }
        runs[after.id] = view
        if view.state == .completed, before.state != .completed { ended(view, at: now) }
    }

    /// Holds a decision against what it must follow from.
    private func judge(
        _ decision: RunDecision,
        _ view: inout RunView,
        _ run: Run,
        at now: Timestamp
    ) {
        let isEngine = decision.by == DeploymentEngine.name
        switch decision.kind {
        case .halted where isEngine:
            if !view.isBraked, !view.isStuck {
                find("halts", "halted for no reason: \(decision.reason)", run: run.id, at: now)
            }
        case .ringOpened:
            let soak = Duration.seconds(view.rings[view.openRing].soakSeconds)
            if view.isLast || !view.isGateMet || view.gateSince.map({ now - $0 < soak }) ?? true {
                find("rings", "opened too early: \(decision.reason)", run: run.id, at: now)
            }
            if view.isBraked {
                find("rings", "opened although it must halt", run: run.id, at: now)
            }
        case .resumed, .ringSkipped:
            view.accepted.failed = view.number(in: StateLaws.failures)
            view.accepted.silent = view.number(in: [.silent])
            if isEngine { find("rings", "the engine lets a run go on", run: run.id, at: now) }
            // A halted run does not soak.
            view.gateSince = view.isGateMet ? now : nil
        case .completed:
            if !view.isDone {
                find("ends", "completed with something left to do", run: run.id, at: now)
            }
        case .started, .missed, .aborted, .halted:
            break
        }
    }

    /// Holds every touched run against what must be true between two transactions.
    func committed(_ store: InMemoryDeploymentStore, at now: Timestamp) {
        for id in touched.sorted(by: { $0.key < $1.key }) {
            guard let view = runs[id] else { continue }
            recount(view, store, at: now)
            guard view.state == .running else { continue }
            if view.isBraked { find("halts", "it must halt and runs", run: id, at: now) }
            if view.isStuck {
                find("halts", "a ring is done without what it needs", run: id, at: now)
            }
            if view.isDone { find("ends", "nothing is left and it runs", run: id, at: now) }
        }
        touched.removeAll(keepingCapacity: true)
    }

    /// Compares what is kept beside the executions with a count of them.
    private func recount(_ view: RunView, _ store: InMemoryDeploymentStore, at now: Timestamp) {
        guard let kept = try? store.counts(of: view.made.id) else { return }
        var counted: [Int: [Execution.State: Int]] = [:]
        for id in view.members {
            guard let execution = store.contents.executions[id] else { continue }
            counted[execution.ring, default: [:]][execution.state, default: 0] += 1
        }
        for ring in 0..<view.rings.count {
            for state in Execution.State.allCases {
                let number = counted[ring]?[state] ?? 0
                let said = kept.sum(rings: ring...ring) { $0 == state }
                if said != number || view.counts[ring]?[state] ?? 0 != number {
                    find(
                        "counts",
                        "ring \(ring) has \(number) \(state), and \(said) are counted",
                        run: view.made.id,
                        at: now
                    )
                }
            }
        }
    }
}
