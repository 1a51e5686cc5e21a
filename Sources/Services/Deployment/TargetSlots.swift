// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Query

/// The devices with an agent that targets name in one state of the fleet, made ready for many
/// targets.
///
/// What a run begins on and what a face counts beforehand both come from here. For one thread.
final class TargetSlots {
    private let snapshot: FleetSnapshot
    private let path: TenantPath
    private let now: Timestamp

    /// Looks at the devices of a path.
    init(_ snapshot: FleetSnapshot, in path: TenantPath, now: Timestamp) {
        self.snapshot = snapshot
        self.path = path
        self.now = now
    }

    /// The devices that count, by number.
    private lazy var devices = snapshot.devices(in: path).filter { $0.device.agentKey != nil }

    private lazy var everything = slots { _ in true }

    private lazy var byPlatform: [String: Bitmap] = {
        var found: [String: Bitmap] = [:]
        for device in devices {
            let name = device.platform.rawValue.lowercased()
            found[name, default: nothing].insert(device.slot)
        }
        return found
    }()

    private lazy var byGroup: [Group.Identity: [UInt32]] = {
        var found: [Group.Identity: [UInt32]] = [:]
        for device in devices {
            for group in device.groups { found[group, default: []].append(device.slot) }
        }
        return found
    }()

    private var nothing: Bitmap { Bitmap(count: snapshot.devices.slotCount) }

    private func slots(where isMeant: (IndexedDevice) -> Bool) -> Bitmap {
        var found = nothing
        for device in devices where isMeant(device) { found.insert(device.slot) }
        return found
    }

    /// The devices that targets name, by number.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` for a query that cannot be read.
    func devices(of targets: DeploymentTargets) throws -> [IndexedDevice] {
        let found = try slots(of: targets)
        return devices.filter { found.contains($0.slot) }
    }

    /// The slots of the devices that targets name.
    ///
    /// - Throws: As ``devices(of:)``.
    func slots(of targets: DeploymentTargets) throws -> Bitmap {
        var found = try named(by: targets)
        for id in targets.excludedDevices {
            if let device = snapshot.devices[id] { found.remove(device.slot) }
        }
        found.subtract(members(of: targets.excludedGroups, all: targets.excludesOnlyAllGroups))
        if let platform = targets.platform {
            found.formIntersection(byPlatform[platform.lowercased()] ?? nothing)
        }
        if let query = targets.lacking, found.population > 0 {
            found.formIntersection(try devices(lacking: query))
        }
        return found
    }

    private func named(by targets: DeploymentTargets) throws -> Bitmap {
        if targets.isEverything { return everything }
        var found = members(of: targets.groups, all: targets.matchesAllGroups)
        for id in targets.devices {
            if let device = snapshot.devices[id] { found.insert(device.slot) }
        }
        if let test = FactTest(targets, snapshot) { found.formUnion(slots { test.names($0) }) }
        if let query = targets.query {
            let filter = try SnapshotKnowledge.filter(query, SearchSchema.devices, now: now)
            found.formUnion(snapshot.slots(matching: filter, in: path, now: now))
        }
        found.formIntersection(everything)
        return found
    }

    private func members(of groups: [Group.Identity], all: Bool) -> Bitmap {
        var found: Bitmap?
        for group in Set(groups) {
            let slots = Bitmap(count: snapshot.devices.slotCount, slots: byGroup[group] ?? [])
            guard let former = found else {
                found = slots
                continue
            }
            found = all ? former.intersection(slots) : former.union(slots)
        }
        return found ?? nothing
    }

    /// The slots of the devices that lack at least one of the patches which a query accepts.
    private func devices(lacking query: String) throws -> Bitmap {
        let filter = try SnapshotKnowledge.filter(query, SearchSchema.patches, now: now)
        let places = snapshot.patchPlaces(
            matching: filter,
            tallies: snapshot.tallies(in: path),
            path: path
        )
        let catalogue = snapshot.catalogue
        var found = nothing
        places.forEachSlot { place in
            // The catalogue's order is for people; its slots are what devices are counted by.
            guard let slot = catalogue.slot(of: catalogue.ordered[Int(place)].id) else { return }
            found.formUnion(snapshot.devices(lackingPatchAt: slot))
        }
        return found
    }
}

/// The parts of targets that name devices by what these say of themselves.
private struct FactTest {
    private let names: Set<String>
    private let addresses: Set<String>
    private let domains: Set<String>
    private let sites: [TenantPath]

    /// `nil` where no such part is there.
    init?(_ targets: DeploymentTargets, _ snapshot: FleetSnapshot) {
        names = Set(targets.names.map { $0.lowercased() })
        addresses = Set(targets.addresses)
        domains = Set(targets.domains.map { $0.lowercased() })
        let wanted = Set(targets.sites)
        sites = snapshot.tenants.filter { wanted.contains($0.id) }.map(\.path)
        if names.isEmpty, addresses.isEmpty, domains.isEmpty, sites.isEmpty { return nil }
    }

    func names(_ device: IndexedDevice) -> Bool {
        let facts = device.device.facts
        return names.contains(device.device.name.lowercased())
            || facts.ipAddresses.contains { addresses.contains($0) }
            || facts.domain.map { domains.contains($0.lowercased()) } ?? false
            || sites.contains { $0.contains(device.device.path) }
    }
}
