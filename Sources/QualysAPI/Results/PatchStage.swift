// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

/// How far one patch of a job is on one asset: each patch is counted at exactly one stage.
enum PatchStage: String, Sendable, CaseIterable {
    /// This job brought it, and the inventory has it.
    case success = "Success"
    /// The asset had it before.
    case installed = "Installed"
    /// It could not be installed, or the inventory has not what was reported.
    case failed = "Failed"
    /// A newer patch took its place.
    case superseded = "Superseded"
    /// None of its packages is installed.
    case notApplicable = "Not Applicable"
    /// Nothing was done, and nothing will be.
    case skipped = "Skipped"
    /// Its turn has not come.
    case pendingExecution = "Pending Execution"
    /// The asset is at it.
    case executing = "Executing"
    /// The asset must restart first.
    case pendingReboot = "Pending Reboot"
    /// It was reported, and the inventory that proves it is awaited.
    case pendingVerification = "Pending Verification"
    /// The asset began and was not heard of again.
    case unknown = "Unknown"
}

extension PatchStage {
    /// The stage of a patch by what came of it so far, and by how far its asset is.
    init(_ outcome: PatchResult.Outcome?, of execution: Execution) {
        if let outcome, outcome.isGood, outcome != .downloaded {
            let isProven = !execution.awaitsProof
            self = isProven ? Self(final: outcome) : .pendingVerification
        } else if outcome == .notApplicable {
            self = .notApplicable
        } else {
            self.init(open: outcome, execution)
        }
    }

    /// The stage of a patch that is not settled.
    private init(open outcome: PatchResult.Outcome?, _ execution: Execution) {
        switch execution.state {
        case .pending, .offered, .waitingForUser: self = .pendingExecution
        case .downloading, .installing: self = .executing
        case .waitingForReboot, .rebooting: self = .pendingReboot
        case .verifying: self = outcome.map { Self(final: $0) } ?? .pendingVerification
        case .completed, .failed: self = outcome.map { Self(final: $0) } ?? .failed
        case .refused, .noPatchAvailable, .expired, .cancelled, .blocked:
            self = outcome.map { Self(final: $0) } ?? .skipped
        case .notApplicable: self = .notApplicable
        case .superseded: self = .superseded
        case .silent: self = outcome.map { Self(final: $0) } ?? .unknown
        }
    }

    /// The stage of a patch of which nothing more is awaited.
    private init(final outcome: PatchResult.Outcome) {
        switch outcome {
        case .installed, .rolledBack: self = .success
        case .alreadyInstalled: self = .installed
        case .failed: self = .failed
        case .superseded: self = .superseded
        case .notApplicable: self = .notApplicable
        case .downloaded, .blocked, .postponed, .skipped, .unavailable: self = .skipped
        }
    }
}
