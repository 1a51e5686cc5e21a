// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain

/// Devices without agents, as a file describes them.
package struct ImportedFleet: Sendable {
    /// The distinct packages of all devices.
    package var packages: [InstalledPackage]
    /// The devices.
    package var devices: [ImportedDevice]

    /// Makes a fleet.
    package init(packages: [InstalledPackage], devices: [ImportedDevice]) {
        self.packages = packages
        self.devices = devices
    }
}

/// A device without an agent.
package struct ImportedDevice: Sendable {
    /// Its name.
    package var name: String
    /// Its release, architecture and repositories.
    package var profile: InventoryProfile
    /// The places of its packages in ``ImportedFleet/packages``, in any order.
    package var packages: [UInt32]

    /// Makes a device.
    package init(name: String, profile: InventoryProfile, packages: [UInt32]) {
        self.name = name
        self.profile = profile
        self.packages = packages
    }
}
