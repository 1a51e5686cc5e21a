// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    func insert(_ policy: DeploymentPolicy) throws {
        guard let tenant = policy.tenant, let path = policy.path else {
            throw DomainError(
                .internalFault,
                subject: "the built-in policy \(policy.name) is not stored"
            )
        }
        // The conflict is left to the statement; see the one of users.
        let count = try execute(
            """
            INSERT INTO deployment_policy (id, number, tenant_id, path, name, settings)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, name) DO NOTHING
            """,
            policy.id,
            policy.number,
            tenant,
            path,
            policy.name,
            try StoredJSON.encode(policy)
        )
        guard count == 1 else { throw Self.isTaken(policy) }
    }

    func update(_ policy: DeploymentPolicy) throws {
        guard let stored = try deploymentPolicy(policy.id) else {
            throw DomainError(.policyNotFound, subject: "policy \(policy.name)")
        }
        var policy = policy
        policy.number = stored.number
        policy.tenant = stored.tenant
        policy.path = stored.path
        let count = try execute(
            """
            UPDATE deployment_policy SET name = ?, settings = ?
            WHERE id = ? AND NOT EXISTS (
                SELECT other.id FROM deployment_policy other
                WHERE other.tenant_id = ? AND other.name = ? AND other.id <> ?)
            """,
            policy.name,
            try StoredJSON.encode(policy),
            policy.id,
            stored.tenant,
            policy.name,
            policy.id
        )
        guard count == 1 else { throw Self.isTaken(policy) }
    }

    private static func isTaken(_ policy: DeploymentPolicy) -> DomainError {
        DomainError(.policyNameTaken, subject: "policy \(policy.name)")
    }

    func deleteDeploymentPolicy(_ id: DeploymentPolicy.Identity) throws {
        try execute("DELETE FROM deployment_policy WHERE id = ?", id)
    }

    func deploymentPolicy(_ id: DeploymentPolicy.Identity) throws -> DeploymentPolicy? {
        try first("SELECT settings FROM deployment_policy WHERE id = ?", id) { try $0.json(0) }
    }

    func deploymentPolicies(in path: TenantPath) throws -> [DeploymentPolicy] {
        try all(
            """
            SELECT settings FROM deployment_policy WHERE path >= ? AND path < ? ORDER BY number
            """,
            path,
            path.upperBound
        ) { try $0.json(0) }
    }
}
