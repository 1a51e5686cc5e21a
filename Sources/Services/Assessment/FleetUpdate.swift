// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Foundation

/// The snapshot that follows another one, read from the database in one transaction.
struct FleetUpdate: Sendable {
    private(set) var snapshot: FleetSnapshot
    /// The devices whose executions changed.
    private(set) var devicesWithExecutions: Set<Device.Identity> = []

    /// Reads what changed; `nil` where nothing did.
    init?(after base: FleetSnapshot, in transaction: any StoreTransaction) throws {
        snapshot = base
        let last = try transaction.lastChangeNumber()
        guard last > base.changeNumber else { return nil }
        let changes =
            base.changeNumber == 0
            ? [] : try transaction.changes(after: base.changeNumber, limit: .max)
        if changes.first?.number == base.changeNumber + 1 {
            try apply(changes.map(\.change), transaction)
        } else {
            // The first look, or one that comes after the changes it missed were removed.
            snapshot = FleetSnapshot(inventoryMaxAge: base.inventoryMaxAge)
            try loadEverything(transaction)
        }
        snapshot.changeNumber = last
    }

    private mutating func loadEverything(_ transaction: any StoreTransaction) throws {
        try loadCatalogue(transaction)
        try loadStructure(transaction)
        try loadApprovals(transaction)
        guard let root = try transaction.rootTenant() else { return }
        for device in try transaction.devices(in: root.path) {
            snapshot.devices[device.id] = IndexedDevice(device)
            try assess(device.inventoryDigest, transaction)
        }
        try loadMemberships(transaction)
        for deployment in try transaction.deployments(in: root.path, offset: 0, limit: .max) {
            snapshot.deployments[deployment.id] = deployment
        }
        try transaction.reportedExecutions { note($0) }
        for execution in try transaction.openExecutions() {
            note(execution)
            devicesWithExecutions.insert(execution.device)
        }
    }

    private mutating func apply(_ changes: [Change], _ transaction: any StoreTransaction) throws {
        // Each once, in the order of the log, so that every node comes to the same state.
        var known: Set<Change> = []
        let changes = changes.filter { known.insert($0).inserted }
        if changes.contains(where: { if case .catalogue = $0 { true } else { false } }) {
            try loadCatalogue(transaction)
            snapshot.assessments = [:]
            for device in snapshot.devices.values {
                try assess(device.device.inventoryDigest, transaction)
            }
        }
        if changes.contains(.structure) { try loadStructure(transaction) }
        // Devices before executions: an execution is noted on its device.
        var needsUnusedCheck = false
        for case .device(let id) in changes {
            needsUnusedCheck = try load(id, transaction) || needsUnusedCheck
        }
        for case .execution(let id, _) in changes { try load(id, transaction) }
        if changes.contains(.structure) { try loadMemberships(transaction) }
        if changes.contains(where: { if case .approval = $0 { true } else { false } }) {
            try loadApprovals(transaction)
        }
        if needsUnusedCheck { dropUnusedAssessments() }
    }

    private mutating func loadCatalogue(_ transaction: any StoreTransaction) throws {
        var records: [StoredPatchRecord] = []
        try transaction.patchRecords { records.append($0) }
        snapshot.catalogue = Catalogue(
            records: records,
            revisions: try transaction.currentRevisions()
        )
    }

    private mutating func loadStructure(_ transaction: any StoreTransaction) throws {
        guard let root = try transaction.rootTenant() else { return }
        snapshot.tenants = try transaction.tenants(in: root.path)
        snapshot.groups = try transaction.groups()
    }

    private mutating func loadMemberships(_ transaction: any StoreTransaction) throws {
        let groups = Dictionary(grouping: try transaction.memberships(), by: \.device)
        for id in snapshot.devices.keys {
            snapshot.devices[id]?.groups = Set((groups[id] ?? []).map(\.group))
        }
    }

    private mutating func loadApprovals(_ transaction: any StoreTransaction) throws {
        snapshot.approvals = Dictionary(grouping: try transaction.approvals(), by: \.patch)
    }

    /// Reads one device again; says whether its inventory changed.
    private mutating func load(
        _ id: Device.Identity,
        _ transaction: any StoreTransaction
    ) throws -> Bool {
        guard let device = try transaction.device(id) else {
            snapshot.devices[id] = nil
            return true
        }
        let former = snapshot.devices[id]?.device.inventoryDigest
        if snapshot.devices[id] == nil {
            snapshot.devices[id] = IndexedDevice(device)
        } else {
            snapshot.devices[id]?.device = device
        }
        try assess(device.inventoryDigest, transaction)
        return former != device.inventoryDigest
    }

    private mutating func load(
        _ id: Execution.Identity,
        _ transaction: any StoreTransaction
    ) throws {
        guard let execution = try transaction.execution(id) else { return }
        if snapshot.deployments[execution.deployment] == nil {
            snapshot.deployments[execution.deployment] = try transaction.deployment(
                execution.deployment
            )
        }
        note(execution)
        devicesWithExecutions.insert(execution.device)
    }

    private mutating func note(_ execution: Execution) {
        snapshot.devices[execution.device]?.note(execution)
    }

    private mutating func assess(_ digest: String?, _ transaction: any StoreTransaction) throws {
        guard let digest, snapshot.assessments[digest] == nil,
            let bytes = try transaction.inventory(digest: digest)
        else { return }
        let inventory = try JSONDecoder().decode(Inventory.self, from: bytes)
        snapshot.assessments[digest] = Assessor(snapshot.catalogue).assess(inventory)
    }

    private mutating func dropUnusedAssessments() {
        let used = Set(snapshot.devices.values.compactMap(\.device.inventoryDigest))
        snapshot.assessments = snapshot.assessments.filter { used.contains($0.key) }
    }
}
