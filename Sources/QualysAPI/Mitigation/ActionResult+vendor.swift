// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

extension MitigationOutcome {
    /// `returnCode` ("Status and Return Codes for Mitigation Jobs": Succeeded 0, Failed 1, Skipped
    /// 101 or 33).
    ///
    /// The list has none for what is applied in part; it is no success, so it is 1.
    var returnCode: Int {
        switch self {
        case .succeeded: 0
        case .failed, .partial: 1
        case .skipped: 101
        }
    }
}

extension ActionResult {
    /// Which of an action's scripts decided, and with which exit status, in words.
    var verdict: String {
        switch outcome {
        case .succeeded: "it ended well"
        case .undone: "the verification ended with \(verificationCode.words); it was rolled back"
        case .skipped: "something before it failed, or its time was over"
        case .failed, .timedOut:
            if undoCode != nil {
                "the verification ended with \(verificationCode.words), "
                    + "the rollback with \(undoCode.words)"
            } else if exitCode == 0 {
                outcome == .timedOut
                    ? "the verification took too long"
                    : "the verification ended with \(verificationCode.words)"
            } else {
                outcome == .timedOut ? "it took too long" : "it ended with \(exitCode.words)"
            }
        }
    }
}

extension Int? {
    /// An exit status in words; a program without one was stopped or never began.
    fileprivate var words: String { map { "exit status \($0)" } ?? "no exit status" }
}
