// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Web

extension SystemRecord {
    /// Writes a row of `patch/allsystems`.
    func writeAllSystems(to json: inout JSONWriter) {
        json.object { json in
            writePatchCounts(to: &json)
            writeIdentity(to: &json)
            writeState(to: &json)
            writeDeployment(to: &json)
            writeUnknown(to: &json)
        }
    }

    private func writePatchCounts(to json: inout JSONWriter) {
        let counts = PatchCounts(self)
        json.cell("installed_ms_patches", counts?.installedOwn)
        json.cell("missing_ms_patches", counts?.missingOwn)
        json.cell("total_ms_patches", counts.map { $0.installedOwn + $0.missingOwn })
        json.cell("installed_tp_patches", counts?.installedThirdParty)
        json.cell("missing_tp_patches", counts?.missingThirdParty)
        json.cell("total_tp_patches", counts.map { $0.installedThirdParty + $0.missingThirdParty })
        json.cell("critical_patch_count", counts?.missing(.critical))
        json.cell("important_patch_count", counts?.missing(.important))
        json.cell("moderate_patch_count", counts?.missing(.moderate))
        json.cell("low_patch_count", counts?.missing(.low))
    }

    private func writeIdentity(to json: inout JSONWriter) {
        json.field("resource_id", id)
        json.field("resource.resource_id", id)
        json.field("branchmemberresourcerel.resource_id", id)
        json.field("pmreshealthstatus.resource_id", id)
        json.field("pmresourcepatchcount.resource_id", id)
        json.field("resourcedeploymentstatus.resource_id", id)
        json.field("patchmgmtosinfo.resource_id", id)
        json.field("resource_name", device.name)
        json.cell("branch_office_id", site?.number)
        json.cell("branch_office_name", site?.name)
        json.cell("domain_netbios_name", domain)
        json.cell("ip_address", addresses)
        json.cell("mac_address", hardwareAddresses)
        json.field("os_platform", indexed.platform.vendorNumber)
        json.field("os_platform_name", indexed.platform.rawValue)
        json.cell("os_name", systemName)
        json.cell("service_pack", systemVersion)
        json.field("osflavor_id", 0)
        writeLanguage(to: &json)
        json.cell("timezone_offset", device.facts.utcOffsetMinutes.map { String($0) })
    }

    private func writeState(to json: inout JSONWriter) {
        json.field("resource_health_status", Int64(health.rawValue))
        json.field("computer_live_status", liveStatus.rawValue)
        json.cell("computer_status_update_time", device.lastContactAt)
        json.field("scan_status", scanStatus.rawValue)
        json.cell("scan_remarks", scanStatus.remark)
        json.cell("last_scan_time", device.scannedAt)
        json.cell("last_successful_scan", device.scannedAt)
        json.cell("last_sync_time", device.lastContactAt)
        json.cell("agent_last_contact_time", device.lastContactAt)
        json.cell("agent_last_bootup_time", bootedAt)
        json.cell("agent_logged_on_users", users)
        json.cell("resourcetorebootdetails.resource_id", needsReboot.map { _ in id })
        json.cell("resourcetorebootdetails.reboot_req_status", needsReboot)
    }

    private func writeDeployment(to json: inout JSONWriter) {
        let outcome = lastAttempt.flatMap { AttemptOutcome($0) }
        json.cell("deployment_status", outcome?.status)
        json.cell("status_label", outcome?.systemLabel)
        json.cell("status_image", outcome?.systemImage)
        json.cell("last_patched_time", lastPatchedAt)
    }

    /// What this server knows of no system.
    private func writeUnknown(to json: inout JSONWriter) {
        json.blank("search_tag")
        json.blank("owner")
        json.blank("owner_email_id")
        json.blank("description")
        json.blank("location")
        json.blank("remarks")
        json.blank("last_operation")
        json.blank("last_action_initiated_on")
        json.blank("shutdown_status")
        json.blank("shutdown_status_update_time")
    }
}

extension SystemRecord {
    /// Writes the members about the language; patches of this server serve every language, which
    /// the vendor numbers 0.
    func writeLanguage(to json: inout JSONWriter) {
        json.field("os_language", 0)
        json.field("oslanguage.languageid", 0)
        json.field("oslanguage.i18n", "Multilingual")
        json.blank("os_language_abbr")
    }
}

extension AttemptOutcome {
    /// `status_label` of a system: the outcome of its newest deployment.
    fileprivate var systemLabel: String? {
        switch self {
        case .succeeded: "dc.db.config.status.succeeded"
        case .failed: "dc.db.config.status.failed"
        case .open: "dc.db.config.status.in_progress"
        }
    }

    /// `status_image` of a system.
    fileprivate var systemImage: String? {
        switch self {
        case .succeeded: "/images/successicon.gif"
        case .failed: "/images/failureicon.gif"
        case .open: nil
        }
    }
}
