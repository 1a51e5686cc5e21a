// SPDX-License-Identifier: Apache-2.0
package import Domain

/// One consistent, immutable state of the whole fleet; readers keep it as long as they like.
package struct FleetSnapshot: Sendable {
    /// The change number up to which the facts are taken in.
    package var changeNumber: Int64
    /// The catalogue.
    package var catalogue: Catalogue
    /// The devices by identity.
    package var devices: [Device.Identity: IndexedDevice]
    /// What is known of each inventory, by digest.
    package var assessments: [String: Assessment]
    /// The groups.
    package var groups: [Group]
    /// The tenants.
    package var tenants: [Tenant]
    /// The decisions, by patch.
    package var approvals: [Patch.Identity: [Approval]]
    /// The deployments by identity.
    package var deployments: [Deployment.Identity: Deployment]
    /// How old an inventory may be before nothing can be concluded from it.
    package var inventoryMaxAge: Duration

    /// A fleet of nothing.
    package init(inventoryMaxAge: Duration) {
        changeNumber = 0
        catalogue = .empty
        devices = [:]
        assessments = [:]
        groups = []
        tenants = []
        approvals = [:]
        deployments = [:]
        self.inventoryMaxAge = inventoryMaxAge
    }

    /// The devices of a path and below, by number.
    package func devices(in path: TenantPath) -> [IndexedDevice] {
        devices.values.filter { path.contains($0.device.path) }
            .sorted { $0.device.number < $1.device.number }
    }

    /// Why nothing can be said about a device; `nil` where its findings are everything.
    package func unknown(_ device: Device, now: Timestamp) -> Finding.Reason? {
        guard let digest = device.inventoryDigest, let scannedAt = device.scannedAt else {
            return .neverScanned
        }
        guard let assessment = assessments[digest] else { return .neverScanned }
        if let reason = assessment.unknown { return reason }
        return now - scannedAt > inventoryMaxAge ? .inventoryStale : nil
    }

    /// What concerns a device, with what was tried laid over it.
    package func findings(_ device: IndexedDevice) -> [Finding] {
        guard let digest = device.device.inventoryDigest else { return [] }
        return assessments[digest]?.findings.map(device.overlay) ?? []
    }

    /// One finding; `nil` where the patch does not concern the device.
    package func finding(of patch: Patch.Identity, on device: IndexedDevice) -> Finding? {
        guard let digest = device.device.inventoryDigest else { return nil }
        return assessments[digest]?.finding(of: patch).map(device.overlay)
    }

    /// The decision about a patch that counts at a place: the one of the nearest tenant above it.
    package func approval(of patch: Patch.Identity, at path: TenantPath) -> Approval? {
        approvals[patch].flatMap { Approval.nearest($0, to: path) }
    }

    /// What a device lacks that someone would install: no superseded and no declined patches.
    package func lacking(_ device: IndexedDevice) -> [Finding] {
        findings(device).filter {
            $0.isCurrent
                && approval(of: $0.patch.id, at: device.device.path)?.decision != .declined
        }
    }

    /// How well a device is patched; it is not healthy while nobody can tell of some patch.
    package func health(_ device: IndexedDevice, now: Timestamp) -> Health {
        let health = Health(
            lacking: lacking(device).lazy.map(\.patch.classification),
            unknown: unknown(device.device, now: now)
        )
        guard health == .healthy else { return health }
        return findings(device).contains { $0.state == .unknown } ? .unknown : .healthy
    }
}
