// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Deployment policies: those that are built in, and those that tenants make.
///
/// A tenant sees its own policies and those of the tenants above it; who looks after tenants sees
/// theirs as well.
package struct DeploymentPolicyService: Sendable {
    /// What the numbers of stored policies begin after, so that they never meet those of the
    /// built-in ones.
    private static let numberBase: Int64 = 1_000

    let environment: ServiceEnvironment

    init(_ environment: ServiceEnvironment) { self.environment = environment }

    // MARK: Questions

    /// The built-in policies, then the stored ones that deployments of the caller's tenant can
    /// name, by number; with `includingBelow` also those of the tenants below.
    package func list(
        includingBelow: Bool = false,
        by principal: Principal
    ) async throws -> [DeploymentPolicy] {
        try principal.require(.readDeployments)
        let scope = principal.scope
        let stored = try await environment.store.read { transaction in
            try transaction.storedPolicies().filter { policy in
                guard let path = policy.path else { return false }
                return path.contains(scope) || includingBelow && scope.contains(path)
            }
        }
        return DeploymentPolicy.builtIn + stored
    }

    /// One policy; throws ``DomainError/Code/policyNotFound``.
    package func policy(
        _ id: DeploymentPolicy.Identity,
        by principal: Principal
    ) async throws -> DeploymentPolicy {
        let found = try await list(includingBelow: true, by: principal).first { $0.id == id }
        guard let found else { throw Self.isUnknown(id.description) }
        return found
    }

    /// The policy of a name, a number or an identity; throws ``DomainError/Code/policyNotFound``.
    ///
    /// Where several tenants use a name, the one nearest to the caller's is meant.
    package func policy(
        named text: String,
        by principal: Principal
    ) async throws -> DeploymentPolicy {
        let all = try await list(includingBelow: true, by: principal)
        let named = all.filter { $0.name == text }
        let found =
            named.filter { $0.path?.contains(principal.scope) ?? false }
            .max { ($0.path?.description.count ?? 0) < ($1.path?.description.count ?? 0) }
            ?? named.first
            ?? all.first { $0.id.description == text.lowercased() || String($0.number) == text }
        guard let found else { throw Self.isUnknown(text) }
        return found
    }

    // MARK: Changes

    /// Makes a policy of the caller's tenant with the settings of another; its identity, number and
    /// tenant are given to it here.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` with the setting that is wrong,
    ///   ``DomainError/Code/policyNameTaken``.
    package func create(
        _ settings: DeploymentPolicy,
        by principal: Principal
    ) async throws -> DeploymentPolicy {
        try await create(settings, action: "policy.create", detail: "", by: principal)
    }

    /// Makes a policy of the caller's tenant with the settings of one that it sees.
    ///
    /// - Throws: As ``create(_:by:)`` and ``DomainError/Code/policyNotFound``.
    package func copy(
        _ id: DeploymentPolicy.Identity,
        name: String,
        by principal: Principal
    ) async throws -> DeploymentPolicy {
        var settings = try await policy(id, by: principal)
        let source = settings.name
        settings.name = name
        return try await create(
            settings,
            action: "policy.copy",
            detail: ": of \(source)",
            by: principal
        )
    }

    /// Changes a policy; runs that have begun keep the form that they began with, later ones take
    /// the new one.
    ///
    /// - Throws: As ``create(_:by:)``, ``DomainError/Code/policyNotFound``, and
    ///   ``DomainError/Code/permissionMissing`` for a policy that is built in or belongs to a tenant
    ///   above.
    package func update(
        _ id: DeploymentPolicy.Identity,
        by principal: Principal,
        _ change: @escaping @Sendable (inout DeploymentPolicy) throws -> Void
    ) async throws -> DeploymentPolicy {
        try principal.require(.deploy)
        return try await environment.change(by: principal) { transaction, now, audit in
            let former = try transaction.ownPolicy(id, for: principal.scope)
            var policy = former
            try change(&policy)
            policy.id = former.id
            policy.number = former.number
            policy.tenant = former.tenant
            policy.path = former.path
            try Self.check(policy)
            try transaction.update(policy)
            try transaction.renew(policy, from: former, at: now)
            try audit.record("policy.update", of: policy)
            return policy
        }
    }

    /// Removes a policy; deployments that do not start anything keep their copy of it.
    ///
    /// - Throws: ``DomainError/Code/policyInUse`` while an enabled deployment takes its policy from
    ///   it, otherwise as ``update(_:by:_:)``.
    package func delete(_ id: DeploymentPolicy.Identity, by principal: Principal) async throws {
        try principal.require(.deploy)
        try await environment.change(by: principal) { transaction, _, audit in
            let policy = try transaction.ownPolicy(id, for: principal.scope)
            let users = try transaction.deployments(with: policy).filter { $0.status == .enabled }
            if let first = users.first {
                let more = users.count > 1 ? " and \(users.count - 1) more" : ""
                throw DomainError(
                    .policyInUse,
                    subject: "policy \(policy.name)",
                    hint: "deployment \(first.number) (\(first.name))\(more) uses it: disable it, "
                        + "or give it another policy"
                )
            }
            try transaction.deleteDeploymentPolicy(id)
            try audit.record("policy.delete", of: policy)
        }
    }

    private func create(
        _ settings: DeploymentPolicy,
        action: String,
        detail: String,
        by principal: Principal
    ) async throws -> DeploymentPolicy {
        try principal.require(.deploy)
        try Self.check(settings)
        let random = environment.random
        return try await environment.change(by: principal) { transaction, _, audit in
            let tenant = try transaction.tenant(at: principal.scope)
            var policy = settings
            policy.id = DeploymentPolicy.Identity(random.uuid())
            policy.number =
                try Self.numberBase + transaction.nextNumber(of: "deployment_policy")
            policy.tenant = tenant.id
            policy.path = tenant.path
            try transaction.insert(policy)
            try audit.record(action, of: policy, detail: detail)
            return policy
        }
    }

    /// Refuses settings that cannot be, and names that would be mistaken for others.
    private static func check(_ policy: DeploymentPolicy) throws {
        do { try policy.validate() } catch { throw error.domainError }
        if PlainText.hasControl(policy.name) {
            throw DomainError(.requestInvalid, subject: "name: it has control characters")
        }
        if DeploymentPolicy.builtIn.contains(where: { $0.name == policy.name }) {
            throw DomainError(
                .policyNameTaken,
                subject: "policy \(policy.name)",
                hint: "a built-in policy has the name"
            )
        }
    }

    fileprivate static func isUnknown(_ text: String) -> DomainError {
        DomainError(.policyNotFound, subject: "policy \(text)")
    }
}
