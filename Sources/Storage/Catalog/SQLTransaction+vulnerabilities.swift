// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    func hasVulnerabilities(feed: String) throws -> Bool {
        try first("SELECT 1 FROM vulnerability WHERE feed = ? LIMIT 1", feed) { _ in true } ?? false
    }

    func vulnerabilities(_ each: (VulnerabilityRecord) throws -> Void) throws {
        try self.each("SELECT body FROM vulnerability ORDER BY cve, feed") { row in
            try each(try row.reading(0))
        }
    }

    /// Writes the records that differ from the stored ones, and removes those that are not named.
    func write(
        _ records: [VulnerabilityRecord],
        tenant: Tenant.Identity,
        in outcome: inout ImportOutcome
    ) throws {
        let revision = outcome.revision
        var stored = try storedVulnerabilities(feed: revision.feed)
        var rows = BatchedRows(
            into: "vulnerability",
            columns: ["cve", "feed", "tenant_id", "revision", "body"],
            conflict: """
                ON CONFLICT (feed, cve) DO UPDATE SET body = excluded.body, \
                revision = excluded.revision
                """
        )
        for record in records {
            let body = try StoredJSON.encode(record)
            if let old = stored.removeValue(forKey: record.cve) {
                if old == body { continue }
                outcome.changed += 1
            } else {
                outcome.added += 1
            }
            let row: [any SQLConvertible] = [
                record.cve, revision.feed, tenant, revision.number, body,
            ]
            try rows.add(row.sqlValues, to: self)
        }
        try rows.flush(to: self)
        for cve in stored.keys {
            outcome.withdrawn += 1
            try execute(
                "DELETE FROM vulnerability WHERE feed = ? AND cve = ?",
                revision.feed,
                cve
            )
        }
    }

    private func storedVulnerabilities(feed: String) throws -> [String: String] {
        var stored: [String: String] = [:]
        try each("SELECT cve, body FROM vulnerability WHERE feed = ?", feed) { row in
            stored[try row.get(0)] = try row.get(1)
        }
        return stored
    }
}

extension VulnerabilityRecord {
    /// One record per CVE, in the order of the CVEs' text.
    ///
    /// Rows that lie in the order in which all are read at a start are read quickly.
    static func merged(_ records: [Self]) -> [Self] {
        var merged: [String: Self] = [:]
        merged.reserveCapacity(records.count)
        for record in records {
            merged[record.cve] = merged[record.cve]?.joined(with: record) ?? record
        }
        return merged.values.sorted { $0.cve < $1.cve }
    }
}
