// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Foundation

/// Parts of snapshots that the suites of the index share.
enum Snapshots {
    static let now = Timestamp(milliseconds: 1_700_000_000_000)
    static let root = TenantPath(root: 1)

    /// Paths of two customers with a site each: `/1/2/3/` and `/1/20/4/`.
    static let here = root.appending(2).appending(3)
    static let there = root.appending(20).appending(4)

    static func uuid(_ text: String) -> UUID { Device.Identity(derivedFrom: text).uuid }

    /// A device that was scanned a minute ago, or never.
    static func device(
        _ number: Int64,
        path: TenantPath = here,
        digest: String? = "d",
        scannedAgo: Duration = .seconds(60)
    ) -> Device {
        var device = Device(
            id: .init(uuid("device \(number)")),
            number: number,
            site: .init(uuid("site \(path)")),
            path: path,
            name: "m\(number)",
            facts: DeviceFacts(),
            enrolledAt: now,
            agentKey: nil
        )
        device.inventoryDigest = digest
        device.scannedAt = digest == nil ? nil : now - scannedAgo
        device.stream = digest == nil ? nil : Stream(rawValue: "debian:12")
        return device
    }

    /// A fleet of devices that share inventories.
    static func snapshot(
        _ world: World,
        inventories: [String: Inventory],
        devices: [Device]
    ) -> FleetSnapshot {
        var snapshot = FleetSnapshot(inventoryMaxAge: .seconds(7 * 86_400))
        snapshot.catalogue = world.catalogue
        snapshot.assessments = inventories.mapValues { Assessor(world.catalogue).assess($0) }
        snapshot.devices = Dictionary(
            uniqueKeysWithValues: devices.map { ($0.id, IndexedDevice($0)) }
        )
        return snapshot
    }

    static func execution(
        _ name: String,
        patches: [Patch],
        at seconds: Int64 = 0,
        kind: Deployment.Kind = .install
    ) -> Execution {
        Execution(
            id: .init(uuid("execution \(name)")),
            deployment: .init(uuid("deployment \(name)")),
            device: .init(uuid("device 1")),
            path: here,
            kind: kind,
            patches: patches.map { OrderPatch(patch: $0.id.uuid, title: $0.title, packages: []) },
            createdAt: now + .seconds(seconds),
            expiresAt: now + .seconds(seconds + 3_600)
        )
    }

    static func report(
        _ execution: Execution,
        _ outcomes: [PatchResult.Outcome]
    ) -> OrderReport {
        OrderReport(
            order: execution.id.uuid,
            startedAt: 0,
            finishedAt: 1,
            results: zip(execution.patches, outcomes).map { patch, outcome in
                PatchResult(patch: patch.patch, outcome: outcome, failure: nil, packages: [])
            },
            failure: nil,
            reboot: .unknown,
            wasResumed: false
        )
    }
}
