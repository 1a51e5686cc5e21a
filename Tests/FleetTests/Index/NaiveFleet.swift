// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Versioning

/// Counts by looking at each finding of each device.
struct NaiveFleet {
    private let snapshot: FleetSnapshot
    private let findings: [(device: IndexedDevice, findings: [Finding])]

    init(_ snapshot: FleetSnapshot) {
        self.snapshot = snapshot
        findings = snapshot.devices(in: Snapshots.root).map { ($0, snapshot.findings($0)) }
    }

    /// How many findings are missing.
    var missingCount: Int { findings.flatMap(\.findings).count(where: \.state.isMissing) }

    /// A patch's tally over the devices of a path; `nil` where it concerns none.
    func tally(of patch: Patch.Identity, in path: TenantPath) -> PatchTally? {
        var tally = PatchTally()
        for (device, findings) in findings where path.contains(device.device.path) {
            for finding in findings where finding.patch.id == patch {
                if finding.state == .installed { tally.installed += 1 }
                if finding.isCurrent { tally.missing += 1 }
                if finding.isCurrent, finding.state == .failed { tally.failed += 1 }
            }
        }
        return tally.isEmpty ? nil : tally
    }

    /// The slots of the devices that lack a patch.
    func devices(lacking patch: Patch.Identity) -> [UInt32] {
        findings.filter { _, findings in
            findings.contains { $0.patch.id == patch && $0.state.isMissing }
        }.map(\.device.slot).sorted()
    }

    /// How many patches a device lacks, how many of them are the newest, and how many it has.
    func counts(of device: IndexedDevice) -> (missing: Int, currentMissing: Int, installed: Int) {
        let own = findings.first { $0.device.device.id == device.device.id }?.findings ?? []
        return (
            own.count(where: \.state.isMissing), own.count(where: \.isCurrent),
            own.count { $0.state == .installed }
        )
    }

    /// What was decided about a patch for a device, asked for group by group.
    func decision(_ patch: Patch.Identity, on device: IndexedDevice) -> Approval.Decision? {
        let reaching = (snapshot.approvals[patch] ?? []).filter {
            $0.path.contains(device.device.path)
        }
        func nearest(_ group: Group.Identity?) -> Approval.Decision? {
            reaching.filter { $0.group == group }
                .sorted { $0.path.description.count > $1.path.description.count }
                .first?.decision
        }
        let ofGroups = device.groups.compactMap { nearest($0) }
        if ofGroups.contains(.declined) { return .declined }
        return ofGroups.first ?? nearest(nil)
    }

    /// A device's health: the worst of what it lacks and nobody declined for it.
    func health(_ device: IndexedDevice) -> Health {
        if snapshot.unknown(device, now: Snapshots.now) != nil { return .unknown }
        let own = findings.first { $0.device.device.id == device.device.id }?.findings ?? []
        let lacking = own.filter { finding in
            finding.isCurrent && decision(finding.patch.id, on: device) != .declined
        }
        if lacking.contains(where: { $0.patch.classification == .security }) {
            return .highlyVulnerable
        }
        if !lacking.isEmpty { return .vulnerable }
        return own.contains { $0.state == .unknown } ? .unknown : .healthy
    }

    /// The slots of the devices of which a package is older than a record says.
    func devices(olderThan record: PatchRecord) -> [UInt32] {
        findings.map(\.device).filter { device in
            guard let inventory = snapshot.inventory(of: device) else { return false }
            return Self.isOlder(inventory, than: record)
        }.map(\.slot).sorted()
    }

    private static func isOlder(_ inventory: Inventory, than record: PatchRecord) -> Bool {
        let further = (inventory.repositories ?? []).map { Stream($0) }
        guard ([Stream(rawValue: inventory.stream)] + further).contains(record.stream) else {
            return false
        }
        let scheme = Stream(rawValue: inventory.stream).versionScheme ?? .deb
        let deciding = inventory.packages.filter { package in
            // Of packages side by side the newest one decides.
            scheme != .rpm
                || !inventory.packages.contains {
                    $0.name == package.name && $0.architecture == package.architecture
                        && scheme.compare(package.version, $0.version) == .ascending
                }
        }
        return deciding.contains { package in
            if package.name != nil, !record.binaries.isEmpty {
                return record.binaries.contains {
                    isOlder(package, than: $0, scheme, on: inventory.architecture)
                }
            }
            return package.source == record.source && !record.version.isEmpty
                && scheme.compare(package.sourceVersion ?? package.version, record.version)
                    == .ascending
        }
    }

    private static func isOlder(
        _ package: InstalledPackage,
        than binary: PatchBinary,
        _ scheme: VersionScheme,
        on architecture: String
    ) -> Bool {
        let native = { ["all", "noarch"].contains($0) ? architecture : $0 }
        let isMet =
            package.architecture.map { native($0) == native(binary.architecture) } ?? true
            || binary.architecture.isEmpty
        let isSameKind =
            scheme != .rpm
            || package.version.contains(".module") == binary.version.contains(".module")
        return package.name == binary.name && isMet && isSameKind
            && scheme.compare(package.version, binary.version) == .ascending
    }
}
