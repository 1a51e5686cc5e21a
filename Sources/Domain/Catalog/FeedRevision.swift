// SPDX-License-Identifier: Apache-2.0

/// One accepted import of one feed.
package struct FeedRevision: Sendable, Equatable {
    /// The feed's name.
    package var feed: String
    /// The revision's number, counted per feed from 1.
    package var number: Int64
    /// The SHA-256 of the imported content, in hexadecimal.
    package var digest: String
    /// Where it came from: a path or an address without credentials.
    package var source: String
    /// When it was imported.
    package var importedAt: Timestamp
    /// When the publisher's content was last found to be this one still; not before
    /// ``importedAt``.
    package var checkedAt: Timestamp
    /// When the publisher made it; `nil` where it does not say.
    package var publishedAt: Timestamp?
    /// After this time the publisher calls it out of date; `nil` where it does not say.
    package var validUntil: Timestamp?
    /// Whose signature was checked; `nil` for a feed without signatures.
    package var signedBy: String?
    /// How many patches it names.
    package var patchCount: Int
    /// What it left aside, as sentences for people.
    package var remarks: [String]

    /// Makes a revision that has no number yet.
    package init(
        feed: String,
        digest: String,
        source: String,
        importedAt: Timestamp,
        patchCount: Int
    ) {
        self.feed = feed
        number = 0
        self.digest = digest
        self.source = source
        self.importedAt = importedAt
        checkedAt = importedAt
        self.patchCount = patchCount
        remarks = []
    }
}

/// The content of one feed, parsed and checked, ready to be stored whole or not at all.
package struct FeedContent: Sendable {
    /// The feed's name.
    package var feed: String
    /// The SHA-256 of the content, in hexadecimal.
    package var digest: String
    /// Where it came from.
    package var source: String
    /// When the publisher made it.
    package var publishedAt: Timestamp?
    /// After this time the publisher calls it out of date.
    package var validUntil: Timestamp?
    /// Whose signature was checked.
    package var signedBy: String?
    /// What it says of patches.
    package var records: [PatchRecord]
    /// What it says of vulnerabilities, each at most once.
    package var vulnerabilities: [VulnerabilityRecord] = []
    /// What was left aside, as sentences for people.
    package var remarks: [String]

    /// Makes content.
    package init(feed: String, digest: String, source: String, records: [PatchRecord]) {
        self.feed = feed
        self.digest = digest
        self.source = source
        self.records = records
        remarks = []
    }

    /// This content and more of the same feed: all of it together.
    ///
    /// The dates are those of the older part, which is as far as the whole can be trusted.
    package func joined(with other: FeedContent) -> FeedContent {
        var whole = self
        whole.digest = "\(digest)+\(other.digest)"
        whole.source = "\(source), \(other.source)"
        whole.publishedAt = [publishedAt, other.publishedAt].compactMap(\.self).min()
        whole.validUntil = [validUntil, other.validUntil].compactMap(\.self).min()
        whole.records += other.records
        whole.vulnerabilities += other.vulnerabilities
        whole.remarks += other.remarks
        return whole
    }
}

/// What an import changed.
package struct ImportOutcome: Sendable, Equatable {
    /// The feed's revision after the import.
    package var revision: FeedRevision
    /// Whether the content was the same as that of the last revision, so that nothing was written.
    package var isUnchanged: Bool
    /// How many patches the feed names now and did not before.
    package var added: Int
    /// How many patches it describes differently.
    package var changed: Int
    /// How many it no longer names; they stay in the catalogue as withdrawn.
    package var withdrawn: Int

    /// Makes an outcome.
    package init(
        revision: FeedRevision,
        isUnchanged: Bool,
        added: Int,
        changed: Int,
        withdrawn: Int
    ) {
        self.revision = revision
        self.isUnchanged = isUnchanged
        self.added = added
        self.changed = changed
        self.withdrawn = withdrawn
    }
}
