// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet

/// What came of the newest attempt to install a patch, as the rows tell it.
///
/// 209 for success is inferred from the vendor's sample, where it stands beside a success message.
enum AttemptOutcome {
    /// The device has what was ordered.
    case succeeded
    /// It has not; the failure is the agent's, where it told one.
    case failed(Failure?)
    /// The agent has not reported.
    case open

    /// The outcome of an attempt; `nil` for one that ended before the agent began it.
    init?(_ attempt: IndexedDevice.Attempt) {
        if !attempt.state.isFinal {
            self = .open
            return
        }
        switch attempt.state {
        case .expired, .refused, .cancelled, .silent, .superseded, .notApplicable: return nil
        default: break
        }
        guard let result = attempt.result else {
            self = attempt.state == .completed ? .succeeded : .failed(nil)
            return
        }
        self = result.outcome.isGood ? .succeeded : .failed(result.failure)
    }

    /// `deployment_status`; `nil` while there is none.
    var status: Int64? {
        switch self {
        case .succeeded: 209
        case .failed: 206
        case .open: nil
        }
    }

    /// The key of the name of `deployment_status` in the vendor's message files.
    var label: String? {
        switch self {
        case .succeeded: "dc.common.INSTALLED"
        case .failed: "dc.common.FAILED"
        case .open: nil
        }
    }

    /// The path of its picture on the vendor's server.
    var image: String? {
        switch self {
        case .succeeded: "/images/success.png"
        case .failed: "/images/failed.png"
        case .open: nil
        }
    }

    /// `install_error_code`: -1 for success, else the exit status of the package manager.
    var errorCode: Int64? {
        switch self {
        case .succeeded: -1
        case .failed(let failure): failure?.exitCode.map { Int64($0) }
        case .open: nil
        }
    }
}
