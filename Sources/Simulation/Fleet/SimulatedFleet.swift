// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

/// The fleet as the server knows it, with its catalogue and what people decided about it.
final class SimulatedFleet {
    /// The devices that have enrolled.
    var records: [Device.Identity: DeviceRecord] = [:]
    /// The inventories that the server holds, by digest.
    var inventories: [String: PackageStock] = [:]
    /// All patches that there will ever be, oldest first.
    let patches: [WorldPatch]
    /// What people decided about each patch, oldest first.
    var rulings: [Patch.Identity: [Ruling]] = [:]
    /// Where ways back are found.
    let store: any DeploymentStore
    /// The mistake that the fleet makes on purpose.
    let defect: Defect?

    private let byID: [Patch.Identity: WorldPatch]

    init(patches: [WorldPatch], store: any DeploymentStore, defect: Defect?) {
        self.patches = patches
        self.store = store
        self.defect = defect
        byID = Dictionary(uniqueKeysWithValues: patches.map { ($0.id, $0) })
    }

    /// A patch by its identity.
    func patch(_ id: Patch.Identity) -> WorldPatch? { byID[id] }

    /// Why a patch must not be installed; `nil` where it may.
    func objection(
        to patch: Patch.Identity,
        _ need: ApprovalNeed,
        at now: Timestamp
    ) -> String? {
        guard defect != .approvesEverything else { return nil }
        let ruling = rulings[patch]?.last
        switch ruling?.decision {
        case .declined: return "it was declined"
        case nil: return need.isNeeded ? "nobody approved it" : nil
        case .approved:
            guard need.isNeeded, let ruling else { return nil }
            let ripe = ruling.at + .seconds(need.days * 86_400)
            return now < ripe ? "it was approved too late" : nil
        }
    }

    /// Whether a device lacks any patch that is published; simulated queries mean all of them.
    func lacksSomething(_ device: TargetDevice, at now: Timestamp) -> Bool {
        guard let stock = records[device.id]?.stock else { return false }
        return patches.contains { $0.publishedAt <= now && !stock.hasReached($0.packages) }
    }

    /// Whether a newer patch that may be installed brings the same further on a device.
    func isSuperseded(
        _ patch: WorldPatch,
        on stock: PackageStock,
        _ need: ApprovalNeed,
        at now: Timestamp
    ) -> Bool {
        patches[(patch.number + 1)...].contains { newer in
            newer.publishedAt <= now && newer.replaces(patch)
                && !stock.present(newer.packages).isEmpty
                && objection(to: newer.id, need, at: now) == nil
        }
    }
}

extension SimulatedFleet: FleetKnowledge {
    func devices(
        of targets: DeploymentTargets,
        in path: TenantPath,
        now: Timestamp
    ) throws -> [TargetDevice] {
        records.values.map(\.target).filter { device in
            path.contains(device.path) && targets.name(device)
                && (targets.lacking == nil || lacksSomething(device, at: now))
        }
        .sorted { $0.id.key < $1.id.key }
    }

    func device(_ id: Device.Identity) throws -> TargetDevice? { records[id]?.target }

    func patches(
        of choice: PatchChoice,
        in path: TenantPath,
        now: Timestamp
    ) throws -> [Patch.Identity]? {
        switch choice {
        case .listed(let patches): return patches
        case .matching(_, let limit):
            let known = patches.filter { $0.publishedAt <= now }.reversed().map(\.id)
            return Array(known.prefix(limit ?? .max))
        case .missing: return nil
        case .none, .linked: return []
        }
    }

    func missing(
        on device: TargetDevice,
        wanted: Set<Patch.Identity>?,
        approval: ApprovalNeed,
        now: Timestamp
    ) throws -> [OrderPatch] {
        guard let stock = records[device.id]?.stock else { return [] }
        return patches.filter { patch in
            guard patch.publishedAt <= now, wanted?.contains(patch.id) ?? true,
                !stock.hasReached(patch.packages),
                objection(to: patch.id, approval, at: now) == nil
            else { return false }
            return wanted != nil || !isSuperseded(patch, on: stock, approval, at: now)
        }
        .map { patch in
            OrderPatch(
                patch: patch.id.uuid,
                title: "patch \(patch.number)",
                packages: patch.packages.filter { !stock.present([$0]).isEmpty }
            )
        }
    }

    func former(on device: TargetDevice, wanted: Set<Patch.Identity>) throws -> [OrderPatch] {
        let former = try store.formerPackages(on: device.id)
        return patches.filter { wanted.contains($0.id) }.compactMap { patch in
            former[patch.id].map {
                OrderPatch(patch: patch.id.uuid, title: "patch \(patch.number)", packages: $0)
            }
        }
    }

    func standing(
        of patch: OrderPatch,
        kind: Deployment.Kind,
        on device: TargetDevice,
        approval: ApprovalNeed,
        now: Timestamp
    ) throws -> PatchStanding {
        guard let stock = records[device.id]?.stock else { return .open }
        if defect == .believesReports, !approval.isNeeded { return .reached }
        if stock.present(patch.packages).isEmpty { return .notApplicable }
        if kind == .rollback { return stock.isExactly(patch.packages) ? .reached : .open }
        if stock.hasReached(patch.packages) { return .reached }
        let id = Patch.Identity(patch.patch)
        if let reason = objection(to: id, approval, at: now) {
            return .notApproved(reason: reason)
        }
        guard let known = self.patch(id) else { return .notApplicable }
        return isSuperseded(known, on: stock, approval, at: now) ? .superseded : .open
    }
}

extension DeploymentTargets {
    /// Whether a device is meant, as far as simulated plans name devices.
    func name(_ device: TargetDevice) -> Bool {
        let isNamed =
            isEverything || devices.contains(device.id)
            || (matchesAllGroups
                ? !groups.isEmpty && groups.allSatisfy { device.groups.contains($0) }
                : groups.contains { device.groups.contains($0) })
        return isNamed && !excludedDevices.contains(device.id)
            && !excludedGroups.contains { device.groups.contains($0) }
    }
}
