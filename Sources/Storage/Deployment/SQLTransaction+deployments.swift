// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    private static let columns = """
        id, number, tenant_id, path, kind, name, summary, patches, created_by, created_at, \
        expires_at, request
        """

    func insert(_ deployment: Deployment, executions: [Execution]) throws {
        try execute(
            """
            INSERT INTO deployment (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            deployment.id,
            deployment.number,
            deployment.tenant,
            deployment.path,
            deployment.kind.rawValue,
            deployment.name,
            deployment.summary,
            try StoredJSON.encode(deployment.patches),
            deployment.createdBy,
            deployment.createdAt,
            deployment.expiresAt,
            deployment.request
        )
        for execution in executions {
            try insert(execution)
        }
    }

    func deployment(_ id: Deployment.Identity) throws -> Deployment? {
        try first("SELECT \(Self.columns) FROM deployment WHERE id = ?", id, make: deployment)
    }

    func deployments(in path: TenantPath, offset: Int, limit: Int) throws -> [Deployment] {
        try all(
            """
            SELECT \(Self.columns) FROM deployment WHERE path >= ? AND path < ?
            ORDER BY created_at DESC, number DESC LIMIT ? OFFSET ?
            """,
            path,
            path.upperBound,
            max(0, limit),
            max(0, offset),
            make: deployment
        )
    }

    func deploymentCount(in path: TenantPath) throws -> Int {
        try first(
            "SELECT COUNT(*) FROM deployment WHERE path >= ? AND path < ?",
            path,
            path.upperBound
        ) { try $0.get(0) } ?? 0
    }

    private func deployment(_ row: any SQLRow) throws -> Deployment {
        Deployment(
            id: try row.get(0),
            number: try row.get(1),
            tenant: try row.get(2),
            path: try row.get(3),
            kind: try row.word(4),
            name: try row.get(5),
            summary: try row.get(6),
            patches: try row.json(7),
            createdBy: try row.get(8),
            createdAt: try row.get(9),
            expiresAt: try row.get(10),
            request: try row.get(11)
        )
    }
}
