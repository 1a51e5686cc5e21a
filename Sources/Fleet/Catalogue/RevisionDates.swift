// SPDX-License-Identifier: Apache-2.0
import Domain

/// When the revisions of feeds were imported, the first one of each feed left out.
///
/// A record keeps the revision that last changed it. The first revision of a feed changes nothing:
/// what it names was published long before, and only came here with it.
struct RevisionDates: Sendable {
    private var dates: [FeedReference: Timestamp] = [:]

    /// These dates and those of more revisions.
    func adding(_ revisions: [FeedRevision]) -> RevisionDates {
        var all = self
        for revision in revisions where revision.number > 1 {
            let reference = FeedReference(feed: revision.feed, revision: revision.number)
            all.dates[reference] = revision.importedAt
        }
        return all
    }

    /// When a revision was imported; `nil` for a first one, and one that is not known.
    subscript(reference: FeedReference) -> Timestamp? { dates[reference] }
}
