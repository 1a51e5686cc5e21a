// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    private static let columns = "feed, revision, withdrawn_by, first_imported_at, body"

    func patchRecords(_ each: (StoredPatchRecord) throws -> Void) throws {
        try self.each(
            "SELECT \(Self.columns) FROM patch_record ORDER BY patch_id, feed"
        ) { row in
            try each(try storedRecord(row))
        }
    }

    func patchRecords(feed: String, revision: Int64) throws -> [StoredPatchRecord] {
        try all(
            """
            SELECT \(Self.columns), patch_id FROM patch_record
            WHERE feed = ? AND revision = ?
            UNION ALL
            SELECT \(Self.columns), patch_id FROM patch_record
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

    func patchRecords(of patches: Set<Patch.Identity>) throws -> [StoredPatchRecord] {
        var records: [StoredPatchRecord] = []
        let keys = patches.map(\.description).sorted()
        for start in stride(from: 0, to: keys.count, by: Self.identitiesMax) {
            let chunk = keys[start..<min(start + Self.identitiesMax, keys.count)]
            records += try self.records(of: chunk)
        }
        return records
    }

    private static let identitiesMax = 256

    /// The last key is repeated up to a power of two, so that few forms of the statement are
    /// prepared.
    private func records(of keys: ArraySlice<String>) throws -> [StoredPatchRecord] {
        var count = 1
        while count < keys.count { count *= 2 }
        let last = keys.last.map { Array(repeating: $0, count: count - keys.count) } ?? []
        let places = Array(repeating: "?", count: count).joined(separator: ", ")
        return try all(
            """
            SELECT \(Self.columns) FROM patch_record WHERE patch_id IN (\(places))
            ORDER BY patch_id, feed
            """,
            (keys + last).map(\.sqlValue),
            make: storedRecord
        )
    }

    private func storedRecord(_ row: any SQLRow) throws -> StoredPatchRecord {
        var stored = StoredPatchRecord(
            record: try row.reading(4),
            feed: FeedReference(feed: try row.get(0), revision: try row.get(1)),
            withdrawnBy: try row.get(2)
        )
        stored.firstImportedAt = try row.get(3)
        return stored
    }
}
