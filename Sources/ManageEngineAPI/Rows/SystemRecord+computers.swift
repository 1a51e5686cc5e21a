// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Web

extension SystemRecord {
    /// Writes a row of `som/computers`.
    func writeComputers(to json: inout JSONWriter) {
        json.object { json in
            writeIdentity(to: &json)
            writeHardware(to: &json)
            writeNetwork(to: &json)
            writeInstallation(to: &json)
            writeContact(to: &json)
            writeMobile(to: &json)
            json.blank("search_tag")
            json.blank("owner")
            json.blank("owner_email_id")
            json.blank("description")
            json.blank("location")
        }
    }

    private func writeIdentity(to json: inout JSONWriter) {
        json.field("resource_id", id)
        json.field("resource_id_string", String(id))
        json.field("resource_name", device.name)
        json.field("full_name", device.name)
        json.field("managedcomputer.friendly_name", device.name)
        json.field("managedcomputer.friendly_name_type", 0)
        json.cell("fqdn_name", device.facts.fullyQualifiedName)
        json.cell("domain_netbios_name", domain)
        json.cell("branch_office_name", site?.name)
        json.cell("customer_id", customer?.number)
        json.cell("customer_name", customer?.name)
    }

    private func writeHardware(to json: inout JSONWriter) {
        let architecture = ProcessorArchitecture(machine: device.facts.machine)
        json.field("processorarchtype.processor_arch_name", architecture.name)
        json.field("computer.processor_arch_type_id", architecture.typeNumber)
        json.field("computer.processor_architecture", architecture.rawValue)
        json.field("os_platform", indexed.platform.vendorNumber)
        json.field("os_platform_name", indexed.platform.rawValue)
        json.cell("os_name", systemName)
        json.cell("os_version", device.facts.operatingSystemVersion)
        json.cell("service_pack", systemVersion)
        json.field("osflavor_id", 0)
    }

    private func writeNetwork(to json: inout JSONWriter) {
        json.cell("ip_address", addresses)
        json.cell("mac_address", hardwareAddresses)
        json.blank("resourcemacip.gateway_ip_address")
        json.blank("resourcemacip.subnet_mask")
        json.blank("resourcemacip.subnet_ip_address")
        json.blank("resourcemacip.dhcp_server_ip_address")
    }

    private func writeInstallation(to json: inout JSONWriter) {
        let hasAgent = device.agentKey != nil
        // 61 managed, 62 not managed.
        json.field("managed_status", hasAgent ? 61 : 62)
        json.field("installation_status", installationStatus.rawValue)
        json.field("status_label", installationStatus.label)
        json.cell("remarks", hasAgent ? "dc.db.agent.install.success" : nil)
        json.blank("remarks_args")
        json.field("error_code", 0)
        json.blank("error_kb_url")
        json.timeOrNone("agent_installed_on", agentInstalledAt)
        // Nothing pushes agents, upgrades them from afar or removes them.
        json.field("agent_executed_on", -1)
        json.field("agent_upgraded_on", -1)
        json.field("agent_uninstalled_on", -1)
        json.field("managedcomputer.previous_installation_status", -1)
        json.field("managedcomputer.re_installation_status", -1)
        json.field("managedcomputertoerrcode.operation_type", 0)
        json.field("managedcomputer.agent_status", 0)
        json.cell("agent_version", agentVersion)
        json.field("managedcomputer.agent_version_num", agentVersionNumber)
    }

    private func writeContact(to json: inout JSONWriter) {
        json.field("computer_live_status", liveStatus.rawValue)
        json.timeOrNone("computer_status_update_time", device.lastContactAt)
        json.timeOrNone("agent_last_contact_time", device.lastContactAt)
        json.timeOrNone("last_sync_time", device.lastContactAt)
        json.timeOrNone("agent_last_bootup_time", bootedAt)
        json.cell("agent_logged_on_users", users)
    }

    /// The members about phones, which this server does not manage.
    private func writeMobile(to json: inout JSONWriter) {
        json.blank("modernappdetails.remarks")
        json.blank("modernappdetails.status")
        json.blank("modernappdetails.enrollment_type")
        json.field("modernappdetails.last_contact_time", 0)
        json.field("modernappdetails.installed_at", 0)
    }

    /// The digits of the agent's version in one number; 0 where it has none.
    private var agentVersionNumber: Int64 {
        let digits = (agentVersion ?? "").filter { $0.isASCII && $0.isNumber }
        return Int64(digits.prefix(15)) ?? 0
    }
}
