// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Query

/// What can be asked about the results of a job.
enum ResultField: String, Sendable, CaseIterable {
    case assetID, assetName, operatingSystem, tag
    case status, statusCode, reason
    case startedAt, endedAt, changedAt
    case patchID, patchTitle, patchStage
    case success, installed, failed, superseded, notApplicable, skipped, total
    case actionStatus, qid
}

extension ResultField {
    /// The tokens: `status`, `name` and `actionStatus` are the vendor's, all others are the names
    /// of the members of a row.
    ///
    /// `asset.` and `job.` may stand before each.
    static let schema = FieldSchema<ResultField>(
        fields: [
            SchemaField(
                .assetName,
                "name",
                spellings: ["assetName"],
                type: .text,
                uses: [.search, .sort, .freeText]
            ),
            SchemaField(.assetID, "id", spellings: ["assetId"], type: .keyword),
            SchemaField(.operatingSystem, "operatingSystem", type: .text),
            SchemaField(.tag, "tags.name", spellings: ["tag", "tags"], type: .text),
            SchemaField(.status, "status", spellings: ["jobStatus"], type: .keyword),
            SchemaField(.statusCode, "statusCode", type: .number),
            SchemaField(.reason, "statusReason", type: .text),
            SchemaField(.startedAt, "startDateTime", type: .date),
            SchemaField(.endedAt, "endDateTime", type: .date),
            SchemaField(.changedAt, "statusDateTime", type: .date),
            SchemaField(.patchID, "patchId", spellings: ["patch.id"], type: .keyword),
            SchemaField(.patchTitle, "patchTitle", spellings: ["patch.title"], type: .text),
            SchemaField(
                .patchStage,
                "patchStatus",
                spellings: ["patch.status", "patchResult"],
                type: .keyword
            ),
            SchemaField(.success, "successPatches", type: .number),
            SchemaField(.installed, "installedPatches", type: .number),
            SchemaField(.failed, "failedPatches", type: .number),
            SchemaField(.superseded, "supersededPatches", type: .number),
            SchemaField(.notApplicable, "notApplicablePatches", type: .number),
            SchemaField(.skipped, "skipPatchCount", type: .number),
            SchemaField(.total, "totalPatchCount", type: .number),
            SchemaField(.actionStatus, "actionStatus", type: .keyword),
            SchemaField(.qid, "qid", spellings: ["qids"], type: .number),
        ],
        prefixes: ["asset.", "job."]
    )
}

extension JobResult {
    /// The result's values of a field.
    func values(of field: ResultField, groups: [Group]) -> [Value] {
        switch field {
        case .assetID: [.text(execution.device.description)]
        case .assetName: (asset?.device.name).map { [.text($0)] } ?? []
        case .operatingSystem: (asset?.device.operatingSystem).map { [.text($0)] } ?? []
        case .tag: asset.map { $0.tags(groups).map { .text($0.name) } } ?? []
        case .status: [.text(status.name)]
        case .statusCode: [.number(status.number)]
        case .reason: execution.reason.map { [.text($0)] } ?? []
        case .startedAt: Self.values(startedAt)
        case .endedAt: Self.values(endedAt)
        case .changedAt: Self.values(execution.since)
        case .patchID: execution.patches.map { .text($0.id) }
        case .patchTitle: execution.patches.map { .text($0.title) }
        case .patchStage: patches.map { .text($0.stage.rawValue) }
        case .success: [.number(Int64(count(at: .success)))]
        case .installed: [.number(Int64(count(at: .installed)))]
        case .failed: [.number(Int64(count(at: .failed)))]
        case .superseded: [.number(Int64(count(at: .superseded)))]
        case .notApplicable: [.number(Int64(count(at: .notApplicable)))]
        case .skipped: [.number(Int64(count(at: .skipped)))]
        case .total: [.number(Int64(execution.patches.count))]
        case .actionStatus:
            (execution.report?.actions ?? []).map { .text(ActionWord($0).rawValue) }
        case .qid:
            run.course.plan.actions.flatMap { action in
                (MitigationLabel(action.name)?.cves ?? []).compactMap {
                    VulnerabilityNumber.number(ofCVE: $0).map { .number($0) }
                }
            }
        }
    }

    private static func values(_ time: Timestamp?) -> [Value] {
        time.map { [.number($0.milliseconds)] } ?? []
    }
}
