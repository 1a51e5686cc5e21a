// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Web

extension SystemRecord {
    /// Writes a row of `patch/scandetails`.
    func writeScanDetails(to json: inout JSONWriter) {
        json.object { json in
            writeComputer(to: &json)
            writeScan(to: &json)
            writeAgent(to: &json)
            json.blank("search_tag")
            json.blank("owner")
            json.blank("owner_email_id")
            json.blank("description")
            json.blank("location")
        }
    }

    private func writeComputer(to json: inout JSONWriter) {
        json.field("resource_id", id)
        json.field("resource.resource_id", id)
        json.field("pmreshealthstatus.resource_id", id)
        json.field("patchmgmtosinfo.resource_id", id)
        json.field("resource.name", device.name)
        json.cell("resource.domain_netbios_name", domain)
        json.cell("branch_office_id", site?.number)
        json.cell("branchofficedetails.branch_office_id", site?.number)
        json.cell("branch_office_name", site?.name)
        json.cell("ip_address", addresses)
        json.cell("mac_address", hardwareAddresses)
        json.field("os_platform", indexed.platform.vendorNumber)
        json.field("os_platform_id", indexed.platform.vendorNumber)
        json.field("os_platform_name", indexed.platform.rawValue)
        json.cell("os_name", systemName)
        json.cell("service_pack", systemVersion)
        json.field("osflavor_id", 0)
        writeLanguage(to: &json)
        json.field("resource_health_status", Int64(health.rawValue))
    }

    private func writeScan(to json: inout JSONWriter) {
        json.field("scan_status", scanStatus.rawValue)
        json.cell("scan_remarks", scanStatus.remark)
        json.blank("scan_remarks_args")
        json.field("patchstatusdefn.label", scanStatus.label)
        json.cell("patchstatusdefn.image_name", scanStatus.image)
        json.blank("errorcodetokburl.kb_url")
        json.cell("last_scan_time", device.scannedAt)
        json.cell("last_successful_scan", device.scannedAt)
        json.cell("last_sync_time", device.lastContactAt)
    }

    private func writeAgent(to json: inout JSONWriter) {
        json.field("installation_status", installationStatus.rawValue)
        json.field("configstatusdefn.label", installationStatus.label)
        json.cell("agent_installed_on", agentInstalledAt)
        json.blank("agent_installed_dir")
        json.cell("agent_version", agentVersion)
        json.field("computer_live_status", liveStatus.rawValue)
        json.cell("computer_status_update_time", device.lastContactAt)
        json.cell("agentcontact.last_contact_time", device.lastContactAt)
        json.cell("agentcontact.last_bootup_time", bootedAt)
        json.cell("agentcontact.logged_on_users", users)
    }
}
