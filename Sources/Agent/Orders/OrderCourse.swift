// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

/// How far an order has come beside its packages: the stage, the scripts, the waits, the restart.
package struct OrderCourse: Codable, Sendable, Equatable {
    /// The stages of an order, in their sequence; each begins when the one before is journaled as over.
    package enum Stage: String, Codable, Sendable {
        /// Decide what is to be done, and whether it may be.
        case preparing
        /// Fetch the packages.
        case fetching
        /// Warn the users, and let them put the start off.
        case asking
        /// Run the scripts that come first.
        case before
        /// Bring the packages, or run the scripts that are the order.
        case working
        /// Run the scripts that come last.
        case after
        /// Read the machine anew.
        case verifying
        /// Restart the machine, if it comes to that.
        case rebooting
        /// Report.
        case done
    }

    /// The stage that is under way.
    package var stage = Stage.preparing
    /// When a random delay ends, in milliseconds since 1970 by the server's clock.
    package var delayedUntil: Int64?
    /// What is waited for before the start or the restart; `nil` when nothing is.
    package var wait: UserWait?
    /// The phase that the server was told last.
    package var phase: OrderProgress.Phase?
    /// The scripts that are over, in the order in which they were run.
    package var actions: [ActionResult] = []
    /// The script under way.
    package var action: ActionProgress?
    /// Whether nothing further is begun, because a script failed that must not.
    package var isAborted = false
    /// What made the order fail as a whole.
    package var failure: Failure?
    /// The inventory that was read after the work.
    package var inventoryDigest: String?
    /// The need for a restart after the work; `nil` before it was asked for.
    package var reboot: RebootNeed?
    /// The run of the kernel in which the need was asked for, as ``DeviceFacts/bootID``.
    package var bootID: String?
    /// Whether the machine was restarted by this order.
    package var hasRebooted = false
    /// How often the agent's program was replaced by the ordered one.
    package var replacements = 0

    /// Begins.
    package init() {}
}
