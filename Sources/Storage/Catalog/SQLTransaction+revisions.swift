// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    private static let columns = """
        feed, digest, source, imported_at, patch_count, number, published_at, valid_until, \
        signed_by, remarks, checked_at
        """

    func currentRevisions() throws -> [FeedRevision] {
        try all(
            """
            SELECT \(Self.columns) FROM feed_revision
            WHERE number = (
                SELECT MAX(newest.number) FROM feed_revision newest
                WHERE newest.feed = feed_revision.feed)
            ORDER BY feed
            """,
            make: revision
        )
    }

    func currentRevision(feed: String) throws -> FeedRevision? {
        try revisions(feed: feed, limit: 1).first
    }

    func revisions(feed: String, limit: Int) throws -> [FeedRevision] {
        try all(
            """
            SELECT \(Self.columns) FROM feed_revision WHERE feed = ?
            ORDER BY number DESC LIMIT ?
            """,
            feed,
            max(0, limit),
            make: revision
        )
    }

    /// Adds a revision; its number is the caller's.
    func insert(_ revision: FeedRevision, tenant: Tenant.Identity) throws {
        try execute(
            """
            INSERT INTO feed_revision (\(Self.columns), tenant_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            revision.feed,
            revision.digest,
            revision.source,
            revision.importedAt,
            revision.patchCount,
            revision.number,
            revision.publishedAt,
            revision.validUntil,
            revision.signedBy,
            try StoredJSON.encode(revision.remarks),
            revision.checkedAt,
            tenant
        )
    }

    /// Notes that a feed's content was found unchanged, with the dates that it has now.
    func recheck(_ revision: FeedRevision) throws {
        try execute(
            """
            UPDATE feed_revision SET checked_at = ?, published_at = ?, valid_until = ?
            WHERE feed = ? AND number = ?
            """,
            revision.checkedAt,
            revision.publishedAt,
            revision.validUntil,
            revision.feed,
            revision.number
        )
    }

    private func revision(_ row: any SQLRow) throws -> FeedRevision {
        var revision = FeedRevision(
            feed: try row.get(0),
            digest: try row.get(1),
            source: try row.get(2),
            importedAt: try row.get(3),
            patchCount: try row.get(4)
        )
        revision.number = try row.get(5)
        revision.publishedAt = try row.get(6)
        revision.validUntil = try row.get(7)
        revision.signedBy = try row.get(8)
        revision.remarks = try row.json(9)
        revision.checkedAt = try row.get(10) ?? revision.importedAt
        return revision
    }
}
