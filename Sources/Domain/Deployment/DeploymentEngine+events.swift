// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

extension DeploymentEngine {
    /// For how long after its first inventory a device counts as new: a day.
    private static let youth: Duration = .seconds(86_400)

    /// Starts what waits for a new device; each deployment once.
    ///
    /// The caller calls it for every call of a device whose first inventory is there; so nothing is
    /// lost where the server ends in between.
    package func activated(_ id: Device.Identity, at now: Timestamp) throws {
        for deployment in try waiting(for: id, at: now) {
            try begin(deployment, on: id, at: now, reason: "the device is new")
        }
    }

    /// The deployments that a new device has not begun yet.
    private func waiting(for id: Device.Identity, at now: Timestamp) throws -> [Deployment] {
        guard let device = try fleet.device(id), let first = device.firstInventoryAt,
            now - first < Self.youth
        else { return [] }
        return try store.eventDeployments().filter { deployment in
            guard deployment.plan.schedule.recurrence.startsOnActivation,
                let enabledAt = deployment.enabledAt, first >= enabledAt
            else { return false }
            return try !store.hasRun(of: deployment.id, subject: id)
        }
    }

    /// Starts what waits for a device that was away.
    package func returned(
        _ id: Device.Identity,
        after absence: Duration,
        at now: Timestamp
    ) throws {
        guard absence >= .seconds(86_400) else { return }
        for deployment in try store.eventDeployments() {
            guard let days = deployment.plan.schedule.recurrence.absenceDays,
                absence >= .seconds(days * 86_400)
            else { continue }
            let gone = absence.components.seconds / 86_400
            try begin(deployment, on: id, at: now, reason: "the device was away for \(gone) days")
        }
    }

    private func begin(
        _ deployment: Deployment,
        on id: Device.Identity,
        at now: Timestamp,
        reason: String
    ) throws {
        guard
            try fleet.devices(of: deployment.plan.targets, in: deployment.path, now: now)
                .contains(where: { $0.id == id })
        else { return }
        try start(deployment, slot: now, subject: id, at: now, by: Self.name, reason: reason)
    }

    /// The published patches that the people at a device may install now.
    package func offered(
        to id: Device.Identity,
        at now: Timestamp
    ) throws -> [(deployment: Deployment, patches: [OrderPatch])] {
        guard let device = try fleet.device(id) else { return [] }
        return try store.publishedDeployments().compactMap { deployment in
            let plan = deployment.plan
            guard plan.expiresAt.map({ now < $0 }) ?? true, deployment.path.contains(device.path),
                try fleet.devices(of: plan.targets, in: deployment.path, now: now)
                    .contains(where: { $0.id == id })
            else { return nil }
            let followed = try followed(plan)
            let wanted = try fleet.patches(of: followed.patches, in: deployment.path, now: now)
            let patches = try fleet.missing(
                on: device,
                wanted: wanted.map(Set.init),
                approval: followed.approvalNeed,
                now: now
            )
            return patches.isEmpty ? nil : (deployment, patches)
        }
    }

    /// Begins a published patch on the device whose people asked for it.
    ///
    /// - Throws: ``DomainError/Code/patchNotFound`` where it is not published for the device.
    package func install(
        published patch: Patch.Identity,
        on id: Device.Identity,
        at now: Timestamp
    ) throws -> Run {
        for (deployment, patches) in try offered(to: id, at: now)
        where patches.contains(where: { $0.patch == patch.uuid }) {
            var deployment = deployment
            // Who asks for it wants it now.
            deployment.plan.policy.window = nil
            deployment.plan.policy.installAt = .window
            deployment.plan.rings = []
            return try start(
                deployment,
                slot: now,
                subject: id,
                patches: [patch],
                at: now,
                by: "device \(id)",
                reason: "the people at the device asked for it"
            )
        }
        throw DomainError(
            .patchNotFound,
            subject: patch.description,
            hint: "it is not offered to this device"
        )
    }

    /// Whether ``orders(for:at:)`` or ``activated(_:at:)`` would do anything; a look that changes
    /// nothing.
    package func hasWork(for id: Device.Identity, at now: Timestamp) throws -> Bool {
        guard let device = try fleet.device(id) else { return false }
        for execution in try store.openExecutions(of: id) {
            guard let run = try store.run(execution.run) else { continue }
            switch execution.state {
            case .pending:
                if now >= execution.expiresAt { return true }
                guard run.state == .running, execution.ring <= run.course.openRing else { continue }
                if run.course.plan.moment(for: execution, on: device, at: now) != .later {
                    return true
                }
            case .verifying, .silent:
                if execution.awaitsProof, execution.isProven(by: device) { return true }
                if execution.state == .silent, !execution.awaitsProof { continue }
            default:
                if execution.leasedUntil.map({ now >= $0 }) ?? true { return true }
            }
        }
        return try !waiting(for: id, at: now).isEmpty || !outrun(on: id, at: now).isEmpty
    }
}
