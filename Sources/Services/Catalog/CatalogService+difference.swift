// SPDX-License-Identifier: Apache-2.0
package import Domain
import Fleet

/// What one revision of a feed changed, and whom it concerns.
package struct CatalogDifference: Sendable {
    /// What became of a patch.
    package enum Kind: String, Sendable {
        /// The feed names it for the first time.
        case added
        /// The feed describes it differently.
        case changed
        /// The feed no longer names it.
        case withdrawn
    }

    /// One patch that the revision says something new about.
    package struct Line: Sendable {
        /// What became of it.
        package let kind: Kind
        /// The patch as it is now.
        package let patch: Patch
        /// How many devices lack it now.
        package let deviceCount: Int
    }

    /// The revision.
    package let revision: FeedRevision
    /// The patches, those that most devices lack first.
    package let lines: [Line]
    /// How many devices lack at least one of the added patches.
    package let newlyAffected: Int
}

extension CatalogService {
    /// What a revision of a feed changed for the fleet; the newest one where no number is given.
    ///
    /// Of an older revision, what later ones described again is counted with those.
    ///
    /// - Throws: ``DomainError/Code/feedNotFound`` for a feed or revision that was never imported.
    package func difference(
        feed: String,
        revision number: Int64?,
        by principal: Principal
    ) async throws -> CatalogDifference {
        try principal.require(.readPatches)
        try principal.require(.readDevices)
        let (revision, records) = try await environment.store.read { transaction in
            let known = try transaction.revisions(feed: feed, limit: .max)
            guard let revision = known.first(where: { number == nil || $0.number == number }) else {
                throw DomainError(
                    .feedNotFound,
                    subject: number.map { "\(feed), revision \($0)" } ?? feed,
                    hint: "thimble catalog list shows the feeds"
                )
            }
            return (
                revision,
                try transaction.patchRecords(feed: feed, revision: revision.number)
            )
        }
        let snapshot = environment.index.snapshot
        let visible = snapshot.members(of: principal.scope)
        var added: [Patch.Identity] = []
        let lines = records.compactMap { stored -> CatalogDifference.Line? in
            guard let patch = snapshot.catalogue.patch(stored.record.patch) else { return nil }
            let kind: CatalogDifference.Kind =
                stored.withdrawnBy == revision.number
                ? .withdrawn
                : stored.firstImportedAt == revision.importedAt ? .added : .changed
            if kind == .added { added.append(patch.id) }
            let devices = snapshot.devices(lacking: [patch.id])
            return CatalogDifference.Line(
                kind: kind,
                patch: patch,
                deviceCount: devices.intersectionCount(visible)
            )
        }
        return CatalogDifference(
            revision: revision,
            lines: lines.sorted {
                ($1.deviceCount, $0.patch.name) < ($0.deviceCount, $1.patch.name)
            },
            newlyAffected: snapshot.devices(lacking: added).intersectionCount(visible)
        )
    }
}
