// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation

/// An execution as the laws see it.
struct ExecutionView {
    /// The patches that it was made with.
    let made: [OrderPatch]
    /// As it was stored last.
    var latest: Execution
    /// The order that was given out last.
    var order: UUID?

    /// Begins with an execution as it was made.
    init(made execution: Execution) {
        made = execution.patches
        latest = execution
    }
}

/// An order that was given out.
struct OrderView {
    /// The execution that it belongs to.
    let execution: Execution
    /// When it was given out first.
    let at: Timestamp
    /// After this time it must not be begun.
    let expiresAt: Timestamp
    /// The plan that it follows.
    let plan: DeploymentPlan
    /// The clock by which the window is read.
    let zone: TimeZone?
    /// When a device truly began.
    var beganAt: Timestamp?
    /// When it was truly over.
    var endedAt: Timestamp?

    /// Whether windows counted no more when it was given out.
    var isForced: Bool { plan.deadline.map { $0 <= at } ?? false }
}

/// A deployment as the laws see it.
struct DeploymentView {
    /// As it was stored last.
    var latest: Deployment
    /// What it follows, as people wrote it.
    let link: DeploymentLink?
    /// Since when it is enabled.
    var enabledAt: Timestamp?
    /// The slots that had a run or were passed over.
    var settled: Set<Timestamp> = []
    /// The next slot by the schedule alone; `nil` where it is to be looked up.
    var upcoming: Timestamp?
    /// Whether the schedule has no slot left.
    var isExhausted = false
    /// When a predecessor's end should have led to a run.
    var awaited: [Timestamp] = []
}
