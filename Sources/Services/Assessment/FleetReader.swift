// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet

/// Reads from the database, in one transaction, what the index does not know yet.
struct FleetReader {
    /// How many changes are taken in one by one; beyond, reading everything is quicker.
    private static let singleChangesMax = 2_000

    private let base: FleetSnapshot
    private let transaction: any StoreTransaction
    private var facts: FleetFacts

    /// What was committed after a snapshot; `nil` for nothing.
    static func facts(
        after base: FleetSnapshot,
        in transaction: any StoreTransaction
    ) throws -> FleetFacts? {
        let last = try transaction.lastChangeNumber()
        guard last > base.changeNumber else { return nil }
        let changes =
            base.changeNumber == 0
            ? [] : try transaction.changes(after: base.changeNumber, limit: .max)
        // Changes that were removed before this look at them are made good by reading everything.
        let isWhole =
            changes.first?.number != base.changeNumber + 1
            || changes.count > singleChangesMax
        var reader = FleetReader(
            base: base,
            transaction: transaction,
            facts: FleetFacts(changeNumber: last, isEverything: isWhole)
        )
        if isWhole {
            try reader.readEverything()
        } else {
            try reader.read(changes.map(\.change))
        }
        return reader.facts
    }

    private mutating func readEverything() throws {
        facts.catalogue = .whole(try wholeCatalogue())
        facts.profiles = try transaction.profiles(from: 0)
        try transaction.packages(from: 0) { facts.packages.append($0) }
        facts.tenants = try rootPath().map { try transaction.tenants(in: $0) } ?? []
        facts.groups = try transaction.groups()
        facts.memberships = try transaction.memberships()
        facts.approvals = try transaction.approvals()
        guard let root = try rootPath() else { return }
        var lists: [String: PackageList] = [:]
        try transaction.inventories { lists[$0] = $1 }
        facts.devices = try transaction.devices(in: root).map { device in
            FleetFacts.DeviceFact(
                device,
                packages: device.inventoryDigest.flatMap { lists[$0] }
            )
        }
        facts.deployments = try transaction.deployments(in: root, offset: 0, limit: .max)
        try transaction.reportedExecutions { facts.executions.append($0) }
        facts.executions += try transaction.openExecutions()
    }

    private mutating func read(_ changes: [Change]) throws {
        // Each once, in the order of the log, so that every node comes to the same state.
        var known: Set<Change> = []
        for change in changes where known.insert(change).inserted {
            switch change {
            case .device(let id): try readDevice(id)
            case .execution(let id, _): try readExecution(id)
            case .approval:
                if facts.approvals == nil { facts.approvals = try transaction.approvals() }
            case .structure: try readStructure()
            case .catalogue: continue
            }
        }
        if known.contains(where: { if case .catalogue = $0 { true } else { false } }) {
            facts.catalogue = try catalogueChange()
        }
        if !facts.devices.isEmpty {
            facts.profiles = try transaction.profiles(from: base.profileCount)
            try transaction.packages(from: base.packageCount) { facts.packages.append($0) }
        }
    }

    private mutating func readDevice(_ id: Device.Identity) throws {
        guard let device = try transaction.device(id) else {
            facts.removed.append(id)
            return
        }
        let known = base.devices[id]
        let isSame =
            known?.packages != nil && known?.device.inventoryDigest == device.inventoryDigest
        facts.devices.append(
            FleetFacts.DeviceFact(
                device,
                packages: isSame
                    ? known?.packages
                    : try device.inventoryDigest.flatMap { try transaction.inventory(digest: $0) }
            )
        )
    }

    private mutating func readExecution(_ id: Execution.Identity) throws {
        guard let execution = try transaction.execution(id) else { return }
        facts.executions.append(execution)
        guard base.deployments[execution.deployment] == nil,
            !facts.deployments.contains(where: { $0.id == execution.deployment }),
            let deployment = try transaction.deployment(execution.deployment)
        else { return }
        facts.deployments.append(deployment)
    }

    private mutating func readStructure() throws {
        facts.tenants = try rootPath().map { try transaction.tenants(in: $0) } ?? []
        facts.groups = try transaction.groups()
        facts.memberships = try transaction.memberships()
    }

    private func rootPath() throws -> TenantPath? { try transaction.rootTenant()?.path }

    // MARK: Catalogue

    private func wholeCatalogue() throws -> Catalogue {
        var records: [StoredPatchRecord] = []
        try transaction.patchRecords { records.append($0) }
        var vulnerabilities: [String: VulnerabilityRecord] = [:]
        try transaction.vulnerabilities { record in
            vulnerabilities[record.cve] =
                vulnerabilities[record.cve]?.joined(with: record) ?? record
        }
        let revisions = try transaction.currentRevisions()
        return Catalogue(
            records: records,
            revisions: revisions,
            formerRevisions: try revisions.flatMap {
                try transaction.revisions(feed: $0.feed, limit: .max)
            },
            vulnerabilities: vulnerabilities
        )
    }

    /// The patches that new revisions speak of otherwise, where these are few; else everything.
    private func catalogueChange() throws -> FleetFacts.CatalogueChange {
        let revisions = try transaction.currentRevisions()
        let known = Dictionary(
            base.catalogue.revisions.map { ($0.feed, $0.number) },
            uniquingKeysWith: max
        )
        var changed: Set<Patch.Identity> = []
        var former: [FeedRevision] = []
        for revision in revisions {
            let last = known[revision.feed] ?? 0
            guard revision.number > last else { continue }
            former += try transaction.revisions(
                feed: revision.feed,
                limit: Int(revision.number - last)
            )
            for number in (last + 1)...revision.number {
                let records = try transaction.patchRecords(feed: revision.feed, revision: number)
                changed.formUnion(records.map(\.record.patch))
            }
            // A feed that ranks vulnerabilities changes patches that it does not name.
            if try transaction.hasVulnerabilities(feed: revision.feed) {
                return .whole(try wholeCatalogue())
            }
        }
        guard changed.count < max(1_000, base.catalogue.count / 4) else {
            return .whole(try wholeCatalogue())
        }
        let groups = Dictionary(
            grouping: try transaction.patchRecords(of: changed),
            by: \.record.patch
        )
        let before = changed.compactMap { base.catalogue.patch($0) }
        let catalogue = base.catalogue.updated(
            groups.values,
            revisions: revisions,
            formerRevisions: former
        )
        return .patches(catalogue, before + changed.compactMap { catalogue.patch($0) })
    }
}
