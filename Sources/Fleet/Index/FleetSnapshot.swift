// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain

/// One consistent, immutable state of the whole fleet; readers keep it as long as they like.
package struct FleetSnapshot: Sendable {
    /// The change number up to which the facts are taken in.
    package internal(set) var changeNumber: Int64 = 0
    /// The devices.
    package internal(set) var devices = DeviceTable()
    /// The groups.
    package internal(set) var groups: [Group] = []
    /// The tenants.
    package internal(set) var tenants: [Tenant] = []
    /// The decisions, those for groups included, by patch.
    package private(set) var approvals: [Patch.Identity: [Approval]] = [:]
    /// Whether some device's health may change when it joins or leaves a group: a patch has a
    /// decision for a group, and is declined somewhere.
    private(set) var hasGroupDeclines = false
    /// The deployments by identity.
    package internal(set) var deployments: [Deployment.Identity: Deployment] = [:]
    /// How old facts may be before nothing can be concluded from them.
    package let limits: FreshnessLimits
    /// The distinct packages of the fleet with what the catalogue says of them.
    var book: RowBook
    /// Which devices have which row of ``book``.
    var postings: PostingsSnapshot
    /// What filters read of the devices.
    var columns = DeviceColumns()
    /// The orders that lists of devices are read in.
    var orders = DeviceOrders()
    /// On how many devices each patch stands how, by the patch's slot.
    var tallies = SharedArray<PatchTally>()
    /// How many patches each device lacks and has.
    var counts = DeviceCounts()
    /// Until when the catalogue's word about a stream holds.
    var freshness: CatalogueFreshness

    /// A fleet of nothing.
    package init(limits: FreshnessLimits) {
        self.init(limits: limits, postings: PostingsWriter().current)
    }

    init(limits: FreshnessLimits, postings: PostingsSnapshot) {
        self.limits = limits
        self.postings = postings
        book = RowBook(.empty)
        freshness = CatalogueFreshness(.empty, limits)
    }

    /// The catalogue.
    package var catalogue: Catalogue { book.catalogue }

    /// How many profiles are known: the number of the next one.
    package var profileCount: UInt32 { UInt32(book.profiles.count) }

    /// How many packages are known: the number of the next one.
    package var packageCount: UInt32 { UInt32(book.packages.count) }

    /// The inventory of a device; `nil` before the first.
    package func inventory(of device: IndexedDevice) -> Inventory? {
        guard let list = device.packages else { return nil }
        let profile = book.profiles[Int(list.profile)].profile
        return Inventory(
            stream: profile.stream,
            architecture: profile.architecture,
            packages: (list.deciding + list.others).map { book.packages[Int($0)] },
            repositories: profile.repositories
        )
    }

    /// The slots of the devices of a path and below.
    package func members(of path: TenantPath) -> Bitmap {
        if tenants.allSatisfy({ path.contains($0.path) }) { return columns.present }
        var members = Bitmap(count: devices.slotCount)
        devices.forEachDevice { if path.contains($0.device.path) { members.insert($0.slot) } }
        return members
    }

    /// The devices of a path and below, by number.
    package func devices(in path: TenantPath) -> [IndexedDevice] {
        devices.filter { path.contains($0.device.path) }
            .sorted { $0.device.number < $1.device.number }
    }

    /// Why nothing can be said about a device; `nil` where its findings are everything.
    package func unknown(_ device: IndexedDevice, now: Timestamp) -> Finding.Reason? {
        guard let list = device.packages, let scannedAt = device.device.scannedAt else {
            return .neverScanned
        }
        let verdicts = book.profiles[Int(list.profile)].verdicts
        guard verdicts.isCovered else { return .noCatalogue }
        if now - scannedAt > limits.inventoryMaxAge { return .inventoryStale }
        return freshness.unknown(verdicts.profile, now: now)
    }

    /// What concerns a device, with what was tried laid over it, in the catalogue's order.
    package func findings(_ device: IndexedDevice) -> [Finding] {
        guard let list = device.packages else { return [] }
        let findings = book.findings(book.rows(of: list))
        return device.attempts.isEmpty ? findings : findings.map(device.overlay)
    }

    /// One finding; `nil` where the patch does not concern the device.
    package func finding(of patch: Patch.Identity, on device: IndexedDevice) -> Finding? {
        guard let list = device.packages, let slot = catalogue.slot(of: patch) else { return nil }
        return book.finding(of: slot, book.rows(of: list)).map(device.overlay)
    }

    /// The decision about a patch that counts for the whole of a place: the one of the nearest
    /// tenant above it.
    ///
    /// For one device, ask ``approval(of:on:)``.
    package func approval(of patch: Patch.Identity, at path: TenantPath) -> Approval? {
        approvals[patch].flatMap { Approval.nearest($0, to: path) }
    }

    /// The decision about a patch that counts for a device; see ``Approval/deciding(_:for:groups:)``.
    package func approval(of patch: Patch.Identity, on device: IndexedDevice) -> Approval? {
        if approvals.isEmpty { return nil }
        return approvals[patch].flatMap {
            Approval.deciding($0, for: device.device.path, groups: device.groups)
        }
    }

    /// Replaces the decisions.
    mutating func setApprovals(_ all: [Approval]) {
        approvals = Dictionary(grouping: all, by: \.patch)
        hasGroupDeclines = approvals.values.contains { decisions in
            decisions.contains { $0.group != nil }
                && decisions.contains { $0.decision == .declined }
        }
    }

    /// What a device lacks that someone would install: no superseded and no declined patches.
    package func lacking(_ device: IndexedDevice) -> [Finding] {
        findings(device).filter {
            $0.isCurrent && approval(of: $0.patch.id, on: device)?.decision != .declined
        }
    }

    /// How well a device is patched; it is not healthy while nobody can tell of some patch.
    package func health(_ device: IndexedDevice, now: Timestamp) -> Health {
        unknown(device, now: now) == nil ? device.computedHealth : .unknown
    }
}

/// How old facts may be before nothing can be concluded from them.
package struct FreshnessLimits: Sendable, Equatable {
    /// The age of an inventory.
    package var inventoryMaxAge: Duration
    /// The age of a feed's last check, where the feed does not set its own limit.
    package var feedMaxAge: Duration

    /// How old a feed may be where nobody says otherwise: a week.
    package static let defaultFeedMaxAge: Duration = .seconds(7 * 86_400)

    /// Makes limits.
    package init(
        inventoryMaxAge: Duration,
        feedMaxAge: Duration = Self.defaultFeedMaxAge
    ) {
        self.inventoryMaxAge = inventoryMaxAge
        self.feedMaxAge = feedMaxAge
    }

    /// Until when a revision's word holds: its own limit, or its age, whichever comes first.
    package func end(of revision: FeedRevision) -> Timestamp {
        let age = revision.checkedAt + feedMaxAge
        return revision.validUntil.map { min($0, age) } ?? age
    }
}
