// SPDX-License-Identifier: Apache-2.0

/// One firing of a deployment.
package struct Run: Sendable, Equatable {
    /// The identity of a run.
    package typealias Identity = ID<Run>

    /// How it stands.
    package enum State: String, Codable, Sendable, CaseIterable {
        /// Devices may begin.
        case running
        /// It stopped, by itself or by a person; nobody else begins until someone resumes it.
        case halted
        /// Nothing is left to be done.
        case completed
        /// A person ended it.
        case aborted

        /// Whether it has ended.
        package var isFinal: Bool { self == .completed || self == .aborted }
    }

    /// The run's identity.
    package var id: Identity
    /// The number that dialects show; from 1 over all deployments.
    package var number: Int64
    /// The deployment.
    package var deployment: Deployment.Identity
    /// Where its tenant stands in the tree.
    package var path: TenantPath
    /// The slot that it was started for; with ``subject`` no two runs of a deployment share it.
    package var slot: Timestamp
    /// The one device of a run that an event of that device started; `nil` for all targets.
    package var subject: Device.Identity?
    /// How it stands.
    package var state: State
    /// When it was started.
    package var createdAt: Timestamp
    /// When it ended; `nil` before.
    package var endedAt: Timestamp?
    /// What was fixed at its start, and how far it is.
    package var course: RunCourse

    /// Makes a running run.
    package init(
        id: Identity,
        number: Int64,
        deployment: Deployment.Identity,
        path: TenantPath,
        slot: Timestamp,
        subject: Device.Identity?,
        createdAt: Timestamp,
        course: RunCourse
    ) {
        self.id = id
        self.number = number
        self.deployment = deployment
        self.path = path
        self.slot = slot
        self.subject = subject
        state = .running
        self.createdAt = createdAt
        self.course = course
    }
}

/// What a run was started with, and how far it is.
package struct RunCourse: Codable, Sendable, Equatable {
    /// The deployment's plan at the start; later changes count for later runs.
    package var plan: DeploymentPlan
    /// The patches that a query or a list named at the start; `nil` for everything missing.
    package var patches: [Patch.Identity]?
    /// How many devices may be away at once, by the plan's limits in order.
    package var allowedAway: [Int] = []
    /// After this time no device begins.
    package var expiresAt: Timestamp
    /// The last ring that is open, from 0.
    package var openRing = 0
    /// When it was opened.
    package var ringOpenedAt: Timestamp
    /// Since when it has what the next ring asks for; `nil` before.
    package var ringSatisfiedAt: Timestamp?
    /// The failures and silences that a person has accepted by resuming, so that only new ones halt.
    package var accepted = RunCounts.Losses()
    /// What was decided, by the engine or by people, oldest first.
    package var decisions: [RunDecision] = []

    /// Makes the course of a run that begins.
    package init(plan: DeploymentPlan, expiresAt: Timestamp, at now: Timestamp) {
        self.plan = plan
        self.expiresAt = expiresAt
        ringOpenedAt = now
    }

    /// The rings; one for everybody where the plan has none.
    package var rings: [Ring] {
        plan.rings.isEmpty ? [Ring(name: "all", minimumSuccessShare: 0)] : plan.rings
    }
}

/// One decision about a run, with its reason.
package struct RunDecision: Codable, Sendable, Equatable {
    /// The decisions.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// The run was started.
        case started
        /// Slots before it passed while nothing could be started.
        case missed
        /// The next ring was opened.
        case ringOpened
        /// The next ring was opened by a person, without what it asks for.
        case ringSkipped
        /// The run was halted.
        case halted
        /// It was resumed.
        case resumed
        /// It was aborted.
        case aborted
        /// It has ended.
        case completed
    }

    /// What was decided.
    package var kind: Kind
    /// When.
    package var at: Timestamp
    /// By whom: `engine`, or a person's label.
    package var by: String
    /// Why, in a sentence.
    package var reason: String

    /// Makes a decision.
    package init(_ kind: Kind, at: Timestamp, by: String, reason: String) {
        self.kind = kind
        self.at = at
        self.by = by
        self.reason = reason
    }
}
