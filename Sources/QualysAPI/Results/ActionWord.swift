// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

/// `actionStatus`: what came of a script, in the vendor's four words.
enum ActionWord: String, Sendable, CaseIterable {
    case succeeded = "Succeeded"
    case failed = "Failed"
    case skipped = "Skipped"
    case partial = "Partial"

    /// The word for a result; `nil` is a script of which a report says nothing.
    init(_ result: ActionResult?) {
        switch MitigationOutcome(result) {
        case .succeeded: self = .succeeded
        case .failed: self = .failed
        case .skipped: self = .skipped
        case .partial: self = .partial
        }
    }
}
