// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Query

/// What filters and orders read of the devices, column by column, by slot.
struct DeviceColumns: Sendable {
    /// The slots that have a device.
    private(set) var present = Bitmap(count: 0)
    private var ids = TextColumn()
    private var numbers = ChunkedArray<Int64>()
    private var names = TextColumn()
    private var qualifiedNames = TextColumn()
    private var domains = TextColumn()
    private var addresses = OwnTextLists()
    private var sites = CodedColumn<Tenant.Identity>()
    private var streams = CodedTexts()
    private var platforms = CodedColumn<Platform>()
    private var groups = RaggedArray<UInt32>()
    private var groupCodes: [Group.Identity] = []
    private var withAgent = Bitmap(count: 0)
    private var scanned = Bitmap(count: 0)
    private var machine = MachineColumns()

    /// Makes the columns of no device.
    init() {}

    /// Adds devices in the order of their slots.
    mutating func load(_ devices: DeviceTable) {
        self = DeviceColumns()
        for slot in 0..<UInt32(devices.slotCount) {
            guard let device = devices[slot: slot]?.device else { continue }
            append(device, slot)
        }
    }

    /// Adds a device, or notes what changed of it.
    mutating func put(_ device: Device, slot: UInt32, former: Device?) {
        guard let former else {
            append(device, slot)
            return
        }
        if !former.name.hasBytes(of: device.name) {
            names.replace(slot, with: device.name)
        }
        if !former.facts.fullyQualifiedName.hasBytes(of: device.facts.fullyQualifiedName) {
            qualifiedNames.replace(slot, with: device.facts.fullyQualifiedName)
        }
        if !former.facts.domain.hasBytes(of: device.facts.domain) {
            domains.replace(slot, with: device.facts.domain)
        }
        if !former.facts.ipAddresses.hasBytes(of: device.facts.ipAddresses) {
            addresses.replace(slot, with: device.facts.ipAddresses)
        }
        putStream(device, slot)
        if former.site != device.site { sites.set(slot, device.site) }
        noteFlags(device, slot)
        machine.put(device, slot: slot, former: former)
    }

    /// Notes the groups of a device.
    mutating func put(_ members: Set<Group.Identity>, slot: UInt32) {
        groups.replace(
            slot,
            with: members.map { group in
                if let code = groupCodes.firstIndex(of: group) { return UInt32(code) }
                groupCodes.append(group)
                return UInt32(groupCodes.count - 1)
            }
        )
    }

    /// Takes a device out; its slot stays empty.
    mutating func remove(_ slot: UInt32) { present.remove(slot) }

    private mutating func append(_ device: Device, _ slot: UInt32) {
        // Slots of devices that are gone before a first load stay empty.
        while numbers.count < slot {
            numbers.append(0)
            ids.append(nil)
            names.append(nil)
            qualifiedNames.append(nil)
            domains.append(nil)
            addresses.append([])
            groups.append([])
        }
        let count = Int(slot) + 1
        present.grow(to: count)
        withAgent.grow(to: count)
        scanned.grow(to: count)
        present.insert(slot)
        numbers.append(device.number)
        ids.append(device.id.description)
        names.append(device.name)
        qualifiedNames.append(device.facts.fullyQualifiedName)
        domains.append(device.facts.domain)
        addresses.append(device.facts.ipAddresses)
        groups.append([])
        sites.set(slot, device.site)
        putStream(device, slot)
        noteFlags(device, slot)
        machine.append(device, slot: slot)
    }

    private mutating func putStream(_ device: Device, _ slot: UInt32) {
        streams.set(slot, device.stream?.rawValue)
        platforms.set(slot, Platform(device))
    }

    private mutating func noteFlags(_ device: Device, _ slot: UInt32) {
        if device.agentKey != nil { withAgent.insert(slot) } else { withAgent.remove(slot) }
        if device.inventoryDigest != nil { scanned.insert(slot) } else { scanned.remove(slot) }
    }

    /// The column of a field; `nil` for one that is computed from the snapshot.
    func column(_ field: DeviceField, tenants: [Tenant], groups named: [Group]) -> Column? {
        switch field {
        case .id: return .texts(ids)
        case .number: return .numbers(numbers, present: present)
        case .name: return .texts(names)
        case .fullyQualifiedName: return .texts(qualifiedNames)
        case .domain: return .texts(domains)
        case .address: return addresses.column
        case .site:
            let names = names(of: tenants.lazy.map { ($0.id, $0.name) })
            return sites.namedColumn { names[$0] }
        case .stream: return streams.column
        case .platform: return platforms.column { .text($0.rawValue) }
        case .group:
            // A group that is gone keeps its code and has no name.
            let names = names(of: named.lazy.map { ($0.id, $0.name) })
            return .lists(groups, .texts(TextColumn(groupCodes.map { names[$0] })))
        case .hasAgent: return .flags(withAgent)
        case .isScanned: return .flags(scanned)
        case .activatedModules:
            return .sets(
                [
                    (.text(Device.Module.patching.rawValue), present),
                    (.text(Device.Module.mitigation.rawValue), withAgent),
                ]
            )
        case .operatingSystem, .architecture, .macAddress, .lastLoggedOnUser, .agentVersion,
            .scannedAt, .lastSeenAt:
            return machine.column(field)
        case .health, .missingPatchCount, .installedPatchCount, .missingPatchTitle,
            .installedPatchTitle:
            return nil
        }
    }

    private func names<ID: Hashable>(of rows: some Sequence<(ID, String)>) -> [ID: String] {
        Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}
