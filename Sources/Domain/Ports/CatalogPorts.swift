// SPDX-License-Identifier: Apache-2.0

/// The feeds' revisions and what they say.
package protocol CatalogStore {
    /// The newest revision of each feed, by feed.
    func currentRevisions() throws -> [FeedRevision]
    /// The newest revision of one feed.
    func currentRevision(feed: String) throws -> FeedRevision?
    /// All revisions of one feed, newest first.
    func revisions(feed: String, limit: Int) throws -> [FeedRevision]
    /// Makes content the newest revision of its feed: records that it no longer has are marked as
    /// withdrawn, all others are written where they differ. Returns what changed.
    func replace(_ content: FeedContent, at: Timestamp) throws -> ImportOutcome
    /// Every stored record, by patch, with withdrawn ones marked.
    func patchRecords(_ each: (StoredPatchRecord) throws -> Void) throws
    /// The records of one feed that a revision wrote or withdrew.
    func patchRecords(feed: String, revision: Int64) throws -> [StoredPatchRecord]
    /// The records of all feeds about some patches, withdrawn ones marked.
    func patchRecords(of patches: Set<Patch.Identity>) throws -> [StoredPatchRecord]
    /// Whether a feed says anything of vulnerabilities.
    func hasVulnerabilities(feed: String) throws -> Bool
    /// Every stored vulnerability that a feed still names, by CVE and feed.
    func vulnerabilities(_ each: (VulnerabilityRecord) throws -> Void) throws
}

/// A record with where it comes from.
package struct StoredPatchRecord: Sendable, Equatable {
    /// What the feed says.
    package var record: PatchRecord
    /// The feed, and the revision that wrote the record last.
    package var feed: FeedReference
    /// The revision that no longer had it; `nil` while the feed has it.
    package var withdrawnBy: Int64?
    /// When the feed named the patch for the first time; `nil` where that was not kept.
    package var firstImportedAt: Timestamp?

    /// Makes a stored record.
    package init(record: PatchRecord, feed: FeedReference, withdrawnBy: Int64?) {
        self.record = record
        self.feed = feed
        self.withdrawnBy = withdrawnBy
    }
}
