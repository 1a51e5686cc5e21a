// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain

/// Numbers for packages and profiles where no database gives them: an index in memory alone.
package struct InventoryNumbers: Sendable {
    /// The packages in the order of their numbers.
    package private(set) var packages: [InstalledPackage] = []
    /// The profiles in the order of their numbers.
    package private(set) var profiles: [InventoryProfile] = []
    private var packageNumbers: [InstalledPackage: UInt32] = [:]
    private var profileNumbers: [InventoryProfile: UInt32] = [:]

    /// Makes an empty numbering.
    package init() {}

    /// An inventory as numbers; what is new of it gets the next ones.
    package mutating func list(_ inventory: Inventory) -> PackageList {
        let split = DecidingPackages.split(inventory)
        return PackageList(
            profile: number(InventoryProfile(inventory)),
            deciding: Set(split.deciding.map { number($0) }).sorted(),
            others: Set(split.others.map { number($0) }).sorted()
        )
    }

    private mutating func number(_ package: InstalledPackage) -> UInt32 {
        if let known = packageNumbers[package] { return known }
        packageNumbers[package] = UInt32(packages.count)
        packages.append(package)
        return UInt32(packages.count - 1)
    }

    private mutating func number(_ profile: InventoryProfile) -> UInt32 {
        if let known = profileNumbers[profile] { return known }
        profileNumbers[profile] = UInt32(profiles.count)
        profiles.append(profile)
        return UInt32(profiles.count - 1)
    }
}

extension FleetFacts {
    /// Everything about a fleet that no database holds.
    package init(
        catalogue: Catalogue,
        devices: [(device: Device, inventory: Inventory?)],
        approvals: [Approval] = []
    ) {
        self.init(changeNumber: 1, isEverything: true)
        var numbers = InventoryNumbers()
        self.catalogue = .whole(catalogue)
        self.devices = devices.map { device, inventory in
            DeviceFact(device, packages: inventory.map { numbers.list($0) })
        }
        profiles = numbers.profiles
        packages = numbers.packages
        self.approvals = approvals
    }
}
