// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Foundation

/// Devices of a fleet that no database holds.
enum BenchDevice {
    static let limits = FreshnessLimits(inventoryMaxAge: .seconds(7 * 86_400))
    static let now = Timestamp(milliseconds: 1_760_000_000_000)
    static let path = TenantPath(root: 1).appending(2)
    private static let site = Tenant.Identity(derivedFrom: "site")

    /// The name of the device at a place, from 0.
    static func name(_ index: Int) -> String {
        let digits = String(index)
        return "device-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// The device at a place, from 0.
    static func make(_ index: Int, name: String, stream: String) -> Device {
        let number = UInt64(index + 1)
        let identity = withUnsafeBytes(of: (number, number)) {
            UUID(uuid: $0.loadUnaligned(as: uuid_t.self))
        }
        var device = Device(
            id: Device.Identity(identity),
            number: Int64(number),
            site: site,
            path: path,
            name: name,
            facts: DeviceFacts(),
            enrolledAt: now,
            agentKey: nil
        )
        device.stream = Stream(rawValue: stream)
        device.scannedAt = now
        return device
    }
}

/// The profiles of a fleet by number, in the order in which they come.
struct ProfileNumbers {
    private(set) var profiles: [InventoryProfile] = []
    private var numbers: [InventoryProfile: UInt32] = [:]
    private var last: (profile: InventoryProfile, number: UInt32)?

    /// The number of a profile, which is a new one if it has none yet.
    mutating func number(of profile: InventoryProfile) -> UInt32 {
        if let last, last.profile == profile { return last.number }
        let number = numbers[profile] ?? UInt32(profiles.count)
        if number == UInt32(profiles.count) {
            profiles.append(profile)
            numbers[profile] = number
        }
        last = (profile, number)
        return number
    }
}
