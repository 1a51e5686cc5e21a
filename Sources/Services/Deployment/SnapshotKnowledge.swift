// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Query

/// The fleet as the engine sees it: one state of the index, and what only the database knows.
struct SnapshotKnowledge: FleetKnowledge {
    let snapshot: FleetSnapshot
    let store: any DeploymentStore

    func device(_ id: Device.Identity) throws -> TargetDevice? {
        snapshot.devices[id].flatMap(TargetDevice.init)
    }

    func patches(
        of choice: PatchChoice,
        in path: TenantPath,
        now: Timestamp
    ) throws -> [Patch.Identity]? {
        switch choice {
        case .listed(let patches): return patches
        case .missing: return nil
        case .none, .linked: return []
        case .matching(let query, let limit):
            let filter = try Self.filter(query, SearchSchema.patches, now: now)
            let places = snapshot.patchPlaces(
                matching: filter,
                tallies: snapshot.tallies(in: path),
                path: path
            )
            let found = places.slots.map { snapshot.catalogue.ordered[Int($0)] }
            guard let limit, found.count > limit else { return found.map(\.id) }
            let newest = found.sorted {
                ($0.releasedAt?.milliseconds ?? .min, $0.id) > (
                    $1.releasedAt?.milliseconds ?? .min, $1.id
                )
            }
            return newest.prefix(limit).map(\.id)
        }
    }

    func missing(
        on device: TargetDevice,
        wanted: Set<Patch.Identity>?,
        approval: ApprovalNeed,
        now: Timestamp
    ) throws -> [OrderPatch] {
        guard let indexed = snapshot.devices[device.id] else { return [] }
        return try snapshot.findings(indexed).compactMap { finding in
            guard finding.state.isMissing, try !isUnderWay(finding.patch.id, on: indexed),
                wanted?.contains(finding.patch.id) ?? finding.isCurrent,
                objection(to: finding.patch.id, on: indexed, approval, now) == nil
            else { return nil }
            return finding.orderPatch
        }
    }

    func former(
        on device: TargetDevice,
        wanted: Set<Patch.Identity>
    ) throws -> [OrderPatch] {
        try store.formerPackages(on: device.id).filter { wanted.contains($0.key) }
            .sorted { $0.key < $1.key }
            .map { patch, packages in
                OrderPatch(
                    patch: patch.uuid,
                    title: snapshot.catalogue.patch(patch)?.title ?? "",
                    packages: packages
                )
            }
    }

    func standing(
        of patch: OrderPatch,
        kind: Deployment.Kind,
        on device: TargetDevice,
        approval: ApprovalNeed,
        now: Timestamp
    ) throws -> PatchStanding {
        guard let indexed = snapshot.devices[device.id] else { return .notApplicable }
        if kind == .rollback { return hasExactly(patch.packages, indexed) ? .reached : .open }
        let id = Patch.Identity(patch.patch)
        guard let finding = snapshot.finding(of: id, on: indexed) else { return .notApplicable }
        switch finding.state {
        case .installed: return .reached
        case .notApplicable: return .notApplicable
        case .missing, .held, .phased, .failed, .inProgress, .unfixed, .unknown: break
        }
        if let reason = objection(to: id, on: indexed, approval, now) {
            return .notApproved(reason: reason)
        }
        // A newer one counts only where it may be installed in its place.
        if let newer = finding.supersededBy, objection(to: newer, on: indexed, approval, now) == nil
        {
            return .superseded
        }
        return .open
    }

    /// Whether an order for a patch is being carried out, or comes with the next call.
    private func isUnderWay(
        _ patch: Patch.Identity,
        on device: IndexedDevice
    ) throws -> Bool {
        guard let attempt = device.attempts[patch], !attempt.state.isFinal else { return false }
        if attempt.state.isActive { return true }
        guard let plan = snapshot.deployments[attempt.deployment]?.plan,
            plan.schedule.recurrence == .onDemand, plan.policy.window == nil
        else { return false }
        // A run that begins ends what waits of the run before it; the index learns of that later.
        return try store.execution(attempt.execution).map { !$0.state.isFinal } ?? false
    }

    /// Why a patch may not be installed on a device; `nil` where it may.
    func objection(
        to patch: Patch.Identity,
        on device: IndexedDevice,
        _ need: ApprovalNeed,
        _ now: Timestamp
    ) -> String? {
        let approval = snapshot.approval(of: patch, on: device)
        if approval?.decision == .declined {
            return approval.map { "declined by \($0.by)" }
        }
        guard need.isNeeded else { return nil }
        guard let approval else { return "not approved" }
        if approval.isRipe(delayDays: need.days, now: now) { return nil }
        return "approved for fewer than \(need.days) days"
    }

    /// Whether a device has exactly these versions, or no such package.
    private func hasExactly(_ packages: [TargetPackage], _ device: IndexedDevice) -> Bool {
        guard let inventory = snapshot.inventory(of: device) else { return false }
        return packages.allSatisfy { target in
            let present = inventory.packages.filter { installed in
                installed.name == target.name
                    && (installed.architecture == target.architecture
                        || installed.architecture == "all" || target.architecture == "all")
            }
            return present.allSatisfy { $0.version == target.version }
        }
    }

    static func filter<Field>(
        _ query: String,
        _ schema: FieldSchema<Field>,
        now: Timestamp
    ) throws -> Filter<Field> {
        do {
            return try QueryParser(schema, now: now.milliseconds).filter(query)
        } catch {
            throw DomainError(.requestInvalid, subject: "query: \(error)", underlying: error)
        }
    }
}

extension Finding {
    /// What brings the patch to the device, with exact packages; `nil` where nothing can.
    var orderPatch: OrderPatch? {
        // An update of Windows or macOS names neither an architecture nor, on Windows, a version.
        let isUpdate = ["windows", "macos"].contains(patch.stream.family)
        let open = packages.filter(\.isOpen).compactMap { package in
            (package.architecture ?? (isUpdate ? "all" : nil)).map { architecture in
                TargetPackage(
                    name: package.name,
                    architecture: architecture,
                    version: package.fixed.isEmpty ? "0" : package.fixed
                )
            }
        }
        // No repository is asked for an update of Windows: the machine's own service has it.
        let isWindows = patch.stream.family == "windows" && !patch.isUnfixed
        let named = [TargetPackage(name: patch.source, architecture: "all", version: "0")]
        let packages = isWindows && open.isEmpty ? named : open
        guard patch.isOffered || isWindows, !packages.isEmpty else { return nil }
        return OrderPatch(patch: patch.id.uuid, title: patch.title, packages: packages)
    }
}

extension TargetDevice {
    /// A device with an agent; `nil` for every other one.
    init?(_ indexed: IndexedDevice) {
        let device = indexed.device
        guard device.agentKey != nil else { return nil }
        self.init(
            id: device.id,
            path: device.path,
            name: device.name,
            groups: indexed.groups,
            zone: DeviceZone(
                name: device.facts.timeZone,
                offsetMinutes: device.facts.utcOffsetMinutes
            ),
            lastContactAt: device.lastContactAt,
            inventoryDigest: device.inventoryDigest,
            inventoryAt: device.scannedAt,
            // Of Linux nobody says what it is for; a server that restarts is the worse mistake.
            isServer: indexed.platform == .linux
                || device.stream?.rawValue.lowercased().contains("server") == true
        )
        firstInventoryAt = device.firstScannedAt
        bootedAt = device.facts.bootedAt.map { Timestamp(milliseconds: $0) }
    }
}
