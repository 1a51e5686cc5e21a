// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    private static let columns = """
        number, tenant_id, happened_at, actor, action, subject, detail, previous_hash, hash
        """

    func lastAuditEntry() throws -> AuditEntry? {
        try first(
            "SELECT \(Self.columns) FROM audit_entry ORDER BY number DESC LIMIT 1",
            make: entry
        )
    }

    /// Fails with ``DomainError/Code/auditBroken`` where the entry does not follow the newest.
    func append(_ entry: AuditEntry) throws {
        let last = try lastAuditEntry()
        guard entry.isIntact(after: last) else {
            throw DomainError(
                .auditBroken,
                subject: "entry \(entry.number) does not follow entry \(last?.number ?? 0)"
            )
        }
        try execute(
            "INSERT INTO audit_entry (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            entry.number,
            entry.tenant,
            entry.at,
            entry.actor,
            entry.action,
            entry.subject,
            entry.detail,
            entry.previousHash,
            entry.hash
        )
    }

    func auditEntries(after number: Int64, limit: Int) throws -> [AuditEntry] {
        try all(
            "SELECT \(Self.columns) FROM audit_entry WHERE number > ? ORDER BY number LIMIT ?",
            number,
            max(0, limit),
            make: entry
        )
    }

    private func entry(_ row: any SQLRow) throws -> AuditEntry {
        AuditEntry(
            number: try row.get(0),
            tenant: try row.get(1),
            at: try row.get(2),
            actor: try row.get(3),
            action: try row.get(4),
            subject: try row.get(5),
            detail: try row.get(6),
            previousHash: try row.get(7),
            hash: try row.get(8)
        )
    }
}
