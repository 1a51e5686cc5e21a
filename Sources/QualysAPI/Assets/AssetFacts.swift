// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Services

/// What both shapes of an asset tell; what takes time is looked up only where it is asked for.
struct AssetFacts {
    let indexed: IndexedDevice
    let view: FleetView
    let status: AssetStatus
    private let patches: AssetPatches

    init(_ indexed: IndexedDevice, _ view: FleetView) {
        self.indexed = indexed
        self.view = view
        status = AssetStatus(indexed)
        patches = AssetPatches(indexed, view.snapshot)
    }

    var device: Device { indexed.device }

    var hardware: Hardware { device.facts.hardware ?? Hardware() }

    /// The groups that it is in, by number.
    var tags: [String] {
        view.snapshot.groups.filter { indexed.groups.contains($0.id) }
            .sorted { $0.number < $1.number }.map(\.id.description)
    }

    var interfaces: [AssetInterface] { AssetInterface.rows(of: device.facts) }

    /// The patches that it lacks, as many as its count says.
    var missing: [String] { patches.ids.missing }

    /// The patches that it has, as many as its count says.
    var installed: [String] { patches.ids.installed }

    var counts: (missing: Int, currentMissing: Int, installed: Int) {
        view.patchCounts(of: indexed)
    }

    /// Whether it was scanned.
    var scanStatus: AssetStatus.Word {
        device.inventoryDigest == nil ? .notScanned : .scanned
    }

    var platform: String { Platforms.name(of: indexed.platform) }

    var osIdentifier: String? { device.stream.map { AssetSystem.identifier(of: $0) } }

    var version: String? { AssetSystem.version(of: device) }

    var modules: [String] { device.modules.map(\.rawValue).sorted() }
}

/// The patches of one asset, which is assessed at the first question and once.
private final class AssetPatches {
    private let device: IndexedDevice
    private let snapshot: FleetSnapshot

    init(_ device: IndexedDevice, _ snapshot: FleetSnapshot) {
        self.device = device
        self.snapshot = snapshot
    }

    private(set) lazy var ids: (missing: [String], installed: [String]) = {
        var ids: (missing: [String], installed: [String]) = ([], [])
        for finding in snapshot.findings(device) {
            if finding.state.isMissing { ids.missing.append(finding.patch.id.description) }
            if finding.state == .installed { ids.installed.append(finding.patch.id.description) }
        }
        return ids
    }()
}
