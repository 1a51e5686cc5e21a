// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Services
import Web

/// A row of `patch/allpatches`: one patch with its tally among the systems asked about.
struct PatchRow {
    /// The patch.
    let patch: Patch
    /// On how many systems it is missing, installed or failed.
    let tally: PatchTally
    /// Where names and decisions come from.
    let context: RowContext

    /// Writes the row.
    func write(to json: inout JSONWriter) {
        json.object { json in
            writePatch(to: &json)
            writeDecision(to: &json)
            json.field("installed", tally.installed)
            json.field("missing", tally.missing)
            json.field("failed", tally.failed)
            json.cell("updated_time", context.view.catalogueTime(of: patch))
            json.field("patch_size", patch.downloadSize())
            // What supersedes a patch differs from system to system; their reports say it.
            json.field("superceded_by", "NA")
            json.field("uninstall_status", 0)
            writeDepot(to: &json)
        }
    }

    private func writePatch(to json: inout JSONWriter) {
        json.field("patch_id", patch.number)
        json.field("patch_name", patch.vendorName)
        json.field("patch_description", patch.title)
        json.cell("bulletin_id", patch.bulletin)
        json.field("sqnumber", patch.version)
        json.field("vendor_name", patch.publisher)
        json.field("update_name", patch.updateType.name)
        json.field("platform_name", patch.platform.rawValue)
        json.field("severity", Int64(patch.severity.rawValue))
        json.field("severity_name", patch.severity.vendorLabel)
        json.field("patch_noreboot", patch.rebootNumber)
        json.field("patch_uninstall_status", 0)
        json.cell("patch_released_time", patch.releasedAt)
        json.cell("patch_supported_time", patch.releasedAt)
    }

    private func writeDecision(to json: inout JSONWriter) {
        let view = context.view
        let approval = view.snapshot.approval(of: patch.id, at: view.scope)
        let status = ApprovalStatus(approval?.decision)
        json.field("status_id", status.rawValue)
        json.field("label", status.label)
        json.field("image_name", status.image)
        json.cell("first_name", approval.map { personName($0.by) })
    }

    /// The copies in a depot and at remote offices: agents fetch from their own repositories.
    private func writeDepot(to json: inout JSONWriter) {
        json.blank("download_status")
        json.blank("download_status_id")
        json.blank("ro_success_count")
        json.blank("ro_failure_count")
        json.blank("ro_yettodownload_count")
    }
}
