// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Everything that can be missed: the merged patches and the rules that find them.
///
/// Immutable, and shared by all snapshots until a feed changes.
package final class Catalogue: Sendable {
    /// The patches by identity.
    package let patches: [Patch.Identity: Patch]
    /// The patches in the order of stream, source and identity, for lists.
    package let ordered: [Patch]
    /// The current revision of each feed, by feed.
    package let revisions: [FeedRevision]
    /// The rules of each stream.
    let rules: [Stream: StreamRules]
    private let byNumber: [Int64: Patch]

    /// A catalogue of nothing.
    package static let empty = Catalogue(records: [], revisions: [])

    /// Merges the records of all feeds.
    package init(records: [StoredPatchRecord], revisions: [FeedRevision]) {
        let grouped = Dictionary(grouping: records) { $0.record.patch }
        var patches: [Patch.Identity: Patch] = [:]
        patches.reserveCapacity(grouped.count)
        var builders: [Stream: StreamRules.Builder] = [:]
        for (id, group) in grouped {
            let patch = Patch(merging: Self.statements(group))
            patches[id] = patch
            builders[patch.stream, default: .init()].add(patch, records: group)
        }
        self.patches = patches
        self.revisions = revisions
        rules = builders.mapValues { $0.build() }
        ordered = patches.values.sorted {
            ($0.stream.rawValue, $0.source, $0.number) < ($1.stream.rawValue, $1.source, $1.number)
        }
        byNumber = Dictionary(
            patches.values.map { ($0.number, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// What counts of the records of one patch.
    ///
    /// A withdrawn record tells where the patch came from. It offers nothing any more, and while
    /// another feed has the patch, that one's advisories and phase are what holds.
    private static func statements(
        _ records: [StoredPatchRecord]
    ) -> [(record: PatchRecord, feed: FeedReference)] {
        let isAnyLive = records.contains { $0.withdrawnBy == nil }
        return records.map { stored in
            var record = stored.record
            if stored.withdrawnBy != nil {
                record.binaries = []
                if isAnyLive {
                    record.advisories = []
                    record.phasedPercentage = nil
                }
            }
            return (record, stored.feed)
        }
    }

    /// The patch with a number.
    package func patch(number: Int64) -> Patch? { byNumber[number] }

    /// The streams that at least one feed covers.
    package var streams: Set<Stream> { Set(rules.keys) }
}
