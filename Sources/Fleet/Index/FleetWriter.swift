// SPDX-License-Identifier: Apache-2.0
import Domain

/// Takes facts into the index, one batch after the other, and gives the snapshot of each.
///
/// Confined to one task at a time: the snapshots are what others may hold.
package final class FleetWriter {
    private let limits: FreshnessLimits
    private var postings = PostingsWriter()
    /// The newest state.
    package private(set) var snapshot: FleetSnapshot

    /// Makes the index of an empty fleet.
    package init(limits: FreshnessLimits) {
        self.limits = limits
        snapshot = FleetSnapshot(limits: limits, postings: postings.publish())
    }

    /// Takes facts in.
    package func take(_ facts: FleetFacts) -> FleetSnapshot {
        if facts.isEverything {
            postings = PostingsWriter()
            snapshot = FleetSnapshot(limits: limits, postings: postings.publish())
        }
        takeStructure(facts)
        let needsSurvey = takeCatalogue(facts.catalogue) || facts.isEverything
        snapshot.book.add(profiles: facts.profiles, packages: facts.packages)
        if needsSurvey {
            if let approvals = facts.approvals { snapshot.setApprovals(approvals) }
            if facts.isEverything {
                load(facts.devices)
            } else {
                for fact in facts.devices { put(fact) }
            }
            for id in facts.removed { remove(id) }
            for execution in facts.executions { note(execution) }
            if let memberships = facts.memberships { _ = takeMemberships(memberships) }
            snapshot.postings = postings.publish()
            survey()
        } else {
            for fact in facts.devices {
                if isCounted(fact) { put(fact) } else { recount(fact.device.id) { put(fact) } }
            }
            for id in facts.removed { recount(id) { remove(id) } }
            for execution in facts.executions { recount(execution.device) { note(execution) } }
            let moved = facts.memberships.map { takeMemberships($0) } ?? []
            snapshot.postings = postings.publish()
            judge(facts.approvals, moved)
        }
        snapshot.changeNumber = facts.changeNumber
        return snapshot
    }

    private func takeStructure(_ facts: FleetFacts) {
        if let tenants = facts.tenants { snapshot.tenants = tenants }
        if let groups = facts.groups { snapshot.groups = groups }
        for deployment in facts.deployments { snapshot.deployments[deployment.id] = deployment }
    }

    /// Takes a catalogue in; says whether everything must be counted anew.
    private func takeCatalogue(_ change: FleetFacts.CatalogueChange?) -> Bool {
        switch change {
        case nil: return false
        case .whole(let catalogue): snapshot.book.rejudge(by: catalogue)
        case .patches(let catalogue, let patches):
            snapshot.book.rejudge(by: catalogue, changed: patches)
            snapshot.freshness = CatalogueFreshness(catalogue, limits)
            return !patches.isEmpty
        }
        snapshot.freshness = CatalogueFreshness(snapshot.catalogue, limits)
        return true
    }

    /// Takes memberships in; gives the devices whose groups are others now.
    private func takeMemberships(_ memberships: [GroupMembership]) -> [Device.Identity] {
        let groups = Dictionary(grouping: memberships, by: \.device)
        var moved: [Device.Identity] = []
        for slot in 0..<UInt32(snapshot.devices.slotCount) {
            guard let device = snapshot.devices[slot: slot] else { continue }
            let members = Set((groups[device.device.id] ?? []).map(\.group))
            if device.groups != members {
                snapshot.devices.update(slot) { $0.groups = members }
                snapshot.columns.put(members, slot: slot)
                moved.append(device.device.id)
            }
        }
        return moved
    }

    /// Puts all devices into an empty index.
    private func load(_ facts: [FleetFacts.DeviceFact]) {
        let loader = PostingsLoader()
        snapshot.book.addRows(ofAll: facts.lazy.compactMap(\.packages))
        for fact in facts {
            snapshot.devices.put(fact.device, packages: fact.packages)
            guard let list = fact.packages, let slot = snapshot.devices.slot(of: fact.device.id)
            else { continue }
            let rows = snapshot.book.rows(of: list)
            if let load = loader.add(slot, rows: rows) { postings.install(load) }
        }
        if let load = loader.finish() { postings.install(load) }
        snapshot.columns.load(snapshot.devices)
        snapshot.orders = DeviceOrders(snapshot.devices)
    }

    private func put(_ fact: FleetFacts.DeviceFact) {
        let former = snapshot.devices[fact.device.id]
        snapshot.devices.put(fact.device, packages: fact.packages)
        guard let slot = snapshot.devices.slot(of: fact.device.id) else { return }
        snapshot.columns.put(fact.device, slot: slot, former: former?.device)
        if !(former?.device.name).hasBytes(of: fact.device.name) {
            snapshot.orders.place(slot, snapshot.devices)
        }
        guard former?.packages != fact.packages else { return }
        let old = former?.packages.map { snapshot.book.rows(of: $0) } ?? []
        let new = fact.packages.map { snapshot.book.addRows(of: $0) } ?? []
        postings.replace(slot, old: old, new: new)
    }

    private func remove(_ id: Device.Identity) {
        guard let device = snapshot.devices[id] else { return }
        if let list = device.packages {
            postings.replace(device.slot, old: snapshot.book.rows(of: list), new: [])
        }
        snapshot.devices.remove(id)
        snapshot.columns.remove(device.slot)
        snapshot.orders.remove(device.slot)
    }

    private func note(_ execution: Execution) {
        guard let slot = snapshot.devices.slot(of: execution.device) else { return }
        snapshot.devices.update(slot) { $0.note(execution) }
    }

    /// Whether a device's fact changes nothing that counts, for example the time of a check-in.
    private func isCounted(_ fact: FleetFacts.DeviceFact) -> Bool {
        guard let known = snapshot.devices[fact.device.id] else { return false }
        return known.packages == fact.packages && known.device.path == fact.device.path
    }

    /// Counts a device out, changes it, and counts it in again.
    private func recount(_ id: Device.Identity, _ change: () -> Void) {
        let before = snapshot.devices[id]
        if let before { snapshot.count(before, step: -1) }
        change()
        guard let after = snapshot.devices[id] else { return }
        let health = snapshot.count(after, step: 1)
        if after.computedHealth != health {
            snapshot.devices.update(after.slot) { $0.computedHealth = health }
        }
    }

    /// Takes decisions in, and judges the devices that they, or other groups, may matter to.
    private func judge(_ approvals: [Approval]?, _ moved: [Device.Identity]) {
        let former = snapshot.approvals
        if let approvals { snapshot.setApprovals(approvals) }
        if approvals != nil, Self.isHealthChange(from: former, to: snapshot.approvals) {
            survey()
        } else if snapshot.hasGroupDeclines {
            // Beyond a few devices, counting patch by patch is quicker.
            if moved.count > Self.judgedSinglyMax { return survey() }
            for id in moved { recount(id) {} }
        }
    }

    /// How many devices are judged one by one.
    private static let judgedSinglyMax = 1_000

    /// Whether some patch that is declined anywhere, before or now, is decided about otherwise.
    private static func isHealthChange(
        from former: [Patch.Identity: [Approval]],
        to present: [Patch.Identity: [Approval]]
    ) -> Bool {
        Set(former.keys).union(present.keys).contains { patch in
            let (old, new) = (former[patch] ?? [], present[patch] ?? [])
            guard old != new, (old + new).contains(where: { $0.decision == .declined }) else {
                return false
            }
            return Set(old.map(Ballot.init)) != Set(new.map(Ballot.init))
        }
    }

    private func survey() {
        var survey = FleetSurvey(snapshot, countsDevices: true)
        survey.run()
        snapshot.tallies = survey.tallies
        snapshot.counts = survey.counts
        for slot in 0..<UInt32(snapshot.devices.slotCount) {
            let health = survey.health(slot)
            guard let device = snapshot.devices[slot: slot], device.computedHealth != health else {
                continue
            }
            snapshot.devices.update(slot) { $0.computedHealth = health }
        }
    }
}

/// The part of a decision that matters to the health of devices.
private struct Ballot: Hashable {
    let tenant: Tenant.Identity
    let group: Group.Identity?
    let decision: Approval.Decision

    init(_ approval: Approval) {
        tenant = approval.tenant
        group = approval.group
        decision = approval.decision
    }
}

extension FleetSnapshot {
    /// Counts one device in (`step` 1) or out (-1), and says what it lacks in one word.
    @discardableResult
    fileprivate mutating func count(_ device: IndexedDevice, step: Int) -> Health {
        var (missing, current, installed) = (0, 0, 0)
        defer {
            if step > 0 {
                counts.set(
                    device.slot,
                    missing: missing,
                    currentMissing: current,
                    installed: installed
                )
            }
        }
        guard let list = device.packages else { return .unknown }
        var health = Health.healthy
        var isOpaque = false
        tallies.grow(to: catalogue.count, repeating: PatchTally())
        book.forEachSummary(book.rows(of: list)) { slot, summary in
            let patch = catalogue.patch(at: slot)
            var state = summary.state
            if !device.attempts.isEmpty,
                let tried = device.overlay(state, summary.reason, of: patch.id)
            {
                state = tried.state
            }
            tallies[Int(slot)].count(state, isCurrent: summary.isCurrent, step: step)
            if state.isMissing { missing += 1 } else if state == .installed { installed += 1 }
            if summary.isCurrent { current += 1 }
            if state == .unknown { isOpaque = true }
            guard step > 0, summary.isCurrent, health != .highlyVulnerable,
                approval(of: patch.id, on: device)?.decision != .declined
            else { return }
            health = patch.classification == .security ? .highlyVulnerable : .vulnerable
        }
        return health == .healthy && isOpaque ? .unknown : health
    }
}
