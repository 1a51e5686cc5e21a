// SPDX-License-Identifier: Apache-2.0
package import Domain

extension DeploymentService {
    /// Whether people may take back that a deployment which happens once was enabled.
    package enum Enabling: Sendable {
        /// They may, and enabling it again lets it happen again.
        case revocable
        /// They may not: disabling it fails, and enabling it again changes nothing.
        case lasting
    }

    /// Enables or disables a deployment; saying it again changes nothing.
    ///
    /// - Throws: ``DomainError/Code/deploymentNotFound``, ``DomainError/Code/deploymentEnabled``
    ///   where the enabling lasts.
    package func setEnabled(
        _ isEnabled: Bool,
        _ id: Deployment.Identity,
        enabling: Enabling = .revocable,
        by principal: Principal
    ) async throws -> Deployment {
        try principal.require(.deploy)
        let environment = environment
        return try await environment.change(by: principal) { transaction, now, audit in
            var deployment = try Self.require(id, transaction, principal)
            guard try deployment.set(enabled: isEnabled, enabling, at: now) else {
                return deployment
            }
            try transaction.update(deployment)
            try audit.record(
                isEnabled ? "deployment.enable" : "deployment.disable",
                subject: id.description,
                detail: deployment.name,
                tenant: deployment.tenant
            )
            if deployment.isDue(at: now) {
                try environment.engine(transaction, audit: audit).startDue(at: now)
            }
            return try transaction.deployment(id) ?? deployment
        }
    }

    /// Changes a deployment; runs that have begun keep the plan that they began with.
    ///
    /// `change` gets the deployment and changes its kind, name, summary, plan or request. Where
    /// `isEnabled` is given, it is then enabled or disabled in the same transaction.
    ///
    /// - Throws: As ``create(_:by:)`` and ``setEnabled(_:_:enabling:by:)``;
    ///   ``DomainError/Code/deploymentEnabled`` for an enabled one that events of devices start.
    package func update(
        _ id: Deployment.Identity,
        isEnabled: Bool? = nil,
        enabling: Enabling = .revocable,
        by principal: Principal,
        _ change: @escaping @Sendable (inout Deployment) throws -> Void
    ) async throws -> Deployment {
        try principal.require(.deploy)
        let service = self
        let environment = environment
        return try await environment.change(by: principal) { transaction, now, audit in
            let former = try Self.require(id, transaction, principal)
            try former.requireChangeable()
            var deployment = former
            try change(&deployment)
            try service.check(deployment.plan, kind: deployment.kind, by: principal)
            try Self.requireLinks(deployment, transaction)
            let isMoved = deployment.plan.schedule != former.plan.schedule
            if deployment.status == .enabled, isMoved {
                deployment.nextSlot = deployment.plan.slot(asOf: now, after: former.lastSlot)
            }
            if let isEnabled {
                // Another schedule gives what has ended another turn.
                if isMoved, deployment.status == .ended { deployment.status = .disabled }
                _ = try deployment.set(enabled: isEnabled, enabling, at: now)
            }
            deployment.updatedBy = principal.label
            deployment.updatedAt = now
            try transaction.update(deployment)
            try audit.record(
                "deployment.update",
                subject: id.description,
                detail: deployment.name,
                tenant: deployment.tenant
            )
            guard isEnabled == true, deployment.isDue(at: now) else { return deployment }
            try environment.engine(transaction, audit: audit).startDue(at: now)
            return try transaction.deployment(id) ?? deployment
        }
    }
}

extension Deployment {
    /// Whether its slot has come.
    func isDue(at now: Timestamp) -> Bool {
        status == .enabled && nextSlot.map { $0 <= now } ?? false
    }

    /// Enables it: its schedule counts from now, and what is on demand is due at once.
    mutating func enable(at now: Timestamp) {
        status = .enabled
        enabledAt = now
        nextSlot =
            plan.schedule.recurrence == .onDemand ? now : plan.slot(asOf: now, after: lastSlot)
        // A time that has passed is not waited for.
        if plan.schedule.recurrence == .once, nextSlot == nil, lastSlot == nil { nextSlot = now }
    }

    /// Enables or disables it; whether that changed anything.
    ///
    /// Runs that have begun go on.
    fileprivate mutating func set(
        enabled isEnabled: Bool,
        _ enabling: DeploymentService.Enabling,
        at now: Timestamp
    ) throws(DomainError) -> Bool {
        if enabling == .lasting, isSingle, status == .enabled || status == .ended {
            guard !isEnabled else { return false }
            throw DomainError(
                .deploymentEnabled,
                subject: "deployment \(number)",
                hint: "it happens once and was enabled: it can only be deleted"
            )
        }
        guard (status == .enabled) != isEnabled else { return false }
        if isEnabled {
            enable(at: now)
        } else {
            status = .disabled
            nextSlot = nil
        }
        return true
    }
}
