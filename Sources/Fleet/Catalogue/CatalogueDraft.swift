// SPDX-License-Identifier: Apache-2.0
import Domain

/// A catalogue while it is put together.
struct CatalogueDraft {
    let vulnerabilities: [String: VulnerabilityRecord]
    /// The patches by slot.
    private(set) var patches: [Patch] = []
    private(set) var slots: [Patch.Identity: UInt32] = [:]
    private(set) var rules: [Stream: StreamRules] = [:]
    /// What replaces what, as far as patches were added.
    private var graph = ReplacementGraph()
    /// Whether a patch replaces other ones than it did before.
    private var isReplacementStale = false

    init(
        vulnerabilities: [String: VulnerabilityRecord],
        patches: [Patch] = [],
        slots: [Patch.Identity: UInt32] = [:],
        rules: [Stream: StreamRules] = [:],
        replacements: ReplacementGraph = ReplacementGraph()
    ) {
        self.vulnerabilities = vulnerabilities
        self.patches = patches
        self.slots = slots
        self.rules = rules
        graph = replacements
    }

    /// Adds what all feeds say of one patch; what was known of it is replaced.
    mutating func add(_ records: [StoredPatchRecord]) {
        guard !records.isEmpty else { return }
        let patch = Patch(
            merging: Self.statements(records),
            vulnerabilities: vulnerabilities,
            isWithdrawn: records.allSatisfy { $0.withdrawnBy != nil },
            knownSince: Self.knownSince(records)
        )
        if let slot = slots[patch.id] {
            let former = patches[Int(slot)]
            rules[patch.stream]?.remove(former)
            patches[Int(slot)] = patch
            if former.supersedes != patch.supersedes || former.isWithdrawn != patch.isWithdrawn {
                isReplacementStale = true
            }
        } else {
            slots[patch.id] = UInt32(patches.count)
            patches.append(patch)
        }
        rules[patch.stream, default: StreamRules()].add(patch, records: records)
        graph.add(patch)
    }

    /// When the first feed named the patch.
    ///
    /// A record without a date is older than all that have one, so that the first date is unknown.
    private static func knownSince(_ records: [StoredPatchRecord]) -> Timestamp? {
        let dates = records.compactMap(\.firstImportedAt)
        return dates.count == records.count ? dates.min() : nil
    }

    /// What replaces what.
    var replacements: ReplacementGraph {
        guard isReplacementStale else { return graph }
        var fresh = ReplacementGraph()
        for patch in patches { fresh.add(patch) }
        return fresh
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

    /// The slots in the order of stream, source and number.
    func order() -> [UInt32] {
        var streams: [Stream: [UInt32]] = [:]
        for (slot, patch) in patches.enumerated() {
            streams[patch.stream, default: []].append(UInt32(slot))
        }
        return streams.sorted { $0.key < $1.key }.flatMap { _, slots in
            slots.sorted {
                let (left, right) = (patches[Int($0)], patches[Int($1)])
                return left.source == right.source
                    ? left.number < right.number : left.source < right.source
            }
        }
    }
}
