// SPDX-License-Identifier: Apache-2.0
package import Domain
import Versioning

extension FleetSnapshot {
    /// How many findings of the whole fleet are missing, superseded ones included: every patch
    /// assessed anew from the postings.
    package var missingCount: Int {
        var count = 0
        var sets = PatchSets()
        var union = ChunkWords()
        for chunk in 0..<postings.chunkCount {
            for slot in 0..<catalogue.count {
                let rows = book.byPatch[slot]
                if rows.isEmpty { continue }
                if rows[.covered].isEmpty, rows[.unconfigured].isEmpty {
                    let isAny = postings.add(rows[.current], chunk: chunk, to: &union)
                    if postings.add(rows[.superseded], chunk: chunk, to: &union) || isAny {
                        count += union.population
                        union.clear()
                    }
                    continue
                }
                sets.load(rows, postings, chunk: chunk)
                if sets.present[.current] { count += sets.current.population }
                if sets.present[.superseded] { count += sets.superseded.population }
                if sets.present[.unconfigured] { count += sets.closed.unconfigured.population }
            }
        }
        return count
    }

    /// The slots of the devices that lack at least one of some patches.
    package func devices(lacking patches: some Sequence<Patch.Identity>) -> Bitmap {
        var found = Bitmap(count: devices.slotCount)
        for patch in patches {
            guard let slot = catalogue.slot(of: patch) else { continue }
            found.formUnion(devices(lackingPatchAt: slot))
        }
        return found
    }

    /// The slots of the devices where some package is older than an advisory says, whether or not
    /// the catalogue has it: what a new advisory would find, without importing it.
    package func devices(olderThan record: PatchRecord) -> Bitmap {
        let feed = FeedReference(feed: "", revision: 0)
        let patch = Patch(merging: [(record, feed)])
        var rules = StreamRules()
        rules.add(
            patch,
            records: [StoredPatchRecord(record: record, feed: feed, withdrawnBy: nil)]
        )
        var rows: Set<UInt32> = []
        for name in rules.names(of: patch) {
            for number in book.names[name] {
                let row = book.rows[Int(number)]
                let profile = book.profiles[Int(row.profile)].verdicts.profile
                guard row.hasPackage, profile.streams.contains(record.stream) else { continue }
                let verdict = PackageVerdict(
                    of: book.packages[Int(row.package)],
                    profile: profile,
                    rules: [rules]
                )
                if verdict.candidates.contains(where: { $0.order == .ascending }) {
                    rows.insert(number)
                }
            }
        }
        return postings.union(of: Array(rows), count: devices.slotCount)
    }
}
