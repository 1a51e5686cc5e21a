// SPDX-License-Identifier: Apache-2.0
package import Domain

extension InMemoryDeploymentStore {
    /// Adds a deployment.
    package func insert(_ deployment: Deployment) throws {
        guard contents.deployments.updateValue(deployment, forKey: deployment.id) == nil else {
            throw DomainError(.storageConflict, subject: "deployment \(deployment.number)")
        }
        events.append(.deployment(deployment))
    }

    /// Replaces what may change about a deployment.
    package func update(_ deployment: Deployment) throws {
        guard let former = contents.deployments[deployment.id] else {
            throw DomainError(.deploymentNotFound, subject: "deployment \(deployment.number)")
        }
        var changed = deployment
        changed.number = former.number
        changed.tenant = former.tenant
        changed.path = former.path
        if defect == .forgetsSlots { changed.nextSlot = former.nextSlot }
        contents.deployments[deployment.id] = changed
        events.append(.deployment(changed))
    }

    /// Removes a deployment with its runs and executions.
    package func deleteDeployment(_ id: Deployment.Identity) throws {
        for run in contents.runs.values where run.deployment == id { delete(run.id) }
        contents.deployments[id] = nil
    }

    /// The deployments of a path and below, newest first.
    package func deployments(
        in path: TenantPath,
        offset: Int,
        limit: Int
    ) throws -> [Deployment] {
        let found = contents.deployments.values.filter { path.contains($0.path) }
            .sorted { ($0.createdAt, $0.number) > ($1.createdAt, $1.number) }
        return Array(found.dropFirst(max(0, offset)).prefix(max(0, limit)))
    }

    /// One deployment.
    package func deployment(_ id: Deployment.Identity) throws -> Deployment? {
        contents.deployments[id]
    }

    /// How many there are.
    package func deploymentCount(in path: TenantPath) throws -> Int {
        contents.deployments.values.count { path.contains($0.path) }
    }

    /// The enabled deployments whose next slot has come, the earliest slot first.
    package func dueDeployments(at now: Timestamp) throws -> [Deployment] {
        enabled { deployment in deployment.nextSlot.map { $0 <= now } ?? false }
            .sorted { left, right in
                guard let first = left.nextSlot, let second = right.nextSlot else { return false }
                return (first, left.number) < (second, right.number)
            }
    }

    /// The enabled deployments that start when something happens to a device.
    package func eventDeployments() throws -> [Deployment] {
        enabled { $0.plan.schedule.recurrence.isEventDriven }
    }

    /// The enabled deployments that people at their devices may start.
    package func publishedDeployments() throws -> [Deployment] {
        enabled { $0.plan.policy.selfService != .deploy }
    }

    /// Whether a deployment has had a run for one device.
    package func hasRun(
        of deployment: Deployment.Identity,
        subject: Device.Identity
    ) throws -> Bool {
        contents.runs.values.contains { $0.deployment == deployment && $0.subject == subject }
    }

    /// The enabled deployments that are linked to another.
    package func deployments(linkedTo predecessor: Deployment.Identity) throws -> [Deployment] {
        enabled { $0.plan.link?.predecessor == predecessor }.map { linked in
            var linked = linked
            if defect == .ignoresShares { linked.plan.link?.minimumSuccessShare = 0 }
            return linked
        }
    }

    private func enabled(where isMeant: (Deployment) -> Bool) -> [Deployment] {
        contents.deployments.values.filter { $0.status == .enabled && isMeant($0) }
            .sorted { $0.number < $1.number }
    }

    /// Removes a run with its executions and counts.
    func delete(_ run: Run.Identity) {
        for id in contents.byRun.removeValue(forKey: run) ?? [] {
            guard let execution = contents.executions.removeValue(forKey: id) else { continue }
            contents.byOrder[execution.order] = nil
            contents.byDevice[execution.device]?.removeAll { $0 == id }
            contents.open.remove(id)
            contents.openByDevice[execution.device]?.removeAll { $0 == id }
        }
        contents.counts[run] = nil
        contents.openRuns.remove(run)
        contents.runs[run] = nil
    }
}
