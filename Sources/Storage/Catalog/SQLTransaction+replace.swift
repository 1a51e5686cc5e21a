// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    func replace(_ content: FeedContent, at: Timestamp) throws -> ImportOutcome {
        let current = try currentRevision(feed: content.feed)
        if let current, current.digest == content.digest {
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
        var revision = FeedRevision(
            feed: content.feed,
            digest: content.digest,
            source: content.source,
            importedAt: at,
            patchCount: records.count
        )
        revision.number = (current?.number ?? 0) + 1
        revision.publishedAt = content.publishedAt
        revision.validUntil = content.validUntil
        revision.signedBy = content.signedBy
        revision.remarks = content.remarks
        try insert(revision, tenant: root.id)
        return try write(records, as: revision, tenant: root.id)
    }

    /// Writes the records that differ from the stored ones, and marks those that are not named.
    private func write(
        _ records: [(id: Patch.Identity, record: PatchRecord)],
        as revision: FeedRevision,
        tenant: Tenant.Identity
    ) throws -> ImportOutcome {
        var outcome = ImportOutcome(
            revision: revision,
            isUnchanged: false,
            added: 0,
            changed: 0,
            withdrawn: 0
        )
        // One query for all instead of one for each: a feed has tens of thousands of records.
        var stored = try storedBodies(feed: revision.feed)
        for (id, record) in records {
            let body = try StoredJSON.encode(record)
            let key = id.description
            switch stored.removeValue(forKey: key) {
            case nil:
                outcome.added += 1
                try insert(record, body: body, id: key, revision: revision, tenant: tenant)
            case .some(let old) where old.isWithdrawn:
                outcome.added += 1
                try update(body, id: key, revision: revision)
            case .some(let old) where old.body != body:
                outcome.changed += 1
                try update(body, id: key, revision: revision)
            case .some: break
            }
        }
        for (key, old) in stored where !old.isWithdrawn {
            outcome.withdrawn += 1
            try execute(
                "UPDATE patch_record SET withdrawn_by = ? WHERE patch_id = ? AND feed = ?",
                revision.number,
                key,
                revision.feed
            )
        }
        return outcome
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

    private func insert(
        _ record: PatchRecord,
        body: String,
        id: String,
        revision: FeedRevision,
        tenant: Tenant.Identity
    ) throws {
        try execute(
            """
            INSERT INTO patch_record
                (patch_id, feed, tenant_id, revision, stream, source, version, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            id,
            revision.feed,
            tenant,
            revision.number,
            record.stream.rawValue,
            record.source,
            record.version,
            body
        )
    }

    private func update(_ body: String, id: String, revision: FeedRevision) throws {
        // Stream, source and version make the id, so they are the same.
        try execute(
            """
            UPDATE patch_record SET body = ?, revision = ?, withdrawn_by = NULL
            WHERE patch_id = ? AND feed = ?
            """,
            body,
            revision.number,
            id,
            revision.feed
        )
    }
}
