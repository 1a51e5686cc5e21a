// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

/// What came of a mitigation on one machine.
package enum MitigationOutcome: String, Sendable, CaseIterable {
    /// It was applied, and its verification, where it has one, agrees.
    case succeeded
    /// It is not in place: it could not be applied, or was taken back.
    case failed
    /// It was applied, and the verification does not agree; nothing took it back.
    case partial
    /// It was not tried.
    case skipped

    /// Judges what an agent reported; `nil` is an action of which a report says nothing.
    package init(_ result: ActionResult?) {
        switch result?.outcome {
        case nil, .skipped: self = .skipped
        case .succeeded: self = .succeeded
        case .undone: self = .failed
        case .failed, .timedOut:
            // Status 0 says that the script itself did its work; what followed did not.
            self = result?.exitCode == 0 ? .partial : .failed
        }
    }
}
