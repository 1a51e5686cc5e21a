// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Services

extension ImportedFleet {
    /// Devices by their names, whose inventories have each distinct package once in common.
    init(_ devices: KeyValuePairs<String, Inventory>) {
        self.init(packages: [], devices: [])
        var places: [InstalledPackage: UInt32] = [:]
        for (name, inventory) in devices {
            let packages = inventory.packages.map { package in
                if let place = places[package] { return place }
                let place = UInt32(self.packages.count)
                places[package] = place
                self.packages.append(package)
                return place
            }
            self.devices.append(
                ImportedDevice(
                    name: name,
                    profile: InventoryProfile(inventory),
                    packages: packages
                )
            )
        }
    }
}
