// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

/// Whom a deployment concerns, what it brings, when, how, and what stops it.
package struct DeploymentPlan: Codable, Sendable, Equatable {
    /// The devices.
    package var targets: DeploymentTargets
    /// The patches.
    package var patches: PatchChoice
    /// Whether only approved patches count; a declined one never does.
    package var needsApproval = true
    /// How long a patch must have been approved, in days.
    package var daysAfterApproval = 0
    /// The scripts of a mitigation or script deployment, in order.
    package var actions: [OrderAction] = []
    /// The build that agents change to, where that is what is to be done; `nil` otherwise.
    package var program: AgentProgram?
    /// When runs begin.
    package var schedule: Schedule
    /// How devices go about it.
    package var policy: DeploymentPolicy
    /// The stored policy that ``policy`` was copied from; a run takes its present form.
    package var template: DeploymentPolicy.Identity?
    /// The rings, in order; empty for one ring with every device.
    package var rings: [Ring] = []
    /// What stops a run.
    package var brakes = Brakes()
    /// Before this time no device begins; `nil` for at once.
    package var installAfter: Timestamp?
    /// After this time no device begins; `nil` for ``runLifetime`` after a run's slot.
    package var expiresAt: Timestamp?
    /// From this time on windows do not count and nobody can put it off; `nil` for never.
    package var deadline: Timestamp?
    /// The deployment whose run must end well before a run of this one begins.
    package var link: DeploymentLink?
    /// What was asked to be told, and whom; kept for those who show it.
    package var notifications: String?

    /// How long after its slot a run may be begun where nothing else says so: a week.
    package static let runLifetime: Duration = .seconds(7 * 86_400)

    /// Makes a plan.
    package init(
        targets: DeploymentTargets,
        patches: PatchChoice,
        schedule: Schedule,
        policy: DeploymentPolicy
    ) {
        self.targets = targets
        self.patches = patches
        self.schedule = schedule
        self.policy = policy
    }
}

/// What must have happened before a linked deployment begins.
package struct DeploymentLink: Codable, Sendable, Equatable {
    /// The deployment that goes first.
    package var predecessor: Deployment.Identity
    /// The share of its devices that must have ended well, 0 to 1.
    package var minimumSuccessShare: Double
    /// How long after its end, in seconds.
    package var delaySeconds: Int64

    /// Makes a link.
    package init(
        predecessor: Deployment.Identity,
        minimumSuccessShare: Double,
        delaySeconds: Int64 = 0
    ) {
        self.predecessor = predecessor
        self.minimumSuccessShare = minimumSuccessShare
        self.delaySeconds = delaySeconds
    }
}
