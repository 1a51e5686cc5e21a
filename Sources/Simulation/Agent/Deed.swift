// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation

/// Something that a device truly did, whatever it says and whatever its clock shows.
package struct Deed: Sendable {
    /// What it was.
    package enum Kind: String, Sendable {
        /// It began to act on an order.
        case began
        /// It began to change the packages of a patch, or to run the order's scripts.
        case worked
        /// It restarted for an order.
        case restarted
        /// It was over with an order.
        case ended
    }

    /// What.
    package let kind: Kind
    /// For which order.
    package let order: UUID
    /// About which patch; `nil` where it was about none.
    package var patch: UUID?
    /// When, by the true time.
    package let at: Timestamp
    /// What the agent took for the server's time then.
    package let believed: Timestamp
}
