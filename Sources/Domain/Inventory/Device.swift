// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Foundation

/// A machine of the fleet: with an agent, or imported from a list.
package struct Device: Sendable, Equatable {
    /// The identity of a device.
    package typealias Identity = ID<Device>

    /// The device's identity.
    package var id: Identity
    /// The number that dialects show; never reused.
    package var number: Int64
    /// The site that it belongs to.
    package var site: Tenant.Identity
    /// Where that site stands in the tenant tree.
    package var path: TenantPath
    /// Its name; unique in its site.
    package var name: String
    /// The release that it runs; `nil` before its first inventory.
    package var stream: Stream?
    /// What is known of the machine beside its packages.
    package var facts: DeviceFacts
    /// The SHA-256 of its current inventory, in hexadecimal; `nil` before the first.
    package var inventoryDigest: String?
    /// When that inventory was read on the machine; `nil` before the first.
    package var scannedAt: Timestamp?
    /// When the server got its first inventory; `nil` before, and where that was not kept.
    package var firstScannedAt: Timestamp?
    /// Since when packages are installed that were not in its first inventory, by name.
    package var installedSince: [String: Timestamp] = [:]
    /// When the agent last called; `nil` for a device without one.
    package var lastContactAt: Timestamp?
    /// When it was enrolled or first imported.
    package var enrolledAt: Timestamp
    /// The agent's Ed25519 public key; `nil` for a device without an agent.
    package var agentKey: Data?

    /// Makes a device that has not been scanned yet.
    package init(
        id: Identity,
        number: Int64,
        site: Tenant.Identity,
        path: TenantPath,
        name: String,
        facts: DeviceFacts,
        enrolledAt: Timestamp,
        agentKey: Data?
    ) {
        self.id = id
        self.number = number
        self.site = site
        self.path = path
        self.name = name
        self.facts = facts
        self.enrolledAt = enrolledAt
        self.agentKey = agentKey
    }
}

/// A named set of devices that people made.
package struct Group: Sendable, Equatable {
    /// The identity of a group.
    package typealias Identity = ID<Group>

    /// The group's identity.
    package var id: Identity
    /// The number that dialects show.
    package var number: Int64
    /// The tenant that owns it.
    package var tenant: Tenant.Identity
    /// Its name; unique in its tenant.
    package var name: String

    /// Makes a group.
    package init(id: Identity, number: Int64, tenant: Tenant.Identity, name: String) {
        self.id = id
        self.number = number
        self.tenant = tenant
        self.name = name
    }
}
