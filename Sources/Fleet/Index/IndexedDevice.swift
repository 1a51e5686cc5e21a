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
    /// The open attempts at each patch.
    private var open: [Patch.Identity: [Attempt]] = [:]
    /// The newest scan order that is still open.
    package var openScan: Execution.Identity?
    /// Its slot in the index: from 0, never given to another device.
    package internal(set) var slot: UInt32 = 0
    /// Its inventory; `nil` before the first.
    package internal(set) var packages: PackageList?
    /// What it lacks, in one word, as if its inventory and its feeds were always fresh.
    package internal(set) var computedHealth = Health.unknown

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
                result: execution.results.first { $0.patch == patch.patch },
                state: execution.state,
                at: at
            )
            open[id]?.removeAll { $0.execution == execution.id }
            if !execution.state.isFinal {
                open[id, default: []].append(attempt)
            } else if execution.report != nil, attempt.isNewer(than: reported[id]) {
                reported[id] = attempt
            }
            if open[id]?.isEmpty == true { open[id] = nil }
            let newest = open[id]?.reduce(nil as Attempt?) { known, next in
                next.isNewer(than: known) ? next : known
            }
            attempts[id] = newest ?? reported[id]
        }
    }

    /// Lays what was tried over what was computed.
    package func overlay(_ finding: Finding) -> Finding {
        guard
            let (state, reason) = overlay(
                finding.state,
                finding.reason,
                of: finding.patch.id
            )
        else { return finding }
        var finding = finding
        finding.state = state
        finding.reason = reason
        return finding
    }

    /// The state of a patch after what was tried of it; `nil` where that changes nothing.
    func overlay(
        _ state: Finding.State,
        _ reason: Finding.Reason,
        of patch: Patch.Identity
    ) -> (state: Finding.State, reason: Finding.Reason)? {
        guard state.isMissing, let attempt = attempts[patch] else { return nil }
        if !attempt.state.isFinal { return (.inProgress, .orderOpen) }
        let hasEndedBadly = [.failed, .blocked, .noPatchAvailable].contains(attempt.state)
        guard state == .missing || reason == .notConfigured, hasEndedBadly else { return nil }
        switch attempt.result?.outcome {
        case .blocked: return (.failed, .installBlocked)
        case .failed, .skipped, .unavailable, nil: return (.failed, .installFailed)
        case .installed, .alreadyInstalled, .rolledBack, .downloaded, .postponed, .notApplicable,
            .superseded:
            return nil
        }
    }
}
