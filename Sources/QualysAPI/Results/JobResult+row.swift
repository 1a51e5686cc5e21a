// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Web

/// A row of the summary. Its members are those that the vendor's clients know, and no others: some
/// of them refuse a row with one more.
extension JobResult {
    /// Writes the row.
    func write(to json: inout JSONWriter, groups: [Group]) {
        json.object { json in
            json.key("asset")
            writeAsset(to: &json, groups: groups)
            writeCounts(to: &json)
            json.field("jobInstanceId", run.number)
            json.field("skipPatchCount", count(at: .skipped))
            writeReasons(to: &json)
            json.field("endDateTime", endedAt?.milliseconds)
            json.field("startDateTime", startedAt?.milliseconds)
            json.field("statusDateTime", execution.since.milliseconds)
            json.field("status", status.name)
            json.field("statusCode", status.number)
            json.field("jobSentOn", sentAt?.milliseconds)
            writePatches(to: &json)
            json.field("failedActionsCount", actionCount([.failed, .partial]))
            json.field("successfulActionsCount", actionCount([.succeeded]))
            json.field("skippedActionsCount", actionCount([.skipped]))
            json.null("interimResultStatus")
            json.field("totalPatchCount", execution.patches.count)
            json.field("runId", run.number)
            json.null("pendingForRebootInAnotherJob")
            json.null("pendingForRebootInAnotherJobName")
        }
    }

    private func writeCounts(to json: inout JSONWriter) {
        json.field("successPatches", count(at: .success))
        json.field("installedPatches", count(at: .installed))
        json.field("failedPatches", count(at: .failed))
        json.field("supersededPatches", count(at: .superseded))
        json.field("notApplicablePatches", count(at: .notApplicable))
        json.field("executing", work(at: .executing))
        json.field("pendingExecution", work(at: .pendingExecution))
        json.field("pendingReboot", work(at: .pendingReboot))
        json.field("pendingVerification", work(at: .pendingVerification))
    }

    private func writePatches(to json: inout JSONWriter) {
        let lists: [(key: StaticString, stage: PatchStage)] = [
            ("installed", .installed), ("failed", .failed), ("success", .success),
            ("superseded", .superseded), ("notApplicable", .notApplicable),
        ]
        for (key, stage) in lists {
            json.array(key) { json in
                for patch in patches(at: stage) { json.string(patch.id) }
            }
        }
    }

    /// `additionalFields`: the one member that clients take whatever it holds, so that it says why.
    private func writeReasons(to json: inout JSONWriter) {
        json.object("additionalFields") { json in
            json.field("statusReason", execution.reason)
            json.field("attempt", execution.attempt)
            json.array("failures") { json in
                for (patch, failure) in failures {
                    json.object { json in
                        json.field("patchId", patch.id)
                        json.field("patchTitle", patch.title)
                        json.field("returnCode", failure.exitCode)
                        json.field("returnMessage", failure.text)
                    }
                }
            }
        }
    }

    /// The shape of a row.
    static let schema = Schema.object([
        "asset": assetSchema,
        "successPatches": .integer, "installedPatches": .integer, "failedPatches": .integer,
        "supersededPatches": .integer, "notApplicablePatches": .integer, "executing": .integer,
        "pendingExecution": .integer, "pendingReboot": .integer, "pendingVerification": .integer,
        "jobInstanceId": .integer, "skipPatchCount": .integer,
        "additionalFields": .object([
            "statusReason": .nullable(.string), "attempt": .integer,
            "failures": .array(
                of: .object([
                    "patchId": .string, "patchTitle": .string, "returnCode": .nullable(.integer),
                    "returnMessage": .string,
                ])
            ),
        ]),
        "endDateTime": .nullable(.integer), "startDateTime": .nullable(.integer),
        "statusDateTime": .integer, "status": .string, "statusCode": .integer,
        "jobSentOn": .nullable(.integer),
        "installed": .array(of: .string), "failed": .array(of: .string),
        "success": .array(of: .string), "superseded": .array(of: .string),
        "notApplicable": .array(of: .string),
        "failedActionsCount": .nullable(.integer), "successfulActionsCount": .nullable(.integer),
        "skippedActionsCount": .nullable(.integer), "interimResultStatus": .nullable(.string),
        "totalPatchCount": .integer, "runId": .integer,
        "pendingForRebootInAnotherJob": .nullable(.boolean),
        "pendingForRebootInAnotherJobName": .nullable(.string),
    ])
}
