// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain

/// A device as readers see it, with what was last tried on it.
package struct IndexedDevice: Sendable {
    /// The device.
    package var device: Device
    /// The groups that it is in.
    package var groups: Set<Group.Identity>
    /// What was last tried of each patch: the open attempt, or else the newest that was reported.
    package private(set) var attempts: [Patch.Identity: Attempt]
    /// The newest attempt at each patch that the machine reported about; one that ended without a
    /// report tried nothing.
    private var reported: [Patch.Identity: Attempt]
    /// The newest scan order that is still open.
    package var openScan: Execution.Identity?

    /// Makes an indexed device.
    package init(_ device: Device) {
        self.device = device
        groups = []
        attempts = [:]
        reported = [:]
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

        /// Whether it is the later one; at the same time the identity decides, on every node alike.
        fileprivate func isNewer(than other: Attempt?) -> Bool {
            guard let other else { return true }
            return (at, execution) >= (other.at, other.execution)
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
            let attempt = Attempt(
                execution: execution.id,
                deployment: execution.deployment,
                result: execution.report?.results.first { $0.patch == patch.patch },
                state: execution.state,
                at: at
            )
            let open = attempts[id].flatMap { $0.state.isFinal ? nil : $0 }
            if !execution.state.isFinal {
                if attempt.isNewer(than: open) { attempts[id] = attempt }
                continue
            }
            if execution.report != nil, attempt.isNewer(than: reported[id]) {
                reported[id] = attempt
            }
            if open == nil || open?.execution == execution.id { attempts[id] = reported[id] }
        }
    }

    /// Lays what was tried over what was computed.
    package func overlay(_ finding: Finding) -> Finding {
        guard finding.state.isMissing, let attempt = attempts[finding.patch.id] else {
            return finding
        }
        var finding = finding
        if !attempt.state.isFinal {
            finding.state = .inProgress
            finding.reason = .orderOpen
        } else if finding.state == .missing || finding.reason == .notConfigured,
            attempt.state == .failed
        {
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
