// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

/// An order that an agent acts on; all of it is in the journal, so it survives the agent.
struct Work: Sendable {
    /// The stages of an order, in their sequence.
    enum Stage: Sendable, Equatable {
        /// The agent looks at the order; a download is put off at random.
        case preparing
        /// Packages are fetched.
        case fetching
        /// The users of the machine are asked.
        case asking
        /// Scripts run before.
        case before
        /// The patch at a place is installed; past the last one the order's scripts run.
        case working(Int)
        /// Scripts run after.
        case after
        /// The machine is scanned again.
        case verifying
        /// The machine waits for its restart.
        case waitingForReboot
        /// It restarts.
        case rebooting
    }

    /// The order.
    let order: Order
    /// When it was begun, by the device's clock.
    let startedAt: Timestamp
    /// The present stage.
    var stage = Stage.preparing
    /// When that stage ends.
    var stageEndsAt: Timestamp
    /// What came of each patch.
    var results: [PatchResult] = []
    /// What came of each script.
    var actions: [ActionResult] = []
    /// Why the whole order failed.
    var failure: Failure?
    /// What the scan after the work found; `nil` before, and where it found nothing.
    var digest: String?
    /// Whether the agent was stopped meanwhile.
    var wasResumed = false
    /// Whether the machine was restarted for it.
    var hasRebooted = false
    /// Whether the machine is going down, for this order or for any other reason.
    var isRestarting = false
    /// Whether something was changed.
    var hasChanged = false
}
