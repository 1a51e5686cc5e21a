// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Foundation

/// A fleet whose devices and patches have values of every kind in every field, and that changes by
/// chance.
struct FieldFleet {
    private(set) var random: SplitMix64
    private var numbers = InventoryNumbers()
    private var devices: [Device] = []
    private var inventories: [Device.Identity: Inventory] = [:]
    private var gone: [Device] = []
    private var tenants = Snapshots.tenants
    private var groups: [Group] = []
    private var memberships: [GroupMembership] = []
    private var catalogue = Catalogue.empty
    private var approvals: [Approval] = []
    private var executions: [Execution] = []
    private var count: Int64 = 0

    /// The paths that devices stand at, and the places that ask.
    static let sites = [Snapshots.here, Snapshots.there]
    static let places = [Snapshots.root, Snapshots.root.appending(20), Snapshots.here]

    /// Texts that fold, compare or split in ways of their own; some are equal but for their bytes.
    static let texts = [
        "web-1", "WEB-1", "Web server 2", "db.example.org", "Zürich 2", "Zu\u{308}rich 2", "ZÜRICH",
        "\u{130}zmir", "stra\u{DF}e", "\u{1E9E}", "ΣΊΣΥΦΟΣ", "\u{212A}elvin", "kelvin", "\u{4E2D}",
        "a;b", "a\u{37E}b", "`x`", "\u{1FEF}x\u{1FEF}", "two\r\nlines", "10.0.0.1", "fe80::1", "",
        "123E4567-e89b-12d3-a456-426614174000 and more", "the quick brown fox jumps over it",
    ]

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        for _ in 0..<(2 + random.draw(below: 12)) { addDevice() }
        for _ in 0..<random.draw(below: 4) { addGroup() }
        join()
        speak()
        decide()
        for _ in 0..<random.draw(below: 4) { order() }
    }

    /// Everything, as an index reads it at its start.
    mutating func everything() -> FleetFacts {
        var facts = FleetFacts(changeNumber: 1, isEverything: true)
        facts.catalogue = .whole(catalogue)
        facts.devices = devices.map { fact($0) }
        facts.profiles = numbers.profiles
        facts.packages = numbers.packages
        facts.approvals = approvals
        facts.executions = executions
        facts.tenants = tenants
        facts.groups = groups
        facts.memberships = memberships
        return facts
    }

    /// Some changes, read at once after a state of the index.
    mutating func change(_ count: Int, after base: FleetSnapshot) -> FleetFacts {
        var facts = FleetFacts(changeNumber: base.changeNumber + 1, isEverything: false)
        var touched: Set<Device.Identity> = []
        for _ in 0..<count { step(&facts, &touched) }
        // The database tells of a device once, as it is now.
        facts.devices = devices.filter { touched.contains($0.id) }.map { fact($0) }
        facts.removed = facts.removed.filter { id in !devices.contains { $0.id == id } }
        facts.profiles = Array(numbers.profiles.dropFirst(Int(base.profileCount)))
        facts.packages = Array(numbers.packages.dropFirst(Int(base.packageCount)))
        return facts
    }

    private mutating func fact(_ device: Device) -> FleetFacts.DeviceFact {
        let list = inventories[device.id].map { numbers.list($0) }
        return FleetFacts.DeviceFact(device, packages: list)
    }

    private mutating func step(_ facts: inout FleetFacts, _ touched: inout Set<Device.Identity>) {
        switch random.draw(below: 9) {
        case 0: touched.insert(addDevice())
        case 1: if let id = removeDevice() { facts.removed.append(id) }
        case 2, 3:
            guard !devices.isEmpty else { return }
            let index = random.draw(below: devices.count)
            var device = devices[index]
            vary(&device)
            devices[index] = device
            touched.insert(device.id)
        case 4:
            if random.draw(below: 2) == 0 { addGroup() } else { regroup() }
            join()
            (facts.groups, facts.memberships) = (groups, memberships)
        case 5:
            let index = random.draw(below: tenants.count)
            tenants[index].name = random.draw(from: Self.texts)
            facts.tenants = tenants
        case 6:
            speak()
            facts.catalogue = .whole(catalogue)
        case 7:
            order()
            facts.executions += executions.suffix(1)
        default:
            decide()
            facts.approvals = approvals
        }
    }

    // MARK: Devices

    @discardableResult
    private mutating func addDevice() -> Device.Identity {
        var device: Device
        if let known = gone.popLast() {
            device = known
        } else {
            count += 1
            device = Snapshots.device(count, digest: nil)
        }
        for _ in 0..<6 { vary(&device) }
        devices.append(device)
        return device.id
    }

    private mutating func removeDevice() -> Device.Identity? {
        guard !devices.isEmpty else { return nil }
        let device = devices.remove(at: random.draw(below: devices.count))
        memberships.removeAll { $0.device == device.id }
        gone.append(device)
        return device.id
    }

    /// Changes one thing of a device.
    private mutating func vary(_ device: inout Device) {
        switch random.draw(below: 12) {
        case 8: tell(&device.facts)
        case 9: device.lastContactAt = random.draw(from: [nil, Snapshots.now])
        case 10: device.facts.macAddresses = random.few(of: Self.texts)
        case 11: device.facts.loggedOnUsers = random.few(of: Self.texts)
        case 0: device.name = random.draw(from: Self.texts)
        case 1: respell(&device)
        case 2: device.facts.fullyQualifiedName = random.draw(from: Self.texts + [nil])
        case 3: device.facts.domain = random.draw(from: [nil, "example.org"] + Self.texts)
        case 4: device.facts.ipAddresses = random.few(of: Self.texts)
        case 5: device.agentKey = random.draw(below: 2) == 0 ? nil : Data([1])
        case 6:
            device.path = random.draw(from: Self.sites)
            // One site has no tenant of its own.
            let name = random.draw(below: 8) == 0 ? "nowhere" : "site \(device.path)"
            device.site = .init(Snapshots.uuid(name))
        default:
            let platform = random.draw(from: RandomPlatform.allCases)
            let inventory = RandomInventories.next(for: platform, &random)
            inventories[device.id] = inventory
            device.stream = Stream(rawValue: inventory.stream)
            device.inventoryDigest = "d\(random.next())"
            let age: Int64 = random.draw(below: 5) == 0 ? 30 * 86_400 : 60
            device.scannedAt = Snapshots.now - .seconds(age)
        }
    }

    /// What an agent may tell of a machine.
    private mutating func tell(_ facts: inout DeviceFacts) {
        facts.operatingSystem = random.draw(from: Self.texts + [nil])
        facts.machine = random.draw(from: ["x86_64", "X86_64", "aarch64", nil])
        facts.agentVersion = random.draw(from: ["1.0", "1.1", nil])
        facts.lastLoggedOnUser = random.draw(from: Self.texts + [nil, nil])
    }

    /// Gives each text of a device other bytes that are equal to it (Unicode, annex 15).
    private mutating func respell(_ device: inout Device) {
        let isLong = random.draw(below: 2) == 0
        func other(_ text: String) -> String {
            isLong
                ? text.decomposedStringWithCanonicalMapping
                : text.precomposedStringWithCanonicalMapping
        }
        device.name = other(device.name)
        device.facts.fullyQualifiedName = device.facts.fullyQualifiedName.map(other)
        device.facts.domain = device.facts.domain.map(other)
        device.facts.ipAddresses = device.facts.ipAddresses.map(other)
        device.facts.macAddresses = device.facts.macAddresses.map(other)
        device.facts.operatingSystem = device.facts.operatingSystem.map(other)
        device.facts.lastLoggedOnUser = device.facts.lastLoggedOnUser.map(other)
        device.facts.loggedOnUsers = device.facts.loggedOnUsers.map(other)
    }

    // MARK: Groups

    private mutating func addGroup() {
        let group = Group(
            id: .init(Snapshots.uuid("group \(random.next())")),
            number: Int64(groups.count + 1),
            tenant: .init(Snapshots.uuid("site \(Snapshots.root)")),
            name: random.draw(from: Self.texts)
        )
        groups.insert(group, at: random.draw(below: groups.count + 1))
    }

    /// Removes, renames or moves a group; what it had may be told of once more.
    private mutating func regroup() {
        guard !groups.isEmpty else { return }
        let index = random.draw(below: groups.count)
        switch random.draw(below: 3) {
        case 0: groups.remove(at: index)
        case 1: groups[index].name = random.draw(from: Self.texts)
        default: groups.append(groups.remove(at: index))
        }
    }

    private mutating func join() {
        if random.draw(below: 3) == 0 { return }
        memberships = groups.flatMap { group in
            random.few(of: devices).map { GroupMembership(group: group.id, device: $0.id) }
        }
    }

    // MARK: Patches

    /// Another catalogue, with half of what the last one had.
    private mutating func speak() {
        var patches: [Patch.Identity: [StoredPatchRecord]] = [:]
        let platforms = random.few(of: RandomPlatform.allCases, atLeastOne: true)
        var revisions: Set<FeedReference> = []
        for _ in 0..<20 {
            let (feed, plain) = RandomRecords.next(for: random.draw(from: platforms), &random)
            let record = decorated(plain)
            let revision = FeedReference(feed: feed, revision: Int64(1 + random.draw(below: 4)))
            patches[record.patch, default: []].append(
                StoredPatchRecord(
                    record: record,
                    feed: revision,
                    withdrawnBy: random.draw(below: 6) == 0 ? 5 : nil
                )
            )
            if random.draw(below: 3) > 0 { revisions.insert(revision) }
        }
        var vulnerabilities: [String: VulnerabilityRecord] = [:]
        for number in 0..<9 where random.draw(below: 2) == 0 {
            var record = VulnerabilityRecord(cve: "CVE-2023-\(number)")
            if random.draw(below: 3) == 0 { record.exploitedSince = Snapshots.now }
            if random.draw(below: 2) == 0 { record.probability = Double(number) / 9 }
            vulnerabilities[record.cve] = record
        }
        catalogue = Catalogue(
            records: patches.keys.sorted().flatMap { patches[$0] ?? [] },
            revisions: [],
            formerRevisions: revisions.map(Self.revision),
            vulnerabilities: vulnerabilities
        )
    }

    private static func revision(_ reference: FeedReference) -> FeedRevision {
        var revision = FeedRevision(
            feed: reference.feed,
            digest: "",
            source: "",
            importedAt: Timestamp(milliseconds: reference.revision * 86_400_000),
            patchCount: 0
        )
        revision.number = reference.revision
        return revision
    }

    private mutating func decorated(_ plain: PatchRecord) -> PatchRecord {
        var record = plain
        record.title = random.draw(from: Self.texts + [nil])
        record.severity = random.draw(from: Patch.Severity.allCases + [nil])
        record.classification = random.draw(from: Patch.Classification.allCases + [nil])
        record.needsReboot = random.draw(from: [nil, true, false])
        for name in random.few(of: Self.texts) where !record.advisories.isEmpty {
            let day = random.draw(from: [nil, 1, 2, 3] as [Int64?])
            record.advisories.append(
                AdvisoryReference(
                    name: name,
                    title: random.draw(from: Self.texts),
                    issuedAt: day.map { Timestamp(milliseconds: $0 * 86_400_000) },
                    cves: random.few(of: (0..<9).map { "CVE-2023-\($0)" } + Self.texts)
                )
            )
        }
        return record
    }

    private mutating func decide() {
        approvals = random.few(of: catalogue.ordered).map { patch in
            let path = random.draw(from: Self.places)
            return Approval(
                tenant: .init(Snapshots.uuid("site \(path)")),
                path: path,
                patch: patch.id,
                decision: random.draw(from: [.approved, .declined]),
                by: "user:ada",
                at: Snapshots.now
            )
        }
    }

    /// An installation that a device reports as failed.
    private mutating func order() {
        guard !devices.isEmpty, !catalogue.ordered.isEmpty else { return }
        var execution = Snapshots.execution(
            "\(random.next())",
            patches: [random.draw(from: catalogue.ordered)],
            on: random.draw(from: devices).number
        )
        let report = Snapshots.report(execution, [.failed])
        _ = execution.on(.reported(report), at: Snapshots.now)
        executions.append(execution)
    }
}
