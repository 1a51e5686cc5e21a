// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet

/// A fleet that changes by chance, and what a database would tell an index of it.
struct RandomFleet {
    /// What a batch of changes concerns.
    struct Touched {
        var devices: Set<Device.Identity> = []
        var removed: [Device.Identity] = []
        var executions: Set<Execution.Identity> = []
        var patches: Set<Patch.Identity> = []
        var hasDecisions = false
        /// Whether a device joined or left a group.
        var hasMoves = false
        /// Whether a feed was asked again, with or without news.
        var isChecked = false
    }

    var random: SplitMix64
    /// What decides about groups, so that the rest of a seed's story does not depend on them.
    var groupRandom: SplitMix64
    var memberships: [GroupMembership] = []
    var records: [StoredPatchRecord] = []
    var devices: [Device] = []
    var inventories: [Device.Identity: Inventory] = [:]
    let platforms: [RandomPlatform]
    var approvals: [Approval] = []
    var executions: [Execution] = []
    var numbers = InventoryNumbers()
    var deviceCount: Int64 = 0
    var clock: Int64 = 0
    /// The changes so far, for the message of a failure.
    var story: [String] = []

    /// Makes a fleet of a seed.
    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        groupRandom = SplitMix64(seed: seed &+ 77_000_000)
        // Few platforms, so that the devices have much in common.
        platforms = random.few(of: RandomPlatform.allCases, atLeastOne: true)
        var touched = Touched()
        for _ in 0..<(4 + random.draw(below: 20)) { addRecord(&touched) }
        for _ in 0..<(1 + random.draw(below: 8)) { addDevice(&touched) }
        for _ in 0..<random.draw(below: 4) { decide(&touched) }
    }

    /// The groups that devices may be in.
    static let groups = (1...3).map { number in
        Group(
            id: .init(Snapshots.uuid("group \(number)")),
            number: number,
            tenant: .init(Snapshots.uuid("site \(Snapshots.root)")),
            name: "Group \(number)"
        )
    }

    /// The catalogue of all records.
    var catalogue: Catalogue { Catalogue(records: records, revisions: []) }

    /// The identities of the patches that any record is about.
    var patches: [Patch.Identity] { Set(records.map(\.record.patch)).sorted() }

    // MARK: What a database tells

    /// Everything, with numbers as a new database would give them.
    func everything() -> FleetFacts {
        var facts = FleetFacts(
            catalogue: catalogue,
            devices: devices.map { ($0, inventories[$0.id]) },
            approvals: approvals
        )
        facts.tenants = Snapshots.tenants
        facts.groups = Self.groups
        facts.memberships = memberships
        facts.executions =
            executions.filter { $0.state.isFinal && $0.report != nil }
            + executions.filter { !$0.state.isFinal }
        return facts
    }

    /// Everything, with the numbers that the database of this fleet has given.
    mutating func beginning() -> FleetFacts {
        var facts = everything()
        facts.devices = deviceFacts { _ in true }
        facts.profiles = numbers.profiles
        facts.packages = numbers.packages
        return facts
    }

    /// Some changes, read at once after a state of the index.
    mutating func change(_ count: Int, after base: FleetSnapshot) -> FleetFacts {
        var touched = Touched()
        for _ in 0..<count { step(&touched) }
        var facts = FleetFacts(
            changeNumber: base.changeNumber + Int64(count),
            isEverything: false
        )
        facts.devices = deviceFacts { touched.devices.contains($0.id) }
        facts.removed = touched.removed
        facts.profiles = Array(numbers.profiles.dropFirst(Int(base.profileCount)))
        facts.packages = Array(numbers.packages.dropFirst(Int(base.packageCount)))
        facts.executions = executions.filter { touched.executions.contains($0.id) }
        if touched.hasDecisions { facts.approvals = approvals }
        if touched.hasMoves { facts.memberships = memberships }
        if touched.isChecked || !touched.patches.isEmpty {
            facts.catalogue = catalogueChange(touched.patches, base.catalogue)
        }
        return facts
    }

    private mutating func deviceFacts(
        _ isIncluded: (Device) -> Bool
    ) -> [FleetFacts.DeviceFact] {
        var facts: [FleetFacts.DeviceFact] = []
        for device in devices where isIncluded(device) {
            let list = inventories[device.id].map { numbers.list($0) }
            facts.append(FleetFacts.DeviceFact(device, packages: list))
        }
        return facts
    }

    private mutating func catalogueChange(
        _ patches: Set<Patch.Identity>,
        _ base: Catalogue
    ) -> FleetFacts.CatalogueChange {
        if !patches.isEmpty, random.draw(below: 4) == 0 { return .whole(catalogue) }
        let changed = patches.sorted()
        let next = base.updated(
            changed.map { id in records.filter { $0.record.patch == id } },
            revisions: []
        )
        return .patches(
            next,
            changed.compactMap { base.patch($0) } + changed.compactMap { next.patch($0) }
        )
    }
}
