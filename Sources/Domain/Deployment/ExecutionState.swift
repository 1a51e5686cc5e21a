// SPDX-License-Identifier: Apache-2.0

extension Execution {
    /// How far an execution is.
    package enum State: String, Codable, Sendable, CaseIterable {
        /// The agent has not been told yet.
        case pending
        /// The agent was given the order and has not said that it began.
        case offered
        /// A user of the device was asked, or put it off.
        case waitingForUser
        /// Packages are being fetched.
        case downloading
        /// Scripts, or the package manager, are at work.
        case installing
        /// The device needs a restart and waits for the moment.
        case waitingForReboot
        /// The restart was ordered.
        case rebooting
        /// The agent is done, and the inventory that proves it is awaited.
        case verifying
        /// Done: the inventory has what was ordered.
        case completed
        /// Done: at least one patch or script failed, or the inventory has not what was reported.
        case failed
        /// The agent refused the order.
        case refused
        /// None of the patches concerns the device any more.
        case notApplicable
        /// Newer patches took the place of all of them before the device began.
        case superseded
        /// No repository of the device offers the ordered versions, or there is no earlier one.
        case noPatchAvailable
        /// The agent did not begin in time.
        case expired
        /// A person, or a lost approval, took it back before the device began.
        case cancelled
        /// Something on the device forbids it; the reason says what.
        case blocked
        /// The device began and was not heard of again.
        case silent

        /// Whether nothing more is expected to happen; a late report still counts.
        package var isFinal: Bool { self != .pending && !isActive }

        /// Whether the device has the order and owes a report.
        package var isActive: Bool {
            switch self {
            case .offered, .waitingForUser, .downloading, .installing, .waitingForReboot,
                .rebooting, .verifying:
                true
            case .pending, .completed, .failed, .refused, .notApplicable, .superseded,
                .noPatchAvailable, .expired, .cancelled, .blocked, .silent:
                false
            }
        }

        /// Whether the device is as it should be.
        package var isSuccess: Bool {
            self == .completed || self == .notApplicable || self == .superseded
        }

        /// Whether an attempt went wrong.
        package var isFailure: Bool { self == .failed || self == .refused }

        /// Whether it tells something about how good the patches are.
        package var isDecided: Bool {
            isFinal && self != .expired && self != .cancelled
        }

        /// Whether the device counts as away: it is being worked on, or never came back.
        package var isAway: Bool { isActive || self == .silent }
    }
}
