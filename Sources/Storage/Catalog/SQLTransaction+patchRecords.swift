// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    func patchRecords(_ each: (StoredPatchRecord) throws -> Void) throws {
        try self.each(
            """
            SELECT feed, revision, withdrawn_by, body FROM patch_record ORDER BY patch_id, feed
            """
        ) { row in
            try each(try storedRecord(row))
        }
    }

    func patchRecords(feed: String, revision: Int64) throws -> [StoredPatchRecord] {
        try all(
            """
            SELECT feed, revision, withdrawn_by, body, patch_id FROM patch_record
            WHERE feed = ? AND revision = ?
            UNION ALL
            SELECT feed, revision, withdrawn_by, body, patch_id FROM patch_record
            WHERE feed = ? AND withdrawn_by = ?
            ORDER BY patch_id
            """,
            feed,
            revision,
            feed,
            revision,
            make: storedRecord
        )
    }

    private func storedRecord(_ row: any SQLRow) throws -> StoredPatchRecord {
        StoredPatchRecord(
            record: try row.json(3),
            feed: FeedReference(feed: try row.get(0), revision: try row.get(1)),
            withdrawnBy: try row.get(2)
        )
    }
}
