// SPDX-License-Identifier: Apache-2.0
import Domain
import Query

/// The orders that lists of devices are most often read in, kept from change to change.
struct DeviceOrders: Sendable {
    /// The slots by the devices' names.
    private(set) var byName = RowOrder([]) { _ in .end }

    /// Makes the orders of no device.
    init() {}

    /// Puts all devices in order.
    init(_ devices: DeviceTable) {
        var slots: [UInt32] = []
        devices.forEachDevice { slots.append($0.slot) }
        byName = RowOrder(slots) { Self.namePlace(devices[slot: $0]) }
    }

    /// Notes a device that is new, or that has another name.
    mutating func place(_ slot: UInt32, _ devices: DeviceTable) {
        byName.place(slot) { Self.namePlace(devices[slot: $0]) }
    }

    /// Takes a device out.
    mutating func remove(_ slot: UInt32) { byName.remove(slot) }

    /// Where a device stands by its name.
    static func namePlace(_ device: IndexedDevice?) -> RowPlace {
        device.map { RowPlace(values: [.text($0.device.name)], id: $0.device.id) } ?? .end
    }
}
