// SPDX-License-Identifier: Apache-2.0
import Domain

/// The status of a job on one asset: a name and a number.
///
/// The vendor's list ("Job Result Statuses List") gives a code and a state for each status; the
/// number is the code times ten plus the state, which is how the numbers of the samples in its
/// release notes are made (20211, 20212). The list is known in part. What it has no known row for
/// is called what it is, under codes from 2901 on that are this server's own: their state is 1
/// where all is well so far and 2 where it is not.
struct ResultStatus: Sendable, Equatable {
    /// The name.
    let name: String
    /// The code of the list.
    let code: Int64
    /// The state of the list.
    let state: Int64

    private init(_ name: String, _ code: Int64, _ state: Int64) {
        self.name = name
        self.code = code
        self.state = state
    }

    /// `statusCode`.
    var number: Int64 { code * 10 + state }
}

extension ResultStatus {
    /// The status of an execution.
    init(_ execution: Execution) {
        let isMitigation = execution.kind == .mitigate
        switch execution.state {
        case .pending:
            self = execution.downloadedAt == nil ? .pending : .downloaded
        case .offered: self = .jobReceived
        case .waitingForUser: self = .waitingForUser
        case .downloading: self = .downloading
        case .installing: self = execution.kind.hasPatches ? .patching : .jobStarted
        case .waitingForReboot: self = .pendingReboot
        case .rebooting: self = .rebooting
        case .verifying: self = .pendingVerification
        case .completed: self = .completed
        // "Status and Return Codes for Mitigation Jobs" has a name of its own for it.
        case .failed: self = isMitigation ? .completedWithFailure : .jobFailed
        case .refused: self = .refused
        case .notApplicable: self = .notApplicable
        case .superseded: self = .superseded
        case .noPatchAvailable: self = .noPatchAvailable
        case .expired: self = .timedOut
        case .cancelled: self = .canceled
        case .blocked: self = .executionBlocked
        case .silent: self = .silent
        }
    }

    // Rows of the vendor's list. 2031 without a state is inferred from its two neighbours; 2038 is
    // there for a blackout window only, with the state 0.
    static let downloading = ResultStatus("Downloading", 2_031, 0)
    static let downloaded = ResultStatus("Downloaded", 2_031, 1)
    static let completed = ResultStatus("Completed", 2_036, 0)
    static let canceled = ResultStatus("Canceled", 2_038, 1)
    static let jobStarted = ResultStatus("Job Started", 2_044, 0)
    static let jobFailed = ResultStatus("Job Failed", 2_046, 0)
    static let notApplicable = ResultStatus("Not Applicable", 2_053, 1)
    static let jobReceived = ResultStatus("Job Received", 2_055, 1)
    static let executionBlocked = ResultStatus("Execution Blocked", 2_057, 1)
    static let noPatchAvailable = ResultStatus("No Patch Available", 2_059, 1)

    // This server's own.
    static let pending = ResultStatus("Pending", 2_901, 1)
    static let waitingForUser = ResultStatus("Waiting for User", 2_902, 1)
    static let patching = ResultStatus("Patching", 2_903, 1)
    static let pendingReboot = ResultStatus("Pending Reboot", 2_904, 1)
    static let rebooting = ResultStatus("Rebooting", 2_905, 1)
    static let pendingVerification = ResultStatus("Pending Verification", 2_906, 1)
    static let completedWithFailure = ResultStatus("Completed with Failure", 2_907, 2)
    static let refused = ResultStatus("Refused", 2_908, 2)
    static let superseded = ResultStatus("Superseded", 2_909, 1)
    static let timedOut = ResultStatus("Timed Out", 2_910, 2)
    static let silent = ResultStatus("Silent", 2_911, 2)
}
