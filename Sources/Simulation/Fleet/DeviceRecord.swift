// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

/// What the server knows of a device: only what the device's agent has told it.
struct DeviceRecord {
    /// What the engine is told.
    var target: TargetDevice
    /// What is installed, by the last inventory; `nil` before the first.
    var stock: PackageStock?
    /// What told the last run of the device's kernel from others.
    var bootID: String?
    /// When the last scan was, by the device's clock.
    var scannedAt: Int64?

    /// Makes a record of a device that has just enrolled.
    init(
        id: Device.Identity,
        path: TenantPath,
        name: String,
        groups: Set<Group.Identity>,
        isServer: Bool
    ) {
        target = TargetDevice(
            id: id,
            path: path,
            name: name,
            groups: groups,
            zone: DeviceZone(),
            lastContactAt: nil,
            inventoryDigest: nil,
            inventoryAt: nil,
            isServer: isServer
        )
    }

    /// Takes a check-in in.
    mutating func note(_ message: CheckIn, at now: Timestamp) {
        target.lastContactAt = now
        target.zone = DeviceZone(name: message.facts.timeZone)
        // The device's clock may be wrong: a start is when the server hears of another kernel run.
        if bootID != message.facts.bootID {
            if bootID != nil { target.bootedAt = now }
            bootID = message.facts.bootID
        }
    }

    /// Takes an inventory in, whose content is known; a scan that was known before is nothing new.
    mutating func learn(
        _ stock: PackageStock,
        digest: String,
        scannedAt: Int64?,
        at now: Timestamp
    ) {
        let isNew = target.inventoryDigest != digest || self.scannedAt != scannedAt
        self.scannedAt = scannedAt
        target.inventoryDigest = digest
        self.stock = stock
        if target.firstInventoryAt == nil { target.firstInventoryAt = now }
        if isNew { target.inventoryAt = now }
    }
}
