// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Query

/// What filters read of what agents tell of their machines, by slot.
struct MachineColumns: Sendable {
    private var systems = CodedTexts()
    private var architectures = CodedTexts()
    private var agents = CodedTexts()
    private var users = TextColumn()
    private var hardwareAddresses = OwnTextLists()
    private var scanned = NumberColumn()
    private var seen = NumberColumn()

    /// Makes columns without rows.
    init() {}

    /// Adds a device; slots before it stay empty.
    mutating func append(_ device: Device, slot: UInt32) {
        while users.count < slot {
            users.append(nil)
            hardwareAddresses.append([])
        }
        users.append(device.lastLoggedOnUser)
        hardwareAddresses.append(device.facts.macAddresses)
        systems.set(slot, device.operatingSystem)
        architectures.set(slot, device.facts.machine)
        agents.set(slot, device.facts.agentVersion)
        scanned.set(slot, device.scannedAt?.milliseconds)
        seen.set(slot, device.lastContactAt?.milliseconds)
    }

    /// Notes what changed of a device; a column that stays the same keeps its memory.
    mutating func put(_ device: Device, slot: UInt32, former: Device) {
        let (now, then) = (device.facts, former.facts)
        if !former.operatingSystem.hasBytes(of: device.operatingSystem) {
            systems.set(slot, device.operatingSystem)
        }
        if !then.machine.hasBytes(of: now.machine) {
            architectures.set(slot, now.machine)
        }
        if !then.agentVersion.hasBytes(of: now.agentVersion) {
            agents.set(slot, now.agentVersion)
        }
        if !former.lastLoggedOnUser.hasBytes(of: device.lastLoggedOnUser) {
            users.replace(slot, with: device.lastLoggedOnUser)
        }
        if !then.macAddresses.hasBytes(of: now.macAddresses) {
            hardwareAddresses.replace(slot, with: now.macAddresses)
        }
        if former.scannedAt != device.scannedAt {
            scanned.set(slot, device.scannedAt?.milliseconds)
        }
        if former.lastContactAt != device.lastContactAt {
            seen.set(slot, device.lastContactAt?.milliseconds)
        }
    }

    /// The column of a field; `nil` for one that is no machine's.
    func column(_ field: DeviceField) -> Column? {
        switch field {
        case .operatingSystem: systems.column
        case .architecture: architectures.column
        case .lastLoggedOnUser: .texts(users)
        case .agentVersion: agents.column
        case .macAddress: hardwareAddresses.column
        case .scannedAt: scanned.column
        case .lastSeenAt: seen.column
        default: nil
        }
    }
}
