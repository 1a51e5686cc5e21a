// SPDX-License-Identifier: Apache-2.0

/// The deployment policies that tenants made; the built-in ones are in no database.
package protocol DeploymentPolicyStore {
    /// Adds a policy; fails with ``DomainError/Code/policyNameTaken`` where its tenant has one of
    /// the name, and with ``DomainError/Code/internalFault`` for one that is built in.
    func insert(_ policy: DeploymentPolicy) throws
    /// Replaces everything about a policy but its identity, number and tenant; fails with
    /// ``DomainError/Code/policyNameTaken`` or ``DomainError/Code/policyNotFound``.
    func update(_ policy: DeploymentPolicy) throws
    /// Removes a policy; without it nothing happens.
    func deleteDeploymentPolicy(_ id: DeploymentPolicy.Identity) throws
    /// One policy.
    func deploymentPolicy(_ id: DeploymentPolicy.Identity) throws -> DeploymentPolicy?
    /// The policies of a path's tenant and of all below it, by number.
    func deploymentPolicies(in path: TenantPath) throws -> [DeploymentPolicy]
}
