// SPDX-License-Identifier: Apache-2.0
package import Domain
import Fleet

extension DeploymentService {
    /// Makes a deployment; an enabled one that is on demand begins at once.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` with the setting that is wrong,
    ///   ``DomainError/Code/patchNotFound``, ``DomainError/Code/deploymentNotFound`` for a link,
    ///   ``DomainError/Code/permissionMissing`` for unapproved patches without the permission to
    ///   approve.
    package func create(
        _ draft: DeploymentDraft,
        by principal: Principal
    ) async throws -> Deployment {
        try check(draft.plan, kind: draft.kind, by: principal)
        let environment = environment
        return try await environment.change(by: principal) { transaction, now, audit in
            var deployment = try Self.make(draft, environment, transaction, now, principal)
            if draft.isEnabled { deployment.enable(at: now) }
            try Self.requireLinks(deployment, transaction)
            try transaction.insert(deployment)
            try audit.record(
                "deployment.create",
                subject: deployment.id.description,
                detail:
                    "\(deployment.kind.rawValue) \(deployment.name), \(deployment.status.rawValue)",
                tenant: deployment.tenant
            )
            if deployment.isDue(at: now) {
                try environment.engine(transaction, audit: audit).startDue(at: now)
            }
            return try transaction.deployment(deployment.id) ?? deployment
        }
    }

    /// Starts a run now, whatever the schedule says.
    package func run(
        _ id: Deployment.Identity,
        reason: String,
        by principal: Principal
    ) async throws -> Run {
        try principal.require(.deploy)
        let environment = environment
        return try await environment.change(by: principal) { transaction, now, audit in
            var deployment = try Self.require(id, transaction, principal)
            deployment.lastSlot = max(now, deployment.lastSlot ?? now)
            try transaction.update(deployment)
            return try environment.engine(transaction, audit: audit).start(
                deployment,
                slot: now,
                at: now,
                by: principal.label,
                reason: reason
            )
        }
    }

    /// Refuses a plan that cannot be, or that the caller may not order.
    func check(
        _ plan: DeploymentPlan,
        kind: Deployment.Kind,
        by principal: Principal
    ) throws {
        try principal.require(.deploy)
        do { try plan.validate(for: kind) } catch { throw error.domainError }
        if !plan.needsApproval, kind == .install { try principal.require(.approvePatches) }
        let now = environment.clock.now
        let snapshot = environment.index.snapshot
        if case .listed(let patches) = plan.patches {
            for id in patches where snapshot.catalogue.patch(id) == nil {
                throw DomainError(.patchNotFound, subject: id.description)
            }
        }
        if case .matching(let query, _) = plan.patches {
            _ = try SnapshotKnowledge.filter(query, SearchSchema.patches, now: now)
        }
        for targets in [plan.targets] + plan.rings.compactMap(\.targets) {
            if let query = targets.query {
                _ = try SnapshotKnowledge.filter(query, SearchSchema.devices, now: now)
            }
            if let query = targets.lacking {
                _ = try SnapshotKnowledge.filter(query, SearchSchema.patches, now: now)
            }
        }
    }

    /// A deployment inside the caller's scope.
    static func require(
        _ id: Deployment.Identity,
        _ transaction: any StoreTransaction,
        _ principal: Principal
    ) throws -> Deployment {
        guard let deployment = try transaction.deployment(id),
            principal.scope.contains(deployment.path)
        else { throw DomainError(.deploymentNotFound, subject: id.description) }
        return deployment
    }

    /// A deployment of a draft, in the caller's tenant.
    static func make(
        _ draft: DeploymentDraft,
        _ environment: ServiceEnvironment,
        _ transaction: any StoreTransaction,
        _ now: Timestamp,
        _ principal: Principal
    ) throws -> Deployment {
        guard
            let tenant = try transaction.tenants(in: principal.scope).first(where: {
                $0.path == principal.scope
            })
        else { throw DomainError(.siteNotFound, subject: principal.scope.description) }
        return Deployment(
            id: Deployment.Identity(environment.random.uuid()),
            number: try transaction.nextNumber(of: "deployment"),
            tenant: tenant.id,
            path: tenant.path,
            kind: draft.kind,
            name: draft.name,
            summary: draft.summary,
            plan: draft.plan,
            createdBy: principal.label,
            createdAt: now,
            request: draft.request
        )
    }
}
