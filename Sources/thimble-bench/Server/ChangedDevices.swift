// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Foundation
import Services

/// Devices of a fleet with other versions of some packages.
struct ChangedDevices: Sendable {
    /// One device: what it has, and what it will have.
    struct Change: Sendable {
        let device: Device
        let slot: UInt32
        let former: Inventory
        let final: Inventory

        /// What the machine sends in the end.
        var upload: InventoryUpload {
            get throws { try InventoryUpload(final, of: device) }
        }

        /// What it sends on the way: each package that differs in either of both versions.
        func upload(_ numbers: inout SeededNumbers) throws -> InventoryUpload {
            let before = Dictionary(
                former.packages.map { ($0.source, $0) },
                uniquingKeysWith: { first, _ in first }
            )
            var mixed = final
            for index in mixed.packages.indices {
                guard let package = before[mixed.packages[index].source],
                    package != mixed.packages[index], numbers.next() & 1 == 0
                else { continue }
                mixed.packages[index] = package
            }
            return try InventoryUpload(mixed, of: device)
        }
    }

    /// The devices in the order of the file.
    let changes: [Change]

    /// Reads a file of devices that a fleet has already.
    init(path: String, in snapshot: FleetSnapshot) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var known: [String: IndexedDevice] = [:]
        snapshot.devices.forEachDevice { known[$0.device.name] = $0 }
        var table = PackageTable()
        var changes: [Change] = []
        try DeviceFileScanner.scan(bytes, into: &table) { scanned, table in
            guard let device = known[scanned.name], let former = snapshot.inventory(of: device)
            else {
                throw DomainError(.deviceNotFound, subject: "\(path): \(scanned.name)")
            }
            changes.append(
                Change(
                    device: device.device,
                    slot: device.slot,
                    former: former,
                    final: Inventory(
                        stream: scanned.profile.stream,
                        architecture: scanned.profile.architecture,
                        packages: scanned.packages.map { table.packages[Int($0)] },
                        repositories: scanned.profile.repositories
                    )
                )
            )
        }
        guard !changes.isEmpty else {
            throw DomainError(.requestInvalid, subject: "\(path): no device")
        }
        self.changes = changes
    }
}
