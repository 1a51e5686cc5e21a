// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// The deployment engine: what deployments, runs and executions become when something happens.
///
/// It reads no clock and sends nothing: it changes the store inside the caller's transaction and
/// tells each change to `notes`. The caller runs it for every tick and every word of an agent.
package struct DeploymentEngine {
    /// The facts.
    package let store: any DeploymentStore
    /// Numbers for runs.
    package let sequences: any SequenceStore
    /// The fleet.
    package let fleet: any FleetKnowledge
    /// Makes identities.
    package let makeID: () -> UUID
    /// The present form of a stored policy; `nil` where there is none.
    package let policy: (DeploymentPolicy.Identity) throws -> DeploymentPolicy?
    /// Takes note of each change.
    package let note: (DeploymentNote) throws -> Void

    /// Makes an engine for one transaction.
    package init(
        store: any DeploymentStore,
        sequences: any SequenceStore,
        fleet: any FleetKnowledge,
        makeID: @escaping () -> UUID,
        policy: @escaping (DeploymentPolicy.Identity) throws -> DeploymentPolicy? = { _ in nil },
        note: @escaping (DeploymentNote) throws -> Void
    ) {
        self.store = store
        self.sequences = sequences
        self.fleet = fleet
        self.makeID = makeID
        self.policy = policy
        self.note = note
    }

    /// By whom the engine's own decisions are.
    package static let name = "engine"

    /// An execution of a list as it is now; `nil` where a consequence of an earlier one of the list
    /// has changed it, for example by the end of its run.
    func present(_ listed: Execution) throws -> Execution? {
        guard let execution = try store.execution(listed.id), execution.state == listed.state
        else { return nil }
        return execution
    }

    /// Stores an execution that an event changed, and lets its run draw the consequences.
    func keep(
        _ execution: Execution,
        from state: Execution.State,
        action: String,
        at now: Timestamp
    ) throws {
        try store.update(execution, from: state)
        try note(.execution(execution, action: action))
        if state != execution.state { try judge(execution.run, at: now) }
    }
}

/// One thing that the engine did, for the audit log and for those who keep copies in memory.
package enum DeploymentNote {
    /// A run began, ended, or something was decided about it.
    case run(Run, RunDecision)
    /// An execution was made or changed.
    case execution(Execution, action: String)
    /// A deployment's slot passed without a run, with the reason.
    case passed(Deployment, slot: Timestamp, reason: String)
}
