// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

/// What the engine asks about the fleet; all answers are of one moment.
package protocol FleetKnowledge {
    /// The devices with an agent that targets name, inside a path, by number.
    ///
    /// Where the targets ask for it, only those that lack a patch of a query are among them.
    /// - Throws: ``DomainError/Code/requestInvalid`` for a query that cannot be read.
    func devices(
        of targets: DeploymentTargets,
        in path: TenantPath,
        now: Timestamp
    ) throws -> [TargetDevice]

    /// One device with an agent.
    func device(_ id: Device.Identity) throws -> TargetDevice?

    /// The patches that a choice names at this moment; `nil` for all that is missing.
    ///
    /// The engine follows links beforehand; a linked choice names none.
    func patches(
        of choice: PatchChoice,
        in path: TenantPath,
        now: Timestamp
    ) throws -> [Patch.Identity]?

    /// The missing patches that an installation would bring to a device, with their packages.
    ///
    /// `wanted` limits them; without it all current ones are meant. Declined ones are left out, and
    /// where approval is needed, those that are not approved for that many days.
    func missing(
        on device: TargetDevice,
        wanted: Set<Patch.Identity>?,
        approval: ApprovalNeed,
        now: Timestamp
    ) throws -> [OrderPatch]

    /// The way back from patches on a device: the packages as they were before each was installed.
    func former(
        on device: TargetDevice,
        wanted: Set<Patch.Identity>
    ) throws -> [OrderPatch]

    /// How a patch stands on a device by its inventory.
    func standing(
        of patch: OrderPatch,
        kind: Deployment.Kind,
        on device: TargetDevice,
        approval: ApprovalNeed,
        now: Timestamp
    ) throws -> PatchStanding
}

/// Whether patches must be approved, and for how long.
package struct ApprovalNeed: Sendable, Equatable {
    /// Whether only approved ones count.
    package var isNeeded: Bool
    /// For how many days they must have been.
    package var days: Int

    /// Makes a need.
    package init(isNeeded: Bool, days: Int) {
        self.isNeeded = isNeeded
        self.days = days
    }
}

/// How one patch stands on one device.
package enum PatchStanding: Sendable, Equatable {
    /// There is something to do.
    case open
    /// The inventory has what was wanted.
    case reached
    /// A newer patch brings the same further.
    case superseded
    /// It does not concern the device.
    case notApplicable
    /// Nobody decided for it, or somebody decided against it.
    case notApproved(reason: String)
}

/// What the engine knows of a device.
package struct TargetDevice: Sendable, Equatable {
    /// The device.
    package var id: Device.Identity
    /// Where it stands in the tenant tree.
    package var path: TenantPath
    /// Its name.
    package var name: String
    /// Its groups.
    package var groups: Set<Group.Identity>
    /// What it says of its own time zone.
    package var zone: DeviceZone
    /// When it was started last, by its own clock; `nil` where unknown.
    package var bootedAt: Timestamp?
    /// When it called last; `nil` before its first call.
    package var lastContactAt: Timestamp?
    /// The digest of its present inventory; `nil` before the first.
    package var inventoryDigest: String?
    /// When the server learnt that inventory; `nil` before the first.
    package var inventoryAt: Timestamp?
    /// When the server got its first inventory; `nil` before.
    package var firstInventoryAt: Timestamp?
    /// Whether it runs a server edition or role, as far as known.
    package var isServer: Bool

    /// Makes a device.
    package init(
        id: Device.Identity,
        path: TenantPath,
        name: String,
        groups: Set<Group.Identity>,
        zone: DeviceZone,
        lastContactAt: Timestamp?,
        inventoryDigest: String?,
        inventoryAt: Timestamp?,
        isServer: Bool
    ) {
        self.id = id
        self.path = path
        self.name = name
        self.groups = groups
        self.zone = zone
        self.lastContactAt = lastContactAt
        self.inventoryDigest = inventoryDigest
        self.inventoryAt = inventoryAt
        self.isServer = isServer
    }
}
