// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// `POST progress`: how far an agent is with an order, before it reports.
///
/// Lost progress does no harm: the report says everything that counts.
package struct OrderProgress: Codable, Sendable, Equatable {
    /// The steps of an order, in their usual sequence.
    package enum Phase: String, Codable, Sendable, CaseIterable {
        /// It is in the agent's journal.
        case accepted
        /// A user was asked, or put it off.
        case waitingForUser
        /// Packages are being fetched.
        case downloading
        /// Scripts, or the package manager, are at work.
        case installing
        /// The machine needs a restart and waits for the moment.
        case waitingForReboot
        /// The restart was ordered.
        case rebooting
        /// The machine is being scanned again.
        case verifying
    }

    /// The order.
    package var order: UUID
    /// How far it is.
    package var phase: Phase
    /// Until when it stays there at most, in milliseconds since 1970; absent where unknown.
    package var until: Int64?

    /// Makes a progress message.
    package init(order: UUID, phase: Phase, until: Int64? = nil) {
        self.order = order
        self.phase = phase
        self.until = until
    }
}
