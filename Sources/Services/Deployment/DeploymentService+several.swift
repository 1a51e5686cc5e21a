// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What became of one of several deployments that the same was asked of.
package struct DeploymentOutcome: Sendable, Equatable {
    /// The deployment that was named.
    package let id: Deployment.Identity
    /// Its name; `nil` where the caller sees no such deployment.
    package let name: String?
    /// Why nothing was done; `nil` where it was.
    package let error: DomainError?

    /// Makes an outcome.
    package init(id: Deployment.Identity, name: String?, error: DomainError?) {
        self.id = id
        self.name = name
        self.error = error
    }
}

extension DeploymentService {
    /// Enables or disables deployments of some kinds, each by itself; the outcomes in the order of
    /// the identities, each once.
    package func setEnabled(
        _ isEnabled: Bool,
        _ ids: [Deployment.Identity],
        kinds: Set<Deployment.Kind>,
        enabling: Enabling = .revocable,
        by principal: Principal
    ) async throws -> [DeploymentOutcome] {
        try principal.require(.deploy)
        let known = try await names(of: ids, kinds: kinds, principal)
        var outcomes: [DeploymentOutcome] = []
        for id in ids.unique {
            guard let name = known[id] else {
                outcomes.append(.missing(id))
                continue
            }
            do {
                _ = try await setEnabled(isEnabled, id, enabling: enabling, by: principal)
                outcomes.append(DeploymentOutcome(id: id, name: name, error: nil))
            } catch let error as DomainError {
                outcomes.append(DeploymentOutcome(id: id, name: name, error: error))
            }
        }
        return outcomes
    }

    private func names(
        of ids: [Deployment.Identity],
        kinds: Set<Deployment.Kind>,
        _ principal: Principal
    ) async throws -> [Deployment.Identity: String] {
        try await environment.store.read { transaction in
            var names: [Deployment.Identity: String] = [:]
            for id in ids {
                guard let found = try transaction.deployment(id), kinds.contains(found.kind),
                    principal.scope.contains(found.path)
                else { continue }
                names[id] = found.name
            }
            return names
        }
    }

    /// Removes a deployment with its runs; devices that have an order finish it unheard.
    ///
    /// - Throws: ``DomainError/Code/deploymentNotFound``, ``DomainError/Code/deploymentInUse``
    ///   while another deployment takes its patches from it.
    package func delete(_ id: Deployment.Identity, by principal: Principal) async throws {
        let kinds = Set(Deployment.Kind.allCases)
        if let error = try await delete([id], kinds: kinds, by: principal).first?.error {
            throw error
        }
    }

    /// Removes deployments of some kinds; the outcomes in the order of the identities, each once.
    ///
    /// One whose patches another takes goes where that other is removed as well.
    package func delete(
        _ ids: [Deployment.Identity],
        kinds: Set<Deployment.Kind>,
        by principal: Principal
    ) async throws -> [DeploymentOutcome] {
        try principal.require(.deploy)
        return try await environment.change(by: principal) { transaction, _, audit in
            var removal = Removal(
                takers: try Self.takers(transaction),
                transaction: transaction,
                audit: audit,
                principal: principal
            )
            return try removal.remove(ids.unique, kinds: kinds)
        }
    }
}

/// The removal of several deployments in one transaction.
private struct Removal {
    var takers: [Deployment.Identity: [Deployment]]
    let transaction: any StoreTransaction
    let audit: AuditRecorder
    let principal: Principal

    mutating func remove(
        _ ids: [Deployment.Identity],
        kinds: Set<Deployment.Kind>
    ) throws -> [DeploymentOutcome] {
        var left: [Deployment] = []
        for id in ids {
            guard let found = try transaction.deployment(id), kinds.contains(found.kind),
                principal.scope.contains(found.path)
            else { continue }
            left.append(found)
        }
        var outcomes: [Deployment.Identity: DeploymentOutcome] = [:]
        // Each removal may free the one whose patches were taken.
        while case let free = left.filter({ taker(of: $0) == nil }), !free.isEmpty {
            for deployment in free {
                try remove(deployment)
                outcomes[deployment.id] = .done(deployment)
            }
            left.removeAll { outcomes[$0.id] != nil }
        }
        for deployment in left { outcomes[deployment.id] = refusal(deployment) }
        return ids.map { outcomes[$0] ?? .missing($0) }
    }

    private func taker(of deployment: Deployment) -> Deployment? {
        takers[deployment.id]?.first
    }

    private mutating func remove(_ deployment: Deployment) throws {
        for execution in try transaction.executions(of: deployment.id) {
            try transaction.append(.execution(execution.id, device: execution.device))
        }
        try transaction.deleteDeployment(deployment.id)
        if let source = deployment.plan.patches.source {
            takers[source]?.removeAll { $0.id == deployment.id }
        }
        try audit.record(
            "deployment.delete",
            subject: deployment.id.description,
            detail: deployment.name,
            tenant: deployment.tenant
        )
    }

    private func refusal(_ deployment: Deployment) -> DeploymentOutcome {
        let who =
            taker(of: deployment).map { taker in
                principal.scope.contains(taker.path)
                    ? "deployment \(taker.number) (\(taker.name)) takes its patches from it"
                    : "a deployment of a tenant above takes its patches from it"
            } ?? ""
        let error = DomainError(
            .deploymentInUse,
            subject: "deployment \(deployment.number)",
            hint: who
        )
        return DeploymentOutcome(id: deployment.id, name: deployment.name, error: error)
    }
}

extension DeploymentOutcome {
    fileprivate static func done(_ deployment: Deployment) -> Self {
        Self(id: deployment.id, name: deployment.name, error: nil)
    }

    fileprivate static func missing(_ id: Deployment.Identity) -> Self {
        Self(
            id: id,
            name: nil,
            error: DomainError(.deploymentNotFound, subject: id.description)
        )
    }
}

extension [Deployment.Identity] {
    /// The identities in order, each once.
    fileprivate var unique: Self {
        var passed: Set<Deployment.Identity> = []
        return filter { passed.insert($0).inserted }
    }
}
