// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet

/// The reports of the vendor; each has one section of columns.
enum ReportSection: String, Sendable, CaseIterable {
    /// The assets.
    case asset = "Asset"
    /// The patches.
    case patch = "Patch"
    /// A run of a patch job, by asset and patch.
    case jobProgress = "JobProgress"
    /// A run of a mitigation job, by asset and vulnerability.
    case mitigationJobProgress = "MitigationJobProgress"

    /// The section's key in `columnsToDisplay`.
    var key: String {
        switch self {
        case .asset: "asset"
        case .patch: "patch"
        case .jobProgress: "jobProgress"
        case .mitigationJobProgress: "mitigationJobProgress"
        }
    }

    /// What a report is called that nobody gave a name.
    var title: String {
        switch self {
        case .asset: "Asset Report"
        case .patch: "Patch Report"
        case .jobProgress: "Job Progress Report"
        case .mitigationJobProgress: "Mitigation Job Progress Report"
        }
    }

    /// What a report tells about.
    var subject: Report.Subject {
        switch self {
        case .asset: .devices
        case .patch: .patches
        case .jobProgress, .mitigationJobProgress: .deployments
        }
    }

    /// The application of the job that it is about; `nil` where it is about none.
    var family: JobDocument.Family? {
        switch self {
        case .asset, .patch: nil
        case .jobProgress: .patch
        case .mitigationJobProgress: .mitigation
        }
    }

    /// Its columns, in their order.
    var headings: [ReportHeading] {
        switch self {
        case .asset: AssetReport.columns.map { ReportHeading($0) }
        case .patch: PatchReport.columns.map { ReportHeading($0) }
        case .jobProgress: JobProgressReport.columns.map { ReportHeading($0) }
        case .mitigationJobProgress: MitigationProgressReport.columns.map { ReportHeading($0) }
        }
    }
}
