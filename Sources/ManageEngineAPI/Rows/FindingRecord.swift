// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Services
import Web

/// One patch on one system with everything that the vendor's rows say about the pair.
struct FindingRecord {
    /// The system.
    let system: SystemRecord
    /// What is true of the patch on it.
    let finding: Finding

    private var view: FleetView { system.context.view }

    /// The patch.
    var patch: Patch { finding.patch }

    /// `affected_patch_status`; `nil` where nobody can tell.
    var status: AffectedStatus? { AffectedStatus(finding.state) }

    /// The decision about the patch that counts for the system.
    var approval: Approval? {
        view.snapshot.approval(of: patch.id, on: system.indexed)
    }

    /// The newest attempt to install the patch on the system.
    var attempt: IndexedDevice.Attempt? { system.indexed.attempts[patch.id] }

    /// The deployment that the newest attempt belongs to.
    var deployment: Deployment? {
        attempt.flatMap { view.snapshot.deployments[$0.deployment] }
    }

    /// When this server had it installed; `nil` where it came in another way.
    var installedAt: Timestamp? {
        guard let attempt, attempt.result?.outcome == .installed else { return nil }
        return attempt.at
    }

    /// `superceded_by`: the number of the newest patch that brings the same; `NA` for none.
    var successor: String {
        finding.supersededBy.flatMap { view.snapshot.catalogue.patch($0) }
            .map { String($0.number) } ?? "NA"
    }

    /// `patch_size`: the download for the architectures that the system has it in.
    var downloadSize: Int64 {
        let installed = Set(finding.packages.compactMap(\.architecture)).subtracting(["all"])
        return patch.downloadSize(of: installed.isEmpty ? nil : installed)
    }

    /// `deploy_remarks`: what came of the attempt, or why a missing patch is not just missing.
    var remarks: String? {
        let outcome = attempt.flatMap { AttemptOutcome($0) }
        switch (finding.state, outcome) {
        case (.installed, .succeeded): return "dc.db.agent.config.patchscan.success"
        case (.failed, .failed(let failure?)): return failure.text
        case (.held, _), (.phased, _), (.inProgress, _), (.failed, _), (.unfixed, _), (.unknown, _):
            return view.explanation(finding).reason
        case (.missing, _), (.installed, _), (.notApplicable, _): return nil
        }
    }
}
