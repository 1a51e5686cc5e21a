// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet

/// The report on a run of a mitigation job: a row for each asset, mitigation and vulnerability that
/// the mitigation was wanted for.
enum MitigationProgressReport {
    /// One mitigation on one asset, for one vulnerability.
    struct Row {
        let result: JobResult
        let action: ActionRow

        fileprivate var hasReported: Bool { result.execution.report != nil }
    }

    /// The rows of the results of a run; what the job runs before and after is left out.
    static func rows(
        of results: [JobResult],
        _ mitigations: [Mitigation]
    ) -> [Row] {
        results.flatMap { result in
            ActionRow.rows(
                of: result.execution,
                result.run.course.plan,
                mitigations: mitigations
            ).compactMap { action in
                guard case .work = action.place else { return nil }
                return Row(result: result, action: action)
            }
        }
    }

    /// The columns (release notes 3.11, "Generate MTG Deployment Job Progress Report"); the list
    /// there is cut, so that more may be missing here.
    static let columns: [ReportColumn<Row>] = asset + mitigation

    private static let asset: [ReportColumn<Row>] = [
        .text("assetId", "Asset ID") { $0.result.execution.device.description },
        .text("assetName", "Asset Name") { $0.result.asset?.device.name },
        .text("jobStatus", "Job Status") { $0.result.status.name },
        .text("operatingSystem", "Operating System") { $0.result.asset?.device.operatingSystem },
        .number("qid", "QID") { $0.action.qid },
        // What is not reported yet was not skipped.
        .text("actionStatus", "Action Status") {
            $0.hasReported ? $0.action.status.rawValue : nil
        },
        .count("returnCode", "Return Code") { $0.hasReported ? $0.action.outcome.returnCode : nil },
        .text("returnMessage", "Return Message") { row in
            row.action.result.map {
                $0.output.isEmpty ? $0.verdict : "\($0.verdict)\n\($0.output)"
            }
        },
    ]

    private static let mitigation: [ReportColumn<Row>] = [
        .text("mitigationStatus", "Mitigation Status") { $0.action.result?.outcome.words },
        .texts("cveIds", "CVE IDs") { row in
            MitigationLabel(row.action.action.name)?.cves ?? []
        },
        .text("mitigationTitle", "Mitigation Title") {
            $0.action.mitigation?.title ?? $0.action.item
        },
        .text("mitigationType", "Mitigation Type") {
            $0.action.mitigation?.effect.vendorName
        },
        .text("impactFactor", "Impact Factor") { $0.action.mitigation?.impact },
        .count("mitigationReturnCode", "Mitigation Return Code") { $0.action.result?.exitCode },
        .text("mitigationReason", "Mitigation Reason") { $0.result.execution.reason },
    ]
}

extension ActionResult.Outcome {
    /// What came of the script itself, which the four words of `actionStatus` do not tell apart.
    fileprivate var words: String {
        switch self {
        case .succeeded: "Succeeded"
        case .failed: "Failed"
        case .timedOut: "Timed Out"
        case .skipped: "Skipped"
        case .undone: "Rolled Back"
        }
    }
}
