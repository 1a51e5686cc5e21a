// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    func replace(_ content: FeedContent, at: Timestamp) throws -> ImportOutcome {
        let current = try currentRevision(feed: content.feed)
        if var current, current.digest == content.digest {
            current.checkedAt = max(at, current.checkedAt)
            current.publishedAt = content.publishedAt ?? current.publishedAt
            current.validUntil = content.validUntil ?? current.validUntil
            try recheck(current)
            return ImportOutcome(
                revision: current,
                isUnchanged: true,
                added: 0,
                changed: 0,
                withdrawn: 0
            )
        }
        guard let root = try rootTenant() else {
            throw DomainError(.notReady, subject: "the database has no organisation yet")
        }
        let records = PatchRecord.merged(content.records)
        let vulnerabilities = VulnerabilityRecord.merged(content.vulnerabilities)
        var revision = FeedRevision(
            feed: content.feed,
            digest: content.digest,
            source: content.source,
            importedAt: at,
            patchCount: records.count + vulnerabilities.count
        )
        revision.number = (current?.number ?? 0) + 1
        revision.publishedAt = content.publishedAt
        revision.validUntil = content.validUntil
        revision.signedBy = content.signedBy
        revision.remarks = content.remarks
        try insert(revision, tenant: root.id)
        var outcome = ImportOutcome(
            revision: revision,
            isUnchanged: false,
            added: 0,
            changed: 0,
            withdrawn: 0
        )
        try write(records, tenant: root.id, in: &outcome)
        try write(vulnerabilities, tenant: root.id, in: &outcome)
        return outcome
    }

    /// Writes the records that differ from the stored ones, and marks those that are not named.
    private func write(
        _ records: [(id: Patch.Identity, record: PatchRecord)],
        tenant: Tenant.Identity,
        in outcome: inout ImportOutcome
    ) throws {
        let revision = outcome.revision
        // One query for all instead of one for each: a feed has tens of thousands of records.
        var stored = try storedBodies(feed: revision.feed)
        // Stream, source and version make the id, so they stay, and so does the first import.
        var rows = BatchedRows(
            into: "patch_record",
            columns: [
                "patch_id", "feed", "tenant_id", "revision", "stream", "source", "version", "body",
                "first_imported_at",
            ],
            conflict: """
                ON CONFLICT (patch_id, feed) DO UPDATE SET body = excluded.body, \
                revision = excluded.revision, withdrawn_by = NULL
                """
        )
        // Rows that lie in the order in which all are read at a start are read quickly.
        let ordered = records.map { (key: $0.id.description, record: $0.record) }
            .sorted { $0.key < $1.key }
        for (key, record) in ordered {
            let body = try StoredJSON.encode(record)
            switch stored.removeValue(forKey: key) {
            case .some(let old) where old.isWithdrawn: outcome.added += 1
            case .some(let old) where old.body != body: outcome.changed += 1
            case .some: continue
            case nil: outcome.added += 1
            }
            let row: [any SQLConvertible] = [
                key, revision.feed, tenant, revision.number, record.stream.rawValue, record.source,
                record.version, body, revision.importedAt,
            ]
            try rows.add(row.sqlValues, to: self)
        }
        try rows.flush(to: self)
        for (key, old) in stored where !old.isWithdrawn {
            outcome.withdrawn += 1
            try execute(
                "UPDATE patch_record SET withdrawn_by = ? WHERE patch_id = ? AND feed = ?",
                revision.number,
                key,
                revision.feed
            )
        }
    }

    private func storedBodies(
        feed: String
    ) throws -> [String: (body: String, isWithdrawn: Bool)] {
        var stored: [String: (body: String, isWithdrawn: Bool)] = [:]
        try each(
            "SELECT patch_id, body, withdrawn_by FROM patch_record WHERE feed = ?",
            feed
        ) { row in
            let withdrawnBy: Int64? = try row.get(2)
            stored[try row.get(0)] = (body: try row.get(1), isWithdrawn: withdrawnBy != nil)
        }
        return stored
    }
}
