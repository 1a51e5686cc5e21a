// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet

/// The report on a run of a patch job: a row for each asset and patch, and one for an asset
/// without any.
enum JobProgressReport {
    /// One patch on one asset.
    struct Row {
        let job: Deployment
        let snapshot: FleetSnapshot
        let result: JobResult
        /// `nil` where the asset has none in this run.
        let patch: (patch: OrderPatch, stage: PatchStage)?

        fileprivate var known: Patch? {
            patch.flatMap { snapshot.catalogue.patch(Patch.Identity($0.patch.patch)) }
        }

        fileprivate var failure: Failure? {
            guard let patch = patch?.patch.patch else { return result.execution.report?.failure }
            return result.execution.results.last { $0.patch == patch }?.failure
        }
    }

    /// The rows of the results of a run.
    static func rows(
        of results: [JobResult],
        _ run: RunResults
    ) -> [Row] {
        results.flatMap { result in
            let make = { patch in
                Row(
                    job: run.job,
                    snapshot: run.snapshot,
                    result: result,
                    patch: patch
                )
            }
            return result.patches.isEmpty ? [make(nil)] : result.patches.map(make)
        }
    }

    /// The columns.
    static let columns: [ReportColumn<Row>] = whole + patch

    private static let whole: [ReportColumn<Row>] = [
        .text("jobId", "Job ID") { $0.job.id.description },
        .text("jobName", "Job Name") { $0.job.name },
        .number("jobInstanceId", "Job Instance ID") { $0.result.run.number },
        .text("assetId", "Asset ID") { $0.result.execution.device.description },
        .text("assetName", "Asset Name") { $0.result.asset?.device.name },
        .text("operatingSystem", "Operating System") { $0.result.asset?.device.operatingSystem },
        .texts("assetTags", "Asset Tags") { row in
            row.result.asset?.tags(row.snapshot.groups).map(\.name) ?? []
        },
        .text("jobStatus", "Job Status") { $0.result.status.name },
        .number("statusCode", "Status Code") { $0.result.status.number },
        .text("statusReason", "Status Reason") { $0.result.execution.reason },
        .time("jobSentOn", "Job Sent On") { $0.result.sentAt },
        .time("startDateTime", "Start") { $0.result.startedAt },
        .time("endDateTime", "End") { $0.result.endedAt },
        .time("statusDateTime", "Status Since") { $0.result.execution.since },
        .count("attempt", "Attempt") { $0.result.execution.attempt },
    ]

    private static let patch: [ReportColumn<Row>] = [
        .text("patchId", "Patch ID") { $0.patch?.patch.id },
        .text("patchTitle", "Patch Title") { $0.known?.title ?? $0.patch?.patch.title },
        .text("kb", "KB", only: [.windows]) { $0.known?.kb },
        .text("vendorSeverity", "Vendor Severity") { $0.known?.severity.vendorName },
        .texts("cve", "CVE") { $0.known?.cves ?? [] },
        .text("patchStatus", "Patch Status") { $0.patch?.stage.rawValue },
        .count("returnCode", "Return Code") { $0.failure?.exitCode },
        .text("returnMessage", "Return Message") { $0.failure?.text },
    ]
}
