// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain

/// A device as readers see it, with what was last tried on it.
package struct IndexedDevice: Sendable {
    /// The device.
    package var device: Device
    /// The groups that it is in.
    package var groups: Set<Group.Identity>
    /// The newest attempt to install each patch.
    package var attempts: [Patch.Identity: Attempt]
    /// The newest scan order that is still open.
    package var openScan: Execution.Identity?

    /// Makes an indexed device.
    package init(_ device: Device) {
        self.device = device
        groups = []
        attempts = [:]
    }

    /// One attempt to install one patch.
    package struct Attempt: Sendable {
        /// The execution.
        package var execution: Execution.Identity
        /// The deployment that asked for it.
        package var deployment: Deployment.Identity
        /// What came of it; `nil` while it is open, or where the agent said nothing of the patch.
        package var result: PatchResult?
        /// How far the execution is.
        package var state: Execution.State
        /// When it was made, or reported.
        package var at: Timestamp

        /// Makes an attempt.
        package init(
            execution: Execution.Identity,
            deployment: Deployment.Identity,
            result: PatchResult?,
            state: Execution.State,
            at: Timestamp
        ) {
            self.execution = execution
            self.deployment = deployment
            self.result = result
            self.state = state
            self.at = at
        }
    }

    /// Takes an execution of this device in; older ones do not replace newer ones.
    package mutating func note(_ execution: Execution) {
        if execution.kind == .scan {
            if !execution.state.isFinal {
                openScan = execution.id
            } else if openScan == execution.id {
                openScan = nil
            }
        }
        let at = execution.reportedAt ?? execution.createdAt
        for patch in execution.patches {
            let id = Patch.Identity(patch.patch)
            if let known = attempts[id], known.at > at, known.execution != execution.id { continue }
            attempts[id] = Attempt(
                execution: execution.id, deployment: execution.deployment,
                result: execution.report?.results.first { $0.patch == patch.patch },
                state: execution.state, at: at)
        }
    }

    /// Lays what was tried over what was computed.
    package func overlay(_ finding: Finding) -> Finding {
        guard finding.state == .missing, let attempt = attempts[finding.patch.id] else {
            return finding
        }
        var finding = finding
        if !attempt.state.isFinal {
            finding.state = .inProgress
            finding.reason = .orderOpen
        } else if attempt.state == .failed {
            switch attempt.result?.outcome {
            case .blocked:
                finding.state = .failed
                finding.reason = .installBlocked
            case .failed, nil:
                finding.state = .failed
                finding.reason = .installFailed
            case .installed, .alreadyInstalled: break
            }
        }
        return finding
    }
}
