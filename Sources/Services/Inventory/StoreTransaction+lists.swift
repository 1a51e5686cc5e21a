// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet

extension StoreTransaction {
    /// An inventory as numbers; what is new of it is stored.
    func list(_ inventory: Inventory) throws -> PackageList {
        let split = DecidingPackages.split(inventory)
        return PackageList(
            profile: try number(of: InventoryProfile(inventory)),
            deciding: Set(try numbers(of: split.deciding)).sorted(),
            others: Set(try numbers(of: split.others)).sorted()
        )
    }

    /// The release of a stored inventory.
    func stream(of list: PackageList) throws -> Stream? {
        try profiles(from: list.profile).first.map { Stream(rawValue: $0.stream) }
    }
}
