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

    /// An inventory is trusted for a week, a feed as well.
    static let limits = FreshnessLimits(inventoryMaxAge: .seconds(7 * 86_400))

    /// The organisation, its two customers and their sites.
    static let tenants = [
        tenant(root, .organisation, 1), tenant(root.appending(2), .customer, 2),
        tenant(here, .site, 3), tenant(root.appending(20), .customer, 20), tenant(there, .site, 4),
    ]

    private static func tenant(_ path: TenantPath, _ kind: Tenant.Kind, _ number: Int64) -> Tenant {
        Tenant(
            id: .init(uuid("site \(path)")),
            number: number,
            kind: kind,
            name: "Site \(path)",
            path: path
        )
    }

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
        writer(world, inventories: inventories, devices: devices).snapshot
    }

    /// The index of a fleet of devices that share inventories.
    static func writer(
        _ world: World,
        inventories: [String: Inventory],
        devices: [Device]
    ) -> FleetWriter {
        let writer = FleetWriter(limits: limits)
        var facts = FleetFacts(
            catalogue: world.catalogue,
            devices: devices.map { device in
                (device, device.inventoryDigest.flatMap { inventories[$0] })
            }
        )
        facts.tenants = tenants
        _ = writer.take(facts)
        return writer
    }

    static func execution(
        _ name: String,
        patches: [Patch],
        on number: Int64 = 1,
        at seconds: Int64 = 0,
        kind: Deployment.Kind = .install
    ) -> Execution {
        Execution(
            id: .init(uuid("execution \(name)")),
            deployment: .init(uuid("deployment \(name)")),
            run: .init(uuid("run \(name)")),
            device: .init(uuid("device \(number)")),
            path: here,
            kind: kind,
            patches: patches.map { OrderPatch(patch: $0.id.uuid, title: $0.title, packages: []) },
            createdAt: now + .seconds(seconds),
            expiresAt: now + .seconds(seconds + 3_600)
        )
    }

    /// The patches of an execution.
    static func all(_ execution: Execution) -> Set<Patch.Identity> {
        Set(execution.patches.map { Patch.Identity($0.patch) })
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

extension FleetWriter {
    /// The state after one change, as if a transaction had made it.
    @discardableResult
    func change(_ fill: (inout FleetFacts) -> Void) -> FleetSnapshot {
        var facts = FleetFacts(changeNumber: snapshot.changeNumber + 1, isEverything: false)
        fill(&facts)
        return take(facts)
    }
}
