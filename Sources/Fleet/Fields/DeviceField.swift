// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
package import Domain
package import Query

/// What can be asked about a device.
package enum DeviceField: String, Sendable, CaseIterable {
    /// The UUID.
    case id
    /// The number that dialects show.
    case number
    /// The name.
    case name
    /// The fully qualified name.
    case fullyQualifiedName
    /// The DNS or directory domain.
    case domain
    /// An address of an interface.
    case address
    /// The name of its site.
    case site
    /// The name of a group that it is in.
    case group
    /// The platform: `Linux`, `Windows` or `Mac`.
    case platform
    /// The release that it runs.
    case stream
    /// How well it is patched, as the number of ``Health``.
    case health
    /// Whether it has an agent.
    case hasAgent
    /// Whether it was ever scanned.
    case isScanned
    /// The operating system's name for people.
    case operatingSystem
    /// The machine's hardware architecture.
    case architecture
    /// A hardware address of an interface.
    case macAddress
    /// The user who logged on last.
    case lastLoggedOnUser
    /// The agent's version.
    case agentVersion
    /// `PM` for every device, `MTG` for one with an agent.
    case activatedModules
    /// When its inventory was read, in milliseconds.
    case scannedAt
    /// When its agent last called, in milliseconds.
    case lastSeenAt
    /// How many patches it lacks.
    case missingPatchCount
    /// How many patches it has.
    case installedPatchCount
    /// The title of a patch that it lacks.
    case missingPatchTitle
    /// The title of a patch that it has.
    case installedPatchTitle
}

extension FleetSnapshot {
    /// A device's values of a field.
    package func values(
        of field: DeviceField,
        _ device: IndexedDevice,
        now: Timestamp
    ) -> [Value] {
        let facts = device.device.facts
        return switch field {
        case .id: [.text(device.device.id.description)]
        case .number: [.number(device.device.number)]
        case .name: [.text(device.device.name)]
        case .fullyQualifiedName: facts.fullyQualifiedName.map { [.text($0)] } ?? []
        case .domain: facts.domain.map { [.text($0)] } ?? []
        case .address: facts.ipAddresses.map { .text($0) }
        case .site: tenants.filter { $0.id == device.device.site }.map { .text($0.name) }
        case .group: groups.filter { device.groups.contains($0.id) }.map { .text($0.name) }
        case .platform: [.text(device.platform.rawValue)]
        case .stream: device.device.stream.map { [.text($0.rawValue)] } ?? []
        case .health: [.number(Int64(health(device, now: now).rawValue))]
        case .hasAgent: [.flag(device.device.agentKey != nil)]
        case .isScanned: [.flag(device.device.inventoryDigest != nil)]
        case .operatingSystem: device.device.operatingSystem.map { [.text($0)] } ?? []
        case .architecture: facts.machine.map { [.text($0)] } ?? []
        case .macAddress: facts.macAddresses.map { .text($0) }
        case .lastLoggedOnUser: device.device.lastLoggedOnUser.map { [.text($0)] } ?? []
        case .agentVersion: facts.agentVersion.map { [.text($0)] } ?? []
        case .activatedModules: device.device.modules.map { .text($0.rawValue) }
        case .scannedAt: device.device.scannedAt.map { [.number($0.milliseconds)] } ?? []
        case .lastSeenAt: device.device.lastContactAt.map { [.number($0.milliseconds)] } ?? []
        case .missingPatchCount: [.number(Int64(patchCounts(of: device).missing))]
        case .installedPatchCount: [.number(Int64(patchCounts(of: device).installed))]
        case .missingPatchTitle:
            findings(device).filter(\.state.isMissing).map { .text($0.patch.title) }
        case .installedPatchTitle:
            findings(device).filter { $0.state == .installed }.map { .text($0.patch.title) }
        }
    }
}

/// The kinds of operating system that dialects tell apart.
package enum Platform: String, Sendable, CaseIterable {
    /// Any Linux distribution.
    case linux = "Linux"
    /// Microsoft Windows.
    case windows = "Windows"
    /// Apple macOS.
    case mac = "Mac"

    /// The platform of a stream's family.
    package init(_ stream: Stream) {
        switch stream.family {
        case "windows": self = .windows
        case "macos": self = .mac
        default: self = .linux
        }
    }
}

extension Platform {
    /// The platform of a device; Linux before its first inventory, as only Linux agents exist.
    init(_ device: Device) { self = device.stream.map { Platform($0) } ?? .linux }
}

extension IndexedDevice {
    /// The device's platform.
    package var platform: Platform { Platform(device) }
}

extension Device {
    /// What this server does for a device, in the words of queries.
    package enum Module: String, Sendable, CaseIterable {
        /// It is assessed, and patched where it has an agent.
        case patching = "PM"
        /// Its agent takes actions that mitigate what has no patch.
        case mitigation = "MTG"
    }

    /// The operating system's name for people, or else its release as people call it; `nil` before
    /// the first inventory.
    package var operatingSystem: String? { facts.operatingSystem ?? stream?.product }

    /// Who logged on last; where the agent does not tell, a user who is logged on, of several the
    /// first by name.
    package var lastLoggedOnUser: String? {
        facts.lastLoggedOnUser ?? facts.loggedOnUsers.min()
    }

    /// What this server does for it.
    package var modules: [Module] { agentKey == nil ? [.patching] : [.patching, .mitigation] }
}
