// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
package import Domain
package import Query

/// What can be asked about a device.
package enum DeviceField: String, Sendable, CaseIterable {
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
