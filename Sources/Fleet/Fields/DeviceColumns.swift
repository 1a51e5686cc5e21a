// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Query

/// What filters and orders read of the devices, column by column, by slot.
struct DeviceColumns: Sendable {
    /// The slots that have a device.
    private(set) var present = Bitmap(count: 0)
    /// The slots by the devices' names.
    private(set) var byName = RowOrder([]) { _ in nil }
    private var numbers = ChunkedArray<Int64>()
    private var names = TextColumn()
    private var qualifiedNames = TextColumn()
    private var domains = TextColumn()
    /// Each address has a code of its own; the codes of former addresses stay behind.
    private var addresses = RaggedArray<UInt32>()
    private var addressTexts = TextColumn()
    private var sites = CodedColumn<Tenant.Identity>()
    private var streams = CodedColumn<ExactText>()
    private var platforms = CodedColumn<Platform>()
    private var groups = RaggedArray<UInt32>()
    private var groupCodes: [Group.Identity] = []
    private var withAgent = Bitmap(count: 0)
    private var scanned = Bitmap(count: 0)

    /// Makes the columns of no device.
    init() {}

    /// Adds devices in the order of their slots, then puts the names in order once.
    mutating func load(_ devices: DeviceTable) {
        self = DeviceColumns()
        for slot in 0..<UInt32(devices.slotCount) {
            guard let device = devices[slot: slot]?.device else { continue }
            append(device, slot)
        }
        let names = names
        byName = RowOrder(present.slots) { names.folded($0).map { OrderKey(.text($0)) } }
    }

    /// Adds a device, or notes what changed of it.
    mutating func put(_ device: Device, slot: UInt32, former: Device?) {
        guard let former else {
            append(device, slot)
            placeName(slot)
            return
        }
        if !former.name.hasBytes(of: device.name) {
            names.replace(slot, with: device.name)
            placeName(slot)
        }
        if !former.facts.fullyQualifiedName.hasBytes(of: device.facts.fullyQualifiedName) {
            qualifiedNames.replace(slot, with: device.facts.fullyQualifiedName)
        }
        if !former.facts.domain.hasBytes(of: device.facts.domain) {
            domains.replace(slot, with: device.facts.domain)
        }
        let formerAddresses = former.facts.ipAddresses
        if !formerAddresses.elementsEqual(
            device.facts.ipAddresses,
            by: { $0.hasBytes(of: $1) }
        ) {
            addresses.replace(slot, with: codes(device.facts.ipAddresses))
        }
        putStream(device, slot)
        if former.site != device.site { sites.set(slot, device.site) }
        noteFlags(device, slot)
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
    mutating func remove(_ slot: UInt32) {
        present.remove(slot)
        byName.remove(slot)
    }

    private mutating func append(_ device: Device, _ slot: UInt32) {
        // Slots of devices that are gone before a first load stay empty.
        while numbers.count < slot {
            numbers.append(0)
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
        names.append(device.name)
        qualifiedNames.append(device.facts.fullyQualifiedName)
        domains.append(device.facts.domain)
        addresses.append(codes(device.facts.ipAddresses))
        groups.append([])
        sites.set(slot, device.site)
        putStream(device, slot)
        noteFlags(device, slot)
    }

    private mutating func putStream(_ device: Device, _ slot: UInt32) {
        streams.set(slot, device.stream.map { ExactText($0.rawValue) })
        platforms.set(slot, Platform(device))
    }

    private mutating func noteFlags(_ device: Device, _ slot: UInt32) {
        if device.agentKey != nil { withAgent.insert(slot) } else { withAgent.remove(slot) }
        if device.inventoryDigest != nil { scanned.insert(slot) } else { scanned.remove(slot) }
    }

    private mutating func codes(_ texts: [String]) -> [UInt32] {
        texts.map { text in
            addressTexts.append(text)
            return UInt32(addressTexts.count - 1)
        }
    }

    private mutating func placeName(_ slot: UInt32) {
        let names = names
        byName.place(slot) { names.folded($0).map { OrderKey(.text($0)) } }
    }

    /// The column of a field; `nil` for one that is computed from the snapshot.
    func column(_ field: DeviceField, tenants: [Tenant], groups named: [Group]) -> Column? {
        switch field {
        case .number: return .numbers(numbers, present: present)
        case .name: return .texts(names)
        case .fullyQualifiedName: return .texts(qualifiedNames)
        case .domain: return .texts(domains)
        case .address: return .lists(addresses, .texts(addressTexts))
        case .site:
            let names = names(of: tenants.lazy.map { ($0.id, $0.name) })
            return sites.namedColumn { names[$0] }
        case .stream: return streams.column { .text($0.text) }
        case .platform: return platforms.column { .text($0.rawValue) }
        case .group:
            // A group that is gone keeps its code and has no name.
            let names = names(of: named.lazy.map { ($0.id, $0.name) })
            return .lists(groups, .texts(TextColumn(groupCodes.map { names[$0] })))
        case .hasAgent: return .flags(withAgent)
        case .isScanned: return .flags(scanned)
        case .health: return nil
        }
    }

    private func names<ID: Hashable>(of rows: some Sequence<(ID, String)>) -> [ID: String] {
        Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}

/// A column of a few different things.
struct CodedColumn<Element: Hashable & Sendable>: Sendable {
    private var codes = ChunkedArray<UInt32>()
    private var elements: [Element] = []
    private var known: [Element: UInt32] = [:]

    /// Makes a column without rows.
    init() {}

    /// Sets the element of a row, which is new or not.
    mutating func set(_ row: UInt32, _ element: Element?) {
        while codes.count <= row { codes.append(Column.noCode) }
        codes[row] = element.map { code(of: $0) } ?? Column.noCode
    }

    private mutating func code(of element: Element) -> UInt32 {
        if let code = known[element] { return code }
        known[element] = UInt32(elements.count)
        elements.append(element)
        return UInt32(elements.count - 1)
    }

    /// The column, given the value of each element.
    func column(_ value: (Element) -> Value) -> Column {
        .codes(codes, .values(elements.map(value)))
    }

    /// The column, given what each element is called; one without a name has no value.
    func namedColumn(_ name: (Element) -> String?) -> Column {
        .codes(codes, .texts(TextColumn(elements.map(name))))
    }
}
