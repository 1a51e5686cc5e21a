// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet

/// What happens to a fleet.
extension RandomFleet {
    /// Lets something happen.
    mutating func step(_ touched: inout Touched) {
        clock += 1
        switch random.draw(below: 11) {
        case 0: addDevice(&touched)
        case 1, 2: replaceInventory(&touched)
        case 3: removeDevice(&touched)
        case 4: decide(&touched)
        case 5: addRecord(&touched)
        case 6: changeRecord(&touched)
        case 7: order(&touched)
        case 8: endOrder(&touched)
        case 9: touched.isChecked = true
        default: checkIn(&touched)
        }
        if groupRandom.draw(below: 3) == 0 { move(&touched) }
    }

    /// Puts a machine into a group or takes it out.
    private mutating func move(_ touched: inout Touched) {
        guard !devices.isEmpty else { return }
        let device = groupRandom.draw(from: devices)
        let group = groupRandom.draw(from: Self.groups)
        let membership = GroupMembership(group: group.id, device: device.id)
        let isIn = memberships.contains(membership)
        if isIn {
            memberships.removeAll { $0 == membership }
        } else {
            memberships.append(membership)
        }
        touched.hasMoves = true
        story.append("\(device.name) \(isIn ? "leaves" : "joins") \(group.name)")
    }

    /// Adds a machine, now and then one that was never scanned or long ago.
    mutating func addDevice(_ touched: inout Touched) {
        deviceCount += 1
        let device = Snapshots.device(
            deviceCount,
            path: random.draw(from: [Snapshots.here, Snapshots.there]),
            digest: random.draw(below: 8) == 0 ? nil : "d",
            scannedAgo: random.draw(below: 8) == 0 ? .seconds(30 * 86_400) : .seconds(60)
        )
        devices.append(device)
        if device.inventoryDigest != nil { inventories[device.id] = inventory() }
        for group in Self.groups where groupRandom.draw(below: 2) == 0 {
            memberships.append(GroupMembership(group: group.id, device: device.id))
            touched.hasMoves = true
        }
        touched.devices.insert(device.id)
        story.append("\(device.name) is added")
    }

    /// Often one that another machine has.
    private mutating func inventory() -> Inventory {
        let known = devices.compactMap { inventories[$0.id] }
        return known.isEmpty || random.draw(below: 3) > 0
            ? RandomInventories.next(for: random.draw(from: platforms), &random)
            : random.draw(from: known)
    }

    private mutating func replaceInventory(_ touched: inout Touched) {
        guard !devices.isEmpty else { return }
        let index = random.draw(below: devices.count)
        devices[index].inventoryDigest = "d\(clock)"
        devices[index].scannedAt = Snapshots.now
        inventories[devices[index].id] = inventory()
        touched.devices.insert(devices[index].id)
        story.append("\(devices[index].name) has another inventory")
    }

    private mutating func removeDevice(_ touched: inout Touched) {
        guard !devices.isEmpty else { return }
        let device = devices.remove(at: random.draw(below: devices.count))
        inventories[device.id] = nil
        memberships.removeAll { $0.device == device.id }
        touched.removed.append(device.id)
        story.append("\(device.name) is removed")
    }

    private mutating func checkIn(_ touched: inout Touched) {
        guard !devices.isEmpty else { return }
        let index = random.draw(below: devices.count)
        devices[index].lastContactAt = Snapshots.now + .seconds(clock)
        touched.devices.insert(devices[index].id)
        story.append("\(devices[index].name) checks in")
    }

    /// Decides about a patch, or takes a decision back.
    mutating func decide(_ touched: inout Touched) {
        let path = random.draw(from: [Snapshots.root, Snapshots.here, Snapshots.there])
        let patch = random.draw(from: patches)
        let tenant = Tenant.Identity(Snapshots.uuid("site \(path)"))
        let group = groupRandom.draw(from: [nil] + Self.groups.map { Optional($0.id) })
        approvals.removeAll { $0.patch == patch && $0.tenant == tenant && $0.group == group }
        let decision = random.draw(from: [Approval.Decision.declined, .declined, .approved, nil])
        if let decision {
            approvals.append(
                Approval(
                    tenant: tenant,
                    path: path,
                    group: group,
                    patch: patch,
                    decision: decision,
                    by: "user:ada",
                    at: Snapshots.now
                )
            )
        }
        touched.hasDecisions = true
        let place = group == nil ? "\(path)" : "\(path) for a group"
        story.append("\(patch) is \(decision?.rawValue ?? "undecided") at \(place)")
    }

    /// Adds a record, which may take the place of one.
    mutating func addRecord(_ touched: inout Touched) {
        let (feed, record) = RandomRecords.next(
            for: random.draw(from: platforms),
            &random
        )
        records.removeAll { $0.feed.feed == feed && $0.record.patch == record.patch }
        records.append(
            StoredPatchRecord(
                record: record,
                feed: FeedReference(feed: feed, revision: clock + 1),
                withdrawnBy: random.draw(below: 5) == 0 ? clock + 1 : nil
            )
        )
        touched.patches.insert(record.patch)
        story.append("\(feed) speaks of \(record.stream) \(record.source) \(record.version)")
    }

    private mutating func changeRecord(_ touched: inout Touched) {
        let index = random.draw(below: records.count)
        let record = records[index].record
        records[index].feed.revision = clock + 1
        if random.draw(below: 2) == 0 {
            let isWithdrawn = records[index].withdrawnBy != nil
            records[index].withdrawnBy = isWithdrawn ? nil : clock + 1
        } else {
            records[index].record = RandomRecords.changed(record, &random)
        }
        touched.patches.insert(record.patch)
        story.append(
            "\(records[index].feed.feed) speaks otherwise of \(record.stream) \(record.source) "
                + "\(record.version), withdrawn: \(records[index].withdrawnBy != nil)"
        )
    }

    private mutating func order(_ touched: inout Touched) {
        guard !devices.isEmpty else { return }
        // Few patches and few machines, so that orders meet each other.
        let all = Array(catalogue.ordered.prefix(4))
        let device = random.draw(from: Array(devices.prefix(2)))
        let execution = Snapshots.execution(
            "\(clock)",
            patches: [random.draw(from: all), random.draw(from: all)],
            on: device.number,
            at: clock
        )
        executions.append(execution)
        touched.executions.insert(execution.id)
        story.append("\(device.name) gets an order")
    }

    private mutating func endOrder(_ touched: inout Touched) {
        let open = executions.indices.filter { !executions[$0].state.isFinal }
        guard !open.isEmpty else { return }
        let index = random.draw(from: open)
        if random.draw(below: 4) == 0 {
            _ = executions[index].on(.tick, at: executions[index].expiresAt)
        } else {
            let outcomes = executions[index].patches.map { _ in
                random.draw(from: [PatchResult.Outcome.installed, .failed, .blocked])
            }
            let report = Snapshots.report(executions[index], outcomes)
            _ = executions[index].on(.reported(report), at: Snapshots.now + .seconds(clock))
        }
        touched.executions.insert(executions[index].id)
        story.append("an order ends as \(executions[index].state.rawValue)")
    }
}
