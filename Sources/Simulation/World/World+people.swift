// SPDX-License-Identifier: Apache-2.0
import Domain

extension World {
    /// People decide about a patch, or take their decision back.
    func rule(on patch: Patch.Identity, _ decision: Approval.Decision?) {
        let former = fleet.rulings[patch]?.last
        // Who says the same again changes nothing.
        guard former?.decision != decision else { return }
        let ruling = Ruling(decision: decision, at: now)
        fleet.rulings[patch, default: []].append(ruling)
        laws.ruled(on: patch, ruling)
        trace.add(.note("patch \(patch.short): \(decision?.rawValue ?? "taken back")"), at: now)
    }

    /// People look at the runs and deployments, and do something about them now and then.
    func visit() {
        guard !hasEnded else { return }
        for listed in store.contents.runs.values.sorted(by: { $0.number < $1.number }) {
            // What was done about one run may have ended another.
            guard let run = store.contents.runs[listed.id], !run.state.isFinal else { continue }
            look(after: run)
        }
        for deployment in store.contents.deployments.values.sorted(by: { $0.number < $1.number }) {
            look(after: deployment)
        }
    }

    private func look(after run: Run) {
        let point = dice.fraction()
        let isHalted = run.state == .halted
        let codes: Set<DomainError.Code> = [.runStateUnfit]
        if isHalted ? point < 0.5 : point < 0.01 {
            act("resume", on: run) { try $0.resume(run, at: now, by: "someone", reason: "go on") }
        } else if isHalted ? point < 0.6 : point < 0.03 {
            act("skip a ring", on: run, expecting: codes) {
                try $0.skipRing(run, at: now, by: "someone", reason: "never mind")
            }
        } else if isHalted ? point < 0.65 : point < 0.045 {
            act("abort", on: run) { try $0.abort(run, at: now, by: "someone", reason: "enough") }
        } else if point < 0.07, !isHalted {
            act("halt", on: run) { try $0.halt(run, at: now, by: "someone", reason: "wait") }
        }
    }

    private func act(
        _ what: String,
        on run: Run,
        expecting codes: Set<DomainError.Code> = [],
        _ body: (DeploymentEngine) throws -> Void
    ) {
        trace.add(.note("someone will \(what) run \(run.number)"), at: now)
        let isUnfit = what == "resume" && run.state != .halted
        transact(what, expecting: isUnfit ? [.runStateUnfit] : codes, body)
    }

    private func look(after deployment: Deployment) {
        switch deployment.status {
        case .enabled where dice.happens(0.01):
            set(.disabled, deployment)
        case .disabled where dice.happens(0.3):
            set(.enabled, deployment)
        case .enabled where deployment.plan.schedule.recurrence == .onDemand && dice.happens(0.12),
            .enabled where dice.happens(0.01):
            trace.add(.note("someone starts deployment \(deployment.number)"), at: now)
            // The same moment may have started it already.
            transact("start", expecting: [.storageConflict]) {
                try $0.start(deployment, slot: now, at: now, by: "someone", reason: "asked for")
            }
        default:
            break
        }
    }

    private func set(_ status: Deployment.Status, _ deployment: Deployment) {
        transact("\(status)") { _ in
            var deployment = deployment
            deployment.status = status
            if status == .enabled {
                deployment.enabledAt = now
                deployment.nextSlot = nil
                if deployment.plan.schedule.recurrence.isTimed {
                    deployment.nextSlot = deployment.plan.slot(after: now)
                    if deployment.nextSlot == nil { deployment.status = .ended }
                }
            }
            try store.update(deployment)
        }
    }
}
