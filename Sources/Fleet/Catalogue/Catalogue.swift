// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Everything that can be missed: the merged patches and the rules that find them.
///
/// Immutable, and shared by all snapshots until a feed changes.
package final class Catalogue: Sendable {
    /// The patches in the order of stream, source and identity, for lists.
    package let ordered: [Patch]
    /// The current revision of each feed, by feed.
    package let revisions: [FeedRevision]
    /// The rules of each stream.
    let rules: [Stream: StreamRules]
    /// What replaces what.
    let replacements: ReplacementGraph
    /// The place of each slot's patch in ``ordered``.
    let ranks: [UInt32]
    /// The vulnerabilities that feeds rank, by name.
    private let vulnerabilities: [String: VulnerabilityRecord]
    /// When the revisions of feeds were imported that changed what the feed says.
    private let changes: RevisionDates
    /// What is made of it when it is asked for.
    let built = CatalogueColumns()
    private let slots: [Patch.Identity: UInt32]
    private let bySlot: [Patch]
    private let byNumber: [Int64: UInt32]

    /// A catalogue of nothing.
    package static let empty = Catalogue(records: [], revisions: [])

    /// Merges the records of all feeds.
    ///
    /// - Parameters:
    ///   - records: What the feeds say.
    ///   - revisions: The current revision of each feed.
    ///   - formerRevisions: Those before, as far as they are known.
    ///   - vulnerabilities: What is known of vulnerabilities, by name.
    package convenience init(
        records: [StoredPatchRecord],
        revisions: [FeedRevision],
        formerRevisions: [FeedRevision] = [],
        vulnerabilities: [String: VulnerabilityRecord] = [:]
    ) {
        var draft = CatalogueDraft(vulnerabilities: vulnerabilities)
        for group in Dictionary(grouping: records, by: \.record.patch).values { draft.add(group) }
        self.init(
            draft,
            revisions: revisions,
            changes: RevisionDates().adding(formerRevisions + revisions)
        )
    }

    init(_ draft: CatalogueDraft, revisions: [FeedRevision], changes: RevisionDates) {
        self.revisions = revisions
        self.changes = changes
        vulnerabilities = draft.vulnerabilities
        rules = draft.rules
        replacements = draft.replacements
        slots = draft.slots
        bySlot = draft.patches
        let order = draft.order()
        ordered = order.map { draft.patches[Int($0)] }
        var ranks = [UInt32](repeating: 0, count: order.count)
        for (rank, slot) in order.enumerated() { ranks[Int(slot)] = UInt32(rank) }
        self.ranks = ranks
        byNumber = Dictionary(
            draft.patches.enumerated().map { ($0.element.number, UInt32($0.offset)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// This catalogue with all that feeds say of some patches, which replaces what they said.
    ///
    /// Slots stay: what was computed for other patches remains true.
    package func updated(
        _ groups: some Sequence<[StoredPatchRecord]>,
        revisions: [FeedRevision],
        formerRevisions: [FeedRevision] = []
    ) -> Catalogue {
        var draft = CatalogueDraft(
            vulnerabilities: vulnerabilities,
            patches: bySlot,
            slots: slots,
            rules: rules,
            replacements: replacements
        )
        for group in groups { draft.add(group) }
        return Catalogue(
            draft,
            revisions: revisions,
            changes: changes.adding(formerRevisions + revisions)
        )
    }

    /// The number of patches.
    package var count: Int { bySlot.count }

    /// The patch with an identity.
    package func patch(_ id: Patch.Identity) -> Patch? { slots[id].map { bySlot[Int($0)] } }

    /// The patch with a number.
    package func patch(number: Int64) -> Patch? { byNumber[number].map { bySlot[Int($0)] } }

    /// The patch in a slot, which is from 0 and below ``count``.
    package func patch(at slot: UInt32) -> Patch { bySlot[Int(slot)] }

    /// The slot of a patch; it stays the same in all catalogues that were made from this one.
    package func slot(of id: Patch.Identity) -> UInt32? { slots[id] }

    /// When a feed last changed what it says of a patch; `nil` where no revision after its first
    /// one did.
    func changedAt(_ patch: Patch) -> Timestamp? {
        patch.feeds.compactMap { changes[$0] }.max()
    }

    /// The feeds that speak of each stream.
    var feedsByStream: [Stream: Set<String>] {
        var feeds: [Stream: Set<String>] = [:]
        for patch in bySlot {
            for feed in patch.feeds { feeds[patch.stream, default: []].insert(feed.feed) }
        }
        return feeds
    }

    /// The streams that at least one feed covers.
    package var streams: Set<Stream> { Set(rules.keys) }
}
