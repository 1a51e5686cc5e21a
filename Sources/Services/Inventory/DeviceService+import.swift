// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
package import Domain
import Fleet
import Foundation

extension DeviceService {
    /// Adds devices without agents, or replaces their inventories; all of them or none.
    ///
    /// - Throws: ``DomainError/Code/deviceNameTaken`` for the name of a device with an agent.
    package func importDevices(
        _ fleet: ImportedFleet,
        by principal: Principal
    ) async throws -> (added: Int, updated: Int) {
        try principal.require(.manageDevices)
        let environment = environment
        return try await environment.change(by: principal) { transaction, now, audit in
            let site = try TenantTree(transaction, environment.random).site(
                named: Self.defaultSiteName,
                in: principal.scope
            )
            var lists = try ImportedLists(fleet, transaction)
            var dates = InstallationDates(transaction, environment.index.snapshot)
            var counts = (added: 0, updated: 0)
            for imported in fleet.devices {
                let list = try lists.list(of: imported)
                let digest = Self.digest(of: list)
                try transaction.insertInventory(digest: digest, list: list, at: now)
                let known = try transaction.device(named: imported.name, site: site.id)
                guard known?.agentKey == nil else {
                    throw DomainError(
                        .deviceNameTaken,
                        subject: imported.name,
                        hint: "this device has an agent, which reports its inventory itself"
                    )
                }
                var device =
                    try known
                    ?? Device(
                        id: Device.Identity(environment.random.uuid()),
                        number: transaction.nextNumber(of: "device"),
                        site: site.id,
                        path: site.path,
                        name: imported.name,
                        facts: DeviceFacts(hostName: imported.name),
                        enrolledAt: now,
                        agentKey: nil
                    )
                device.stream = Stream(rawValue: imported.profile.stream)
                if device.inventoryDigest != digest {
                    try dates.note(list, on: &device, at: now)
                }
                device.inventoryDigest = digest
                device.scannedAt = now
                if known == nil {
                    try transaction.insert(device)
                    counts.added += 1
                } else {
                    try transaction.update(device)
                    counts.updated += 1
                }
                try transaction.append(.device(device.id))
            }
            try audit.record(
                "device.import",
                subject: site.name,
                detail: "\(counts.added) added, \(counts.updated) updated",
                tenant: site.id
            )
            return counts
        }
    }

    /// What a list without an agent is stored under: no agent's digest looks like it.
    private static func digest(of list: PackageList) -> String {
        "list-\(Hex.sha256(Data(list.bytes)))"
    }
}

/// The inventories of an imported fleet as the database's numbers.
private struct ImportedLists {
    private let transaction: any StoreTransaction
    private let packages: [InstalledPackage]
    private let numbers: [UInt32]
    private var profiles: [InventoryProfile: UInt32] = [:]

    init(_ fleet: ImportedFleet, _ transaction: any StoreTransaction) throws {
        self.transaction = transaction
        packages = fleet.packages
        numbers = try transaction.numbers(of: fleet.packages)
    }

    mutating func list(of device: ImportedDevice) throws -> PackageList {
        let profile = try profiles[device.profile] ?? transaction.number(of: device.profile)
        profiles[device.profile] = profile
        let stream = Stream(rawValue: device.profile.stream)
        let split = DecidingPackages.split(device.packages, of: stream) { packages[Int($0)] }
        return PackageList(
            profile: profile,
            deciding: stored(split.deciding),
            others: stored(split.others)
        )
    }

    /// The database's numbers of some places, ascending, each once.
    private func stored(_ places: [UInt32]) -> [UInt32] {
        var found = places.map { numbers[Int($0)] }
        found.sort()
        var count = 0
        for index in found.indices where index == 0 || found[index] != found[count - 1] {
            found[count] = found[index]
            count += 1
        }
        found.removeLast(found.count - count)
        return found
    }
}
