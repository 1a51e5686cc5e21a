// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
package import Foundation

/// How far one script of an order has come; on disk before each of its programs is started.
package struct ActionProgress: Codable, Sendable, Equatable {
    /// The programs of an action, in their sequence.
    package enum Part: String, Codable, Sendable {
        /// The script itself.
        case script
        /// What tells whether it had its effect.
        case verification
        /// What takes it back.
        case undo
    }

    /// The action, as ``OrderAction/id``.
    package var action: UUID
    /// The program that is under way.
    package var part = Part.script
    /// The number of that program's folder.
    package var run: Int
    /// When the action began, in milliseconds since 1970 by the agent's clock.
    package var startedAt: Int64
    /// When the program that is under way began.
    package var partStartedAt: Int64
    /// Whether that program took too long.
    package var hasTimedOut = false
    /// The script's exit status.
    package var exitCode: Int?
    /// The verification's exit status.
    package var verificationCode: Int?
    /// What the programs before wrote.
    package var output = ""

    /// Begins an action with its script.
    package init(action: UUID, run: Int, now: Int64) {
        self.action = action
        self.run = run
        startedAt = now
        partStartedAt = now
    }
}
