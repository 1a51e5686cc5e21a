// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    private static let columns = """
        id, deployment_id, device_id, path, kind, patches, created_at, expires_at, state, offers, \
        leased_until, report, reported_at, refusal
        """

    /// Adds an execution; its tenant is the device's.
    func insert(_ execution: Execution) throws {
        try execute(
            """
            INSERT INTO execution (\(Self.columns), is_open, tenant_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                (SELECT tenant_id FROM device WHERE id = ?))
            """,
            execution.id,
            execution.deployment,
            execution.device,
            execution.path,
            execution.kind.rawValue,
            try StoredJSON.encode(execution.patches),
            execution.createdAt,
            execution.expiresAt,
            execution.state.rawValue,
            execution.offers,
            execution.leasedUntil,
            try execution.report.map(StoredJSON.encode),
            execution.reportedAt,
            try execution.refusal.map(StoredJSON.encode),
            !execution.state.isFinal,
            execution.device
        )
    }

    func executions(of deployment: Deployment.Identity) throws -> [Execution] {
        try all(
            "SELECT \(Self.columns) FROM execution WHERE deployment_id = ? ORDER BY device_id",
            deployment,
            make: execution
        )
    }

    func execution(_ id: Execution.Identity) throws -> Execution? {
        try first("SELECT \(Self.columns) FROM execution WHERE id = ?", id, make: execution)
    }

    func openExecutions(of device: Device.Identity) throws -> [Execution] {
        try all(
            """
            SELECT \(Self.columns) FROM execution WHERE is_open = 1 AND device_id = ?
            ORDER BY created_at, id
            """,
            device,
            make: execution
        )
    }

    func openExecutions() throws -> [Execution] {
        try all(
            "SELECT \(Self.columns) FROM execution WHERE is_open = 1 ORDER BY created_at, id",
            make: execution
        )
    }

    func update(_ execution: Execution) throws {
        let count = try execute(
            """
            UPDATE execution SET state = ?, is_open = ?, offers = ?, leased_until = ?, report = ?,
                reported_at = ?, refusal = ?
            WHERE id = ?
            """,
            execution.state.rawValue,
            !execution.state.isFinal,
            execution.offers,
            execution.leasedUntil,
            try execution.report.map(StoredJSON.encode),
            execution.reportedAt,
            try execution.refusal.map(StoredJSON.encode),
            execution.id
        )
        guard count == 1 else {
            throw DomainError(.orderNotFound, subject: "order \(execution.id)")
        }
    }

    /// Oldest report first, so that the last one about a patch on a device is what holds.
    func reportedExecutions(_ each: (Execution) throws -> Void) throws {
        try self.each(
            """
            SELECT \(Self.columns) FROM execution WHERE is_open = 0 AND report IS NOT NULL
            ORDER BY reported_at, created_at, id
            """
        ) { row in
            try each(try execution(row))
        }
    }

    private func execution(_ row: any SQLRow) throws -> Execution {
        var execution = Execution(
            id: try row.get(0),
            deployment: try row.get(1),
            device: try row.get(2),
            path: try row.get(3),
            kind: try row.word(4),
            patches: try row.json(5),
            createdAt: try row.get(6),
            expiresAt: try row.get(7)
        )
        execution.state = try row.word(8)
        execution.offers = try row.get(9)
        execution.leasedUntil = try row.get(10)
        execution.report = try row.jsonIfPresent(11)
        execution.reportedAt = try row.get(12)
        execution.refusal = try row.jsonIfPresent(13)
        return execution
    }
}
