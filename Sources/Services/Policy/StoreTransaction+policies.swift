// SPDX-License-Identifier: Apache-2.0
import Domain

extension StoreTransaction {
    /// Every stored policy, by number.
    func storedPolicies() throws -> [DeploymentPolicy] {
        try rootTenant().map { try deploymentPolicies(in: $0.path) } ?? []
    }

    /// A stored policy that a caller of a place may change.
    ///
    /// - Throws: ``DomainError/Code/policyNotFound``; ``DomainError/Code/permissionMissing`` for one
    ///   that is built in or belongs to a tenant above.
    func ownPolicy(
        _ id: DeploymentPolicy.Identity,
        for scope: TenantPath
    ) throws -> DeploymentPolicy {
        if let builtIn = DeploymentPolicy.builtIn.first(where: { $0.id == id }) {
            throw DomainError(
                .permissionMissing,
                subject: "policy \(builtIn.name)",
                hint: "it is built in; copy it and change the copy"
            )
        }
        guard let policy = try deploymentPolicy(id), let path = policy.path,
            path.contains(scope) || scope.contains(path)
        else { throw DomainError(.policyNotFound, subject: "policy \(id)") }
        guard scope.contains(path) else {
            throw DomainError(
                .permissionMissing,
                subject: "policy \(policy.name)",
                hint: "it belongs to a tenant above; copy it and change the copy"
            )
        }
        return policy
    }

    /// The deployments that take their policy from a stored one.
    func deployments(with policy: DeploymentPolicy) throws -> [Deployment] {
        guard let path = policy.path else { return [] }
        return try deployments(in: path, offset: 0, limit: .max)
            .filter { $0.plan.template == policy.id }
    }

    /// Gives the deployments with a policy its new form, and their slots where it decides them.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` where an enabled one could not go on.
    func renew(
        _ policy: DeploymentPolicy,
        from former: DeploymentPolicy,
        at now: Timestamp
    ) throws {
        for var deployment in try deployments(with: policy) {
            deployment.plan.policy = policy
            if deployment.status == .enabled {
                do { try deployment.plan.validate(for: deployment.kind) } catch {
                    throw error.inside("deployment \(deployment.number)").domainError
                }
                let isMoved =
                    policy.window != former.window || policy.selfService != former.selfService
                if isMoved, deployment.plan.link == nil,
                    deployment.plan.schedule.recurrence.isTimed
                {
                    let last = deployment.lastSlot ?? now
                    deployment.nextSlot = deployment.plan.slot(after: max(now, last))
                }
            }
            try update(deployment)
        }
    }
}

extension AuditRecorder {
    /// Adds a line about a stored policy.
    func record(_ action: String, of policy: DeploymentPolicy, detail: String = "") throws {
        guard let tenant = policy.tenant else { return }
        try record(
            action,
            subject: policy.id.description,
            detail: policy.name + detail,
            tenant: tenant
        )
    }
}
