// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@testable import Fleet

/// What supersedes what, as lists show it.
@Suite struct UpdateOrderTests {
    private static let stream = Stream(rawValue: "windows:Oak")

    /// The updates of a few lines `product: update replaced…`; a dash marks one that was taken back.
    private static func catalogue(_ lines: [String]) -> Catalogue {
        Catalogue(
            records: lines.map { line in
                let words = line.split(separator: " ").map(String.init)
                let record = PatchRecord(
                    stream: Stream(rawValue: "windows:\(words[0].dropLast())"),
                    source: words[1].replacing("-", with: ""),
                    version: "",
                    advisories: [],
                    supersedes: Array(words.dropFirst(2))
                )
                return StoredPatchRecord(
                    record: record,
                    feed: FeedReference(feed: "kb", revision: 1),
                    withdrawnBy: words[1].hasPrefix("-") ? 2 : nil
                )
            },
            revisions: []
        )
    }

    private static func snapshot(_ lines: [String]) -> FleetSnapshot {
        FleetWriter(limits: Snapshots.limits).change { $0.catalogue = .whole(catalogue(lines)) }
    }

    /// The sources of the updates that a patch supersedes and that supersede it.
    private static func names(
        _ source: String,
        _ snapshot: FleetSnapshot
    ) throws -> (below: [String], above: [String], isSuperseded: Bool) {
        let catalogue = snapshot.catalogue
        let patch = try #require(
            catalogue.ordered.first { $0.source == source && $0.stream == stream }
        )
        let found = try #require(snapshot.supersession(of: patch))
        func names(_ ids: [Patch.Identity]) -> [String] {
            #expect(ids == ids.sorted())
            return ids.compactMap { catalogue.patch($0)?.source }.sorted()
        }
        return (
            names(found.supersedes), names(found.supersededBy),
            snapshot.isSuperseded(patch) == true
        )
    }

    @Test(
        "what supersedes what is known over several steps",
        arguments: [
            ("KB1", [], ["KB2", "KB4"]), ("KB2", ["KB1"], ["KB4"]), ("KB4", ["KB1", "KB2"], []),
            ("KB5", [], []),
            // Two that replace each other, and one below them.
            ("KB6", ["KB8"], []), ("KB7", ["KB8"], []), ("KB8", [], ["KB6", "KB7"]),
            ("KB9", [], []),
            // What was taken back is superseded, and supersedes nothing.
            ("KB10", [], ["KB4"]), ("KB11", [], []),
        ]
    )
    func chains(source: String, below: [String], above: [String]) throws {
        let snapshot = Self.snapshot([
            "Oak: KB1", "Oak: KB2 KB1", "Elm: KB3 KB2", "Oak: KB4 KB3 KB10", "Oak: KB5",
            "Oak: KB6 KB7", "Oak: KB7 KB6 KB8", "Oak: KB8", "Oak: KB9 KB9", "Oak: -KB10 KB11",
            "Oak: KB11",
        ])
        let found = try Self.names(source, snapshot)
        #expect(found.below == below)
        #expect(found.above == above)
        #expect(found.isSuperseded == !above.isEmpty)
    }

    @Test("patches that are ordered by versions have neither")
    func linux() throws {
        let record = PatchRecord(stream: Stream(rawValue: "debian:12"), source: "a", version: "1")
        let stored = StoredPatchRecord(
            record: record,
            feed: FeedReference(feed: "dsa", revision: 1),
            withdrawnBy: nil
        )
        let catalogue = Catalogue(records: [stored], revisions: [])
        let snapshot = FleetWriter(limits: Snapshots.limits)
            .change { $0.catalogue = .whole(catalogue) }
        let patch = try #require(catalogue.ordered.first)
        #expect(snapshot.supersession(of: patch) == nil)
        #expect(snapshot.isSuperseded(patch) == nil)
    }

    @Test(
        "what is superseded is found at once as it is one by one",
        arguments: 0..<60 as Range<UInt64>
    )
    func atOnce(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let count = 3 + random.draw(below: 12)
        let names = (1...count).map { "KB\($0)" }
        let lines = names.map { name in
            let product = random.draw(below: 5) == 0 ? "Elm" : "Oak"
            // Mostly older ones, now and then a circle.
            let older = names.prefix { $0 != name }
            let replaced = random.few(of: random.draw(below: 6) == 0 ? names : Array(older))
            return "\(product): \(name) \(replaced.joined(separator: " "))"
        }
        let snapshot = Self.snapshot(lines)
        let order = try #require(snapshot.catalogue.updateOrder(of: Self.stream))
        let superseded = order.superseded
        for patch in snapshot.catalogue.ordered where patch.stream == Self.stream {
            let one = try Self.names(patch.source, snapshot)
            #expect(superseded.contains(patch.source) == one.isSuperseded, "\(lines)")
            #expect(one.isSuperseded == !one.above.isEmpty, "\(lines)")
        }
    }
}
