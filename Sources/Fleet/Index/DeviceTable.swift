// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The devices by slot and by identity.
package struct DeviceTable: Sendable {
    private var bySlot = SharedArray<IndexedDevice?>()
    private var slots: [Device.Identity: UInt32] = [:]

    /// Makes an empty table.
    package init() {}

    /// How many slots were given out, those of removed devices included.
    package var slotCount: Int { bySlot.count }

    /// How many devices there are.
    package var count: Int { slots.count }

    /// The slot of a device.
    package func slot(of id: Device.Identity) -> UInt32? { slots[id] }

    /// The device in a slot; `nil` where it was removed.
    package subscript(slot slot: UInt32) -> IndexedDevice? { bySlot[Int(slot)] }

    /// A device.
    package subscript(id: Device.Identity) -> IndexedDevice? {
        slots[id].flatMap { bySlot[Int($0)] }
    }

    /// Calls `body` with each device, by slot.
    package func forEachDevice(_ body: (IndexedDevice) throws -> Void) rethrows {
        try bySlot.forEachElement { if let device = $0 { try body(device) } }
    }

    /// The devices that a condition accepts, by slot.
    package func filter(_ isIncluded: (IndexedDevice) throws -> Bool) rethrows -> [IndexedDevice] {
        var found: [IndexedDevice] = []
        try forEachDevice { if try isIncluded($0) { found.append($0) } }
        return found
    }

    /// Adds a device or replaces what is known of it but not what was tried on it.
    mutating func put(_ device: Device, packages: PackageList?) {
        if let slot = slots[device.id] {
            bySlot[Int(slot)]?.device = device
            bySlot[Int(slot)]?.packages = packages
            return
        }
        var indexed = IndexedDevice(device)
        indexed.slot = UInt32(bySlot.count)
        indexed.packages = packages
        slots[device.id] = indexed.slot
        bySlot.append(indexed)
    }

    /// Removes a device; its slot stays empty.
    mutating func remove(_ id: Device.Identity) {
        guard let slot = slots.removeValue(forKey: id) else { return }
        bySlot[Int(slot)] = nil
    }

    /// Changes a device in its slot.
    mutating func update(_ slot: UInt32, _ change: (inout IndexedDevice) -> Void) {
        guard var device = bySlot[Int(slot)] else { return }
        change(&device)
        bySlot[Int(slot)] = device
    }
}
