// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Services
import Web

/// One system with everything that the vendor's rows say about it.
struct SystemRecord {
    /// The system.
    let indexed: IndexedDevice
    /// Where it stands.
    let context: RowContext

    /// The device itself.
    var device: Device { indexed.device }
    /// The number in `resource_id`.
    var id: Int64 { device.number }
    /// The site, `branch_office_…`.
    var site: Tenant? { context.site(of: device) }
    /// The customer, `customer_…`.
    var customer: Tenant? { context.customer(of: device.path) }

    /// `os_name`: the name of the operating system, or its stream where no agent tells more.
    var systemName: String? { device.facts.operatingSystem ?? device.stream?.rawValue }
    /// `service_pack`: the version of the operating system, or its stream.
    var systemVersion: String? {
        device.facts.operatingSystemVersion ?? device.stream?.rawValue
    }

    /// `ip_address`: every address, separated by commas.
    var addresses: String { device.facts.ipAddresses.joined(separator: ",") }
    /// `mac_address`: every hardware address, separated by commas.
    var hardwareAddresses: String { device.facts.macAddresses.joined(separator: ",") }
    /// `domain_netbios_name`.
    var domain: String? { device.facts.domain }
    /// `agent_version`.
    var agentVersion: String? { device.facts.agentVersion }
    /// `agent_logged_on_users`.
    var users: String { device.facts.loggedOnUsers.joined(separator: ",") }
    /// `agent_last_bootup_time`.
    var bootedAt: Timestamp? { device.facts.bootedAt.map { Timestamp(milliseconds: $0) } }
    /// `agent_installed_on`; `nil` for an imported device.
    var agentInstalledAt: Timestamp? { device.agentKey == nil ? nil : device.enrolledAt }

    /// `computer_live_status`.
    var liveStatus: LiveStatus { LiveStatus(device, at: context.view.now) }
    /// `scan_status`.
    var scanStatus: ScanStatus { ScanStatus(indexed) }
    /// `installation_status`.
    var installationStatus: InstallationStatus { InstallationStatus(device) }
    /// `resource_health_status`.
    var health: Health { context.view.snapshot.health(indexed, now: context.view.now) }

    /// `resourcetorebootdetails.reboot_req_status`; `nil` where the agent cannot tell.
    var needsReboot: Bool? {
        switch device.facts.reboot {
        case .notNeeded: false
        case .needed: true
        case .unknown: nil
        }
    }

    /// The newest attempt to install anything.
    var lastAttempt: IndexedDevice.Attempt? {
        indexed.attempts.values.max { $0.at < $1.at }
    }

    /// When a patch was installed last.
    var lastPatchedAt: Timestamp? {
        indexed.attempts.values.filter { $0.result?.outcome == .installed }.map(\.at).max()
    }
}

/// How many patches a system has and lacks, in the vendor's division.
struct PatchCounts {
    private var installed: [UpdateType: Int] = [:]
    private var missing: [UpdateType: Int] = [:]
    private var missingBySeverity: [Patch.Severity: Int] = [:]

    /// Counts; `nil` where nothing is known of the system's patches.
    ///
    /// Declined and superseded patches are not counted as missing.
    init?(_ record: SystemRecord) {
        let snapshot = record.context.view.snapshot
        switch snapshot.unknown(record.indexed, now: record.context.view.now) {
        case nil, .inventoryStale, .feedStale, .releaseUnsupported: break
        case .some: return nil
        }
        for finding in snapshot.findings(record.indexed) where finding.state == .installed {
            installed[UpdateType(finding.patch.classification), default: 0] += 1
        }
        for finding in snapshot.lacking(record.indexed) {
            missing[UpdateType(finding.patch.classification), default: 0] += 1
            missingBySeverity[finding.patch.severity, default: 0] += 1
        }
    }

    /// Installed patches of the distribution, which the vendor calls Microsoft's.
    var installedOwn: Int { installed[.security, default: 0] + installed[.nonSecurity, default: 0] }
    /// Missing patches of the distribution.
    var missingOwn: Int { missing[.security, default: 0] + missing[.nonSecurity, default: 0] }
    /// Installed patches of others.
    var installedThirdParty: Int { installed[.thirdParty, default: 0] }
    /// Missing patches of others.
    var missingThirdParty: Int { missing[.thirdParty, default: 0] }

    /// Missing patches of a severity.
    func missing(_ severity: Patch.Severity) -> Int { missingBySeverity[severity, default: 0] }
}
