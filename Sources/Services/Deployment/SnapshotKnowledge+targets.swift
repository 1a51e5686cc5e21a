// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Query

extension SnapshotKnowledge {
    func devices(
        of targets: DeploymentTargets,
        in path: TenantPath,
        now: Timestamp
    ) throws -> [TargetDevice] {
        let test = TargetTest(targets, snapshot)
        var asked: Bitmap?
        if let query = targets.query {
            let filter = try Self.filter(query, SearchSchema.devices, now: now)
            asked = snapshot.slots(matching: filter, in: path, now: now)
        }
        return snapshot.devices(in: path).filter { device in
            let isNamed = test.names(device) || asked?.contains(device.slot) == true
            return isNamed && !test.excludes(device)
        }.compactMap(TargetDevice.init)
    }
}

/// The parts of targets that need no query, made ready for many devices.
private struct TargetTest {
    private let targets: DeploymentTargets
    private let devices: Set<Device.Identity>
    private let excluded: Set<Device.Identity>
    private let names: Set<String>
    private let addresses: Set<String>
    private let domains: Set<String>
    private let groups: Set<Group.Identity>
    private let excludedGroups: Set<Group.Identity>
    private let sites: [TenantPath]

    init(_ targets: DeploymentTargets, _ snapshot: FleetSnapshot) {
        self.targets = targets
        devices = Set(targets.devices)
        excluded = Set(targets.excludedDevices)
        names = Set(targets.names.map { $0.lowercased() })
        addresses = Set(targets.addresses)
        domains = Set(targets.domains.map { $0.lowercased() })
        groups = Set(targets.groups)
        excludedGroups = Set(targets.excludedGroups)
        let wanted = Set(targets.sites)
        sites = snapshot.tenants.filter { wanted.contains($0.id) }.map(\.path)
    }

    func names(_ device: IndexedDevice) -> Bool {
        let facts = device.device.facts
        return targets.isEverything || devices.contains(device.device.id)
            || names.contains(device.device.name.lowercased())
            || facts.ipAddresses.contains { addresses.contains($0) }
            || facts.domain.map { domains.contains($0.lowercased()) } ?? false
            || isMember(device, of: groups, all: targets.matchesAllGroups)
            || sites.contains { $0.contains(device.device.path) }
    }

    func excludes(_ device: IndexedDevice) -> Bool {
        excluded.contains(device.device.id)
            || isMember(device, of: excludedGroups, all: targets.excludesOnlyAllGroups)
            || targets.platform.map { $0.lowercased() != device.platform.rawValue.lowercased() }
                ?? false
    }

    private func isMember(
        _ device: IndexedDevice,
        of groups: Set<Group.Identity>,
        all: Bool
    ) -> Bool {
        if groups.isEmpty { return false }
        return all
            ? groups.isSubset(of: device.groups) : !groups.isDisjoint(with: device.groups)
    }
}
