// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// The laws of deployments, held against everything that happens in a world.
///
/// It keeps its own view of runs and executions, made from single changes of the store and from
/// what devices truly do. None of the engine's conclusions is asked for: each is drawn again here,
/// so that a mistake would have to be made twice to stay unseen.
final class LawBook {
    /// A law that was broken.
    struct Finding {
        let law: String
        let text: String
        let run: Run.Identity?
        let device: Device.Identity?
        let at: Timestamp
    }

    /// The catalogue.
    let patches: [Patch.Identity: WorldPatch]
    /// What people decided about each patch, oldest first.
    private(set) var rulings: [Patch.Identity: [Ruling]] = [:]
    /// The runs.
    var runs: [Run.Identity: RunView] = [:]
    /// The executions.
    var executions: [Execution.Identity: ExecutionView] = [:]
    /// The orders that were given out.
    var orders: [UUID: OrderView] = [:]
    /// The deployments.
    var deployments: [Deployment.Identity: DeploymentView] = [:]
    /// The runs that the present transaction has touched.
    var touched: Set<Run.Identity> = []
    private var findings: [Finding] = []

    init(patches: [WorldPatch]) {
        self.patches = Dictionary(uniqueKeysWithValues: patches.map { ($0.id, $0) })
    }

    /// Notes that a law was broken.
    func find(
        _ law: String,
        _ text: String,
        run: Run.Identity? = nil,
        device: Device.Identity? = nil,
        at now: Timestamp
    ) {
        findings.append(Finding(law: law, text: text, run: run, device: device, at: now))
    }

    /// Hands the findings out.
    func takeFindings() -> [Finding] {
        guard !findings.isEmpty else { return [] }
        defer { findings = [] }
        return findings
    }

    /// Notes a decision about a patch.
    func ruled(on patch: Patch.Identity, _ ruling: Ruling) {
        rulings[patch, default: []].append(ruling)
    }

    /// Takes in a change of the store.
    func observe(_ event: StoreEvent, in world: World) {
        switch event {
        case .deployment(let deployment): observe(deployment, at: world.now)
        case .runMade(let run): observe(made: run, in: world)
        case .runChanged(let before, let after): observe(before, after, at: world.now)
        case .executionMade(let execution): observe(made: execution, at: world.now)
        case .executionChanged(let before, let after):
            touched.insert(after.run)
            transition(before, after, at: world.now)
            if before.state == .pending, after.state == .offered {
                handOut(before, after, in: world)
            }
            if before.state == .pending, after.state == .expired {
                expiry(after, in: world)
            }
            count(before, after, at: world.now)
            executions[after.id]?.latest = after
            if after.state == .completed, before.state != .completed {
                completion(after, in: world)
            }
        }
    }

    private func observe(made execution: Execution, at now: Timestamp) {
        touched.insert(execution.run)
        if runs[execution.run]?.devices.insert(execution.device).inserted == false {
            find(
                "one each",
                "a device has two executions in a run",
                run: execution.run,
                device: execution.device,
                at: now
            )
        }
        executions[execution.id] = ExecutionView(made: execution)
        runs[execution.run]?.members.append(execution.id)
        runs[execution.run]?.add(1, execution.state, ring: execution.ring)
        runs[execution.run]?.lookAtGate(at: now)
    }

    private func count(_ before: Execution, _ after: Execution, at now: Timestamp) {
        guard before.state != after.state else { return }
        runs[after.run]?.add(-1, before.state, ring: before.ring)
        runs[after.run]?.add(1, after.state, ring: after.ring)
        runs[after.run]?.lookAtGate(at: now)
    }
}
