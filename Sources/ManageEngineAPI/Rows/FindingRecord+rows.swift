// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Web

extension FindingRecord {
    /// Writes a row of `patch/systemreport`.
    func writeSystemReport(to json: inout JSONWriter) {
        json.object { json in
            writePatch(to: &json)
            writeAttempt(to: &json)
            json.field("update_id", patch.updateType.rawValue)
            json.field("platform", patch.platform.vendorNumber)
            json.field("platform_name", patch.platform.rawValue)
            json.field("patch_noreboot", patch.rebootNumber)
            json.field("customerpatchstatus.patch_id", patch.number)
            json.field("installpatchstatus.patch_id", patch.number)
            json.field("installpatchstatus.resource_id", system.id)
            json.field("resource_id", system.id)
            json.cell("customer_id", system.customer?.number)
            let decision = ApprovalStatus(approval?.decision)
            json.field("configstatusdefn.label", decision.label)
            json.field("configstatusdefn.image_name", decision.image)
            json.blank("download_status")
            json.blank("download_status_id")
            json.blank("patchstorestatusdefn.label")
            json.blank("patchstorestatusdefn.image_name")
        }
    }

    /// Writes a row of `patch/allpatchdetails`.
    func writeAllPatchDetails(to json: inout JSONWriter) {
        json.object { json in
            writePatch(to: &json)
            writeAttempt(to: &json)
            writeSystem(to: &json)
            json.field("sqnumber", patch.version)
            json.field("patch_size", downloadSize)
            json.cell("patch_updated_time", system.context.view.catalogueTime(of: patch))
            json.field("os_language", 0)
            json.field("oslanguage.i18n", "Multilingual")
            let decision = ApprovalStatus(approval?.decision)
            json.field("approvestatusdefn.label", decision.label)
            json.field("approvestatusdefn.image_name", decision.image)
            json.cell("first_name", approval.map { personName($0.by) })
            json.blank("user_id")
        }
    }

    private func writePatch(to json: inout JSONWriter) {
        json.field("patch_id", patch.number)
        json.field("patch_name", patch.vendorName)
        json.field("patch_description", patch.title)
        json.cell("bulletin_id", patch.bulletin)
        json.field("vendor_name", patch.publisher)
        json.field("update_name", patch.updateType.name)
        json.field("patch_type", patch.updateType.rawValue)
        json.field("severity", Int64(patch.severity.rawValue))
        json.field("severity_name", patch.severity.vendorLabel)
        json.field("pmseverity.name", patch.severity.vendorName)
        json.cell("patch_released_time", patch.releasedAt)
        json.cell("patch_supported_time", patch.releasedAt)
        json.field("patch_uninstall_status", 0)
        json.field("superceded_by", successor)
        json.field("patch_status", ApprovalStatus(approval?.decision).rawValue)
        json.cell("affected_patch_status", status?.rawValue)
        json.cell("affectedpatchstatusdefn.label", status?.label)
        json.cell("affectedpatchstatusdefn.image_name", status?.image)
    }

    private func writeAttempt(to json: inout JSONWriter) {
        let outcome = attempt.flatMap { AttemptOutcome($0) }
        let deployment = deployment
        json.cell("deployment_status", outcome?.status)
        json.cell("installstatusdefn.label", outcome?.label)
        json.cell("installstatusdefn.image_name", outcome?.image)
        json.cell("install_error_code", outcome?.errorCode)
        json.cell("installed_time", installedAt)
        json.cell("deploy_remarks", remarks)
        json.blank("deploy_remarks_args")
        json.cell("collection.collection_name", deployment?.name)
        json.cell("deployer.first_name", deployment.map { personName($0.createdBy) })
    }

    private func writeSystem(to json: inout JSONWriter) {
        json.field("resource_id", system.id)
        json.field("resource.resource_id", system.id)
        json.field("resourcemacip.resource_id", system.id)
        json.field("resource.name", system.device.name)
        json.cell("resource.domain_netbios_name", system.domain)
        json.cell("branch_office_name", system.site?.name)
        json.cell("ip_address", system.addresses)
        json.cell("os_name", system.systemName)
        json.cell("service_pack", system.systemVersion)
        json.cell("agent_version", system.agentVersion)
    }
}
