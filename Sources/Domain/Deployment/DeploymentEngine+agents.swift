// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
import Foundation

extension DeploymentEngine {
    /// The orders that a device shall get now, leased; the caller signs and sends them.
    ///
    /// `isInventoryKnown` is false where the device has just named an inventory that the server does
    /// not hold yet: then nothing about packages is decided by the one before.
    package func orders(
        for id: Device.Identity,
        isInventoryKnown: Bool = true,
        at now: Timestamp
    ) throws -> [Order] {
        guard let device = try fleet.device(id) else { return [] }
        try proveReports(of: device, at: now)
        try replaceFormer(of: device, at: now)
        var orders: [Order] = []
        let open = try store.openExecutions(of: id)
        // Until the inventory after its last work is here, what a device lacks is not known.
        let isStale = !isInventoryKnown || open.contains { $0.awaitsProof }
        for listed in open {
            guard let execution = try present(listed), let run = try store.run(execution.run),
                !isStale || !execution.kind.hasPatches || execution.state != .pending
            else { continue }
            if let order = try order(execution, of: run, on: device, at: now) {
                orders.append(order)
            }
        }
        return orders
    }

    /// Ends what a device has not begun of a run whose follower has come on the device's own clock.
    private func replaceFormer(of device: TargetDevice, at now: Timestamp) throws {
        for former in try outrun(on: device.id, at: now) {
            guard var execution = try present(former) else { continue }
            execution.notBefore = nil
            guard execution.on(.settled(.expired, reason: "the next run began"), at: now) else {
                continue
            }
            try keep(execution, from: former.state, action: "expire", at: now)
        }
    }

    /// What a device has not begun of runs whose followers have come on the device's own clock.
    ///
    /// A run that an event of the device started neither replaces another nor is replaced.
    func outrun(on device: Device.Identity, at now: Timestamp) throws -> [Execution] {
        let open = try store.openExecutions(of: device)
        guard open.count > 1 else { return [] }
        return try open.filter { former in
            guard former.state == .pending, try store.run(former.run)?.subject == nil else {
                return false
            }
            return try open.contains { later in
                guard later.isFollower(of: former, at: now) else { return false }
                return try store.run(later.run)?.subject == nil
            }
        }
    }

    /// The order of one execution; `nil` where the device must wait, or has nothing to do.
    private func order(
        _ execution: Execution,
        of run: Run,
        on device: TargetDevice,
        at now: Timestamp
    ) throws -> Order? {
        var execution = execution
        let state = execution.state
        // What was given out already keeps its end.
        var moment = OrderMoment.begin(
            until: execution.orderExpiresAt ?? execution.expiresAt,
            windowEnd: execution.orderExpiresAt
        )
        if state == .pending {
            guard run.state == .running, execution.ring <= run.course.openRing else { return nil }
            moment = run.course.plan.moment(for: execution, on: device, at: now)
            if case .later = moment { return try expire(execution, at: now) }
            guard try narrow(&execution, of: run, on: device, at: now),
                try hasRoom(run, for: device)
            else { return nil }
        }
        if case .download = moment { execution.isDownload = true }
        guard execution.on(.offered(until: moment.end ?? execution.expiresAt), at: now) else {
            return nil
        }
        let action = state == .pending ? "offer" : "offer again"
        try keep(execution, from: state, action: action, at: now)
        guard execution.state.isActive else { return nil }
        return Order(execution, run.course.plan, on: device, windowEnd: moment.windowEnd, at: now)
    }

    private func expire(_ execution: Execution, at now: Timestamp) throws -> Order? {
        var execution = execution
        let state = execution.state
        if execution.on(.tick, at: now) {
            try keep(execution, from: state, action: "expire", at: now)
        }
        return nil
    }

    /// Whether as few devices are away as the run's limits ask for, this one included.
    private func hasRoom(_ run: Run, for device: TargetDevice) throws -> Bool {
        let limits = run.course.plan.brakes.unavailable
        guard limits.contains(where: { $0.covers(device) }) else { return true }
        let away = try store.executionsAway(of: run.id).compactMap { try fleet.device($0.device) }
        for (limit, allowed) in zip(limits, run.course.allowedAway) where limit.covers(device) {
            if away.count(where: { limit.covers($0) }) >= allowed { return false }
        }
        return true
    }

    /// Takes progress in; what is old or unknown changes nothing.
    package func progress(
        _ progress: OrderProgress,
        of device: Device.Identity,
        at now: Timestamp
    ) throws {
        guard var execution = try store.execution(order: progress.order),
            execution.device == device
        else { return }
        let state = execution.state
        guard execution.on(.progressed(progress.phase), at: now) else { return }
        try keep(execution, from: state, action: "progress", at: now)
    }

    /// Takes a report in; storing it again changes nothing.
    ///
    /// - Throws: ``DomainError/Code/orderNotFound`` where no execution waits for it.
    package func report(
        _ report: OrderReport,
        of device: Device.Identity,
        at now: Timestamp
    ) throws {
        guard var execution = try store.execution(order: report.order), execution.device == device
        else {
            throw DomainError(.orderNotFound, subject: report.order.uuidString.lowercased())
        }
        let state = execution.state
        let rules = try rules(of: execution)
        guard execution.on(.reported(report), at: now, rules: rules) else { return }
        execution.digestAtReport = try fleet.device(device)?.inventoryDigest
        try keep(execution, from: state, action: "report", at: now)
        if let device = try fleet.device(device) { try proveReports(of: device, at: now) }
    }

    /// Takes a refusal in; `false` where it is about no open order of the device.
    package func refuse(
        _ refusal: OrderRefusal,
        of device: Device.Identity,
        at now: Timestamp
    ) throws -> Bool {
        guard refusal.reason != .forged, let order = refusal.order,
            var execution = try store.execution(order: order), execution.device == device
        else { return false }
        let state = execution.state
        guard execution.on(.refused(refusal), at: now) else { return false }
        try keep(execution, from: state, action: "refuse", at: now)
        return true
    }

    /// Holds the reports that wait for it against the inventory that the device has now.
    package func proveReports(of device: TargetDevice, at now: Timestamp) throws {
        for listed in try store.openExecutions(of: device.id) where listed.awaitsProof {
            guard var execution = try present(listed), execution.isProven(by: device)
            else { continue }
            let need = ApprovalNeed(isNeeded: false, days: 0)
            let reached = try execution.patches.filter { patch in
                let standing = try fleet.standing(
                    of: patch,
                    kind: execution.kind,
                    on: device,
                    approval: need,
                    now: now
                )
                return standing == .reached || standing == .notApplicable
            }
            let state = execution.state
            let proven = Set(reached.map { Patch.Identity($0.patch) })
            let rules = try rules(of: execution)
            guard execution.on(.verified(proven), at: now, rules: rules) else { continue }
            try keep(execution, from: state, action: "verify", at: now)
        }
    }

    private func rules(of execution: Execution) throws -> AttemptRules {
        try store.run(execution.run).map { AttemptRules($0.course.plan.policy) } ?? AttemptRules()
    }
}

extension Execution {
    /// Whether it is of a later run of the same deployment, and its time has come.
    fileprivate func isFollower(of former: Execution, at now: Timestamp) -> Bool {
        deployment == former.deployment && run != former.run && createdAt > former.createdAt
            && (attempt > 1 || notBefore.map { $0 <= now } ?? true)
    }

    /// Whether the inventory that the server has of the device was read after the work.
    ///
    /// The device's clock has no say where digests tell: it may be wrong.
    func isProven(by device: TargetDevice) -> Bool {
        guard let report, let digest = device.inventoryDigest else { return false }
        if let proof = report.inventoryDigest {
            return digest == proof || digest != digestAtReport
        }
        guard let reportedAt, let inventoryAt = device.inventoryAt else { return false }
        return inventoryAt > reportedAt
    }
}
