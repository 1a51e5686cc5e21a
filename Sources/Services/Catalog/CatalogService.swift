// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Takes feeds into the catalogue.
package struct CatalogService: Sendable {
    let environment: ServiceEnvironment

    init(_ environment: ServiceEnvironment) { self.environment = environment }

    /// Makes each content the newest revision of its feed: all of them, or none.
    package func importFeeds(
        _ contents: [FeedContent],
        by principal: Principal
    ) async throws -> [ImportOutcome] {
        try principal.require(.manageCatalog)
        return try await environment.change(by: principal) { transaction, now, audit in
            guard let root = try transaction.rootTenant() else {
                throw DomainError(
                    .notReady,
                    subject: "the catalogue",
                    hint: "start the server on this folder once"
                )
            }
            return try contents.map { content in
                let outcome = try transaction.replace(content, at: now)
                // Also where nothing is new: that it was checked keeps the feed from being stale.
                try transaction.append(.catalogue(feed: content.feed))
                if !outcome.isUnchanged {
                    try audit.record(
                        "catalog.import",
                        subject: content.feed,
                        detail:
                            "revision \(outcome.revision.number): +\(outcome.added) "
                            + "~\(outcome.changed) -\(outcome.withdrawn) from \(content.source)",
                        tenant: root.id
                    )
                }
                return outcome
            }
        }
    }

    /// The newest revision of each feed.
    package func revisions(by principal: Principal) async throws -> [FeedRevision] {
        try principal.require(.readPatches)
        return try await environment.store.read { try $0.currentRevisions() }
    }
}
