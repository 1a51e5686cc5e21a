// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
package import Foundation
package import Services

/// The file of `thimble device import`: devices without agents.
package struct DeviceFile: Sendable {
    /// The devices of the file, with their distinct packages.
    package let fleet: ImportedFleet

    /// Reads a file's bytes.
    ///
    /// - Throws: ``DomainError/Code/inventoryMalformed`` with the place, for example
    ///   `devices[3].packages[17].version: missing`.
    package init(parsing bytes: Data) throws {
        var table = PackageTable()
        var devices: [ImportedDevice] = []
        try DeviceFileScanner.scan(bytes, into: &table) { device, _ in
            devices.append(
                ImportedDevice(
                    name: device.name,
                    profile: device.profile,
                    packages: device.packages
                )
            )
        }
        fleet = ImportedFleet(packages: table.packages, devices: devices)
    }
}
