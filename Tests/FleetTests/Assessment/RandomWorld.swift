// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain

/// A catalogue and a machine from a seed, with every version known by its rank.
///
/// The rank makes it possible to judge without comparing versions: a larger number is newer.
struct RandomWorld {
    /// A version: a rank among the bases, the source that it belongs to, and whether it was rebuilt.
    struct Level: Hashable {
        var base: Int
        var source: Int
        var isRebuilt = false

        /// Oldest first, in the order of dpkg.
        private static let bases = [
            "0.9", "1.0~rc1", "1.0", "1.0.1", "1.1", "1.10", "1:0.1", "1:0.2",
        ]
        static let count = bases.count

        var rank: Int { (base * 4 + source) * 2 + (isRebuilt ? 1 : 0) }
        var text: String { "\(Self.bases[base])+s\(source)" + (isRebuilt ? "+b1" : "") }
        var ofSource: Level { Level(base: base, source: source) }
    }

    /// A suite offers binary packages of one source version.
    struct Offer {
        var suite: NamedSuite
        var level: Level
        var names: [Int]
        var architecture: String
        var isWithdrawn: Bool
        /// How many per cent of the machines shall get it; `nil` for all.
        var phase: Int?
        var patch: Patch.Identity
    }

    /// An advisory names a source version.
    struct Advisory {
        var level: Level
        var isWithdrawn: Bool
        var patch: Patch.Identity
    }

    /// An installed package; without a name only its source is known.
    struct Row {
        var name: Int?
        var architecture: String
        var level: Level
        var isHeld: Bool
    }

    private(set) var offers: [Offer] = []
    private(set) var advisories: [Advisory] = []
    private(set) var rows: [Row] = []
    private(set) var suites: [NamedSuite]?

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let known = ["main", "updates", "security", "backports", "request", "shop"]
            .compactMap { NamedSuite.named($0) }
        for _ in 0..<random.draw(below: 14) {
            let names = (0..<4).filter { _ in random.draw(below: 2) == 0 }
            let suite = known[random.draw(below: known.count)]
            let level = Self.level(&random)
            offers.append(
                Offer(
                    suite: suite,
                    level: level,
                    names: names.isEmpty ? [random.draw(below: 4)] : names,
                    architecture: ["amd64", "amd64", "all", "i386"][random.draw(below: 4)],
                    isWithdrawn: random.draw(below: 4) == 0,
                    phase: [nil, nil, nil, 10, 100][random.draw(below: 5)],
                    patch: Self.patch(Stream(suite.repository), level)
                )
            )
        }
        for _ in 0..<random.draw(below: 5) {
            var level = Self.level(&random)
            level.isRebuilt = false
            advisories.append(
                Advisory(
                    level: level,
                    isWithdrawn: random.draw(below: 5) == 0,
                    patch: Self.patch(Self.release, level)
                )
            )
        }
        for _ in 0..<random.draw(below: 7) {
            rows.append(
                Row(
                    name: random.draw(below: 5) == 0 ? nil : random.draw(below: 4),
                    architecture: ["amd64", "amd64", "all", "i386"][random.draw(below: 4)],
                    level: Self.level(&random),
                    isHeld: random.draw(below: 5) == 0
                )
            )
        }
        if random.draw(below: 2) == 0 { suites = known.filter { _ in random.draw(below: 3) > 0 } }
    }

    private static let release = Stream(rawValue: "debian:12")

    private static func patch(_ stream: Stream, _ level: Level) -> Patch.Identity {
        Patch.Identity(derivedFrom: "patch/\(stream)/s\(level.source)/\(level.ofSource.text)")
    }

    private static func level(_ random: inout SplitMix64) -> Level {
        Level(
            base: random.draw(below: Level.count),
            source: random.draw(below: 3),
            isRebuilt: random.draw(below: 4) == 0
        )
    }

    /// The seed's content, for the message of a failure.
    var story: String {
        let uses = suites.map { $0.map(\.name).joined(separator: ",") } ?? "unknown"
        let lines =
            offers.map {
                "\($0.suite.name) s\($0.level.source) \($0.level.text) \($0.names) "
                    + "\($0.architecture)\($0.isWithdrawn ? " withdrawn" : "")"
                    + ($0.phase.map { " phased=\($0)" } ?? "")
            } + advisories.map { "dsa \($0.level.text)\($0.isWithdrawn ? " withdrawn" : "")" }
            + rows.map {
                "row \($0.name ?? -1):\($0.architecture) \($0.level.text)"
                    + ($0.isHeld ? " hold" : "")
            }
        return "uses \(uses)\n" + lines.joined(separator: "\n")
    }

    /// What a feed would say; one package makes sure that the release is covered.
    var records: [StoredPatchRecord] {
        let cover = PatchRecord(stream: Self.release, source: "cover", version: "1")
        var records = [Self.stored(cover, "cover", isWithdrawn: false)]
        for offer in offers {
            let record = PatchRecord(
                stream: Stream(offer.suite.repository),
                source: "s\(offer.level.source)",
                version: offer.level.ofSource.text,
                origin: offer.suite.origin,
                binaries: offer.names.map {
                    PatchBinary(
                        name: "p\($0)",
                        architecture: offer.architecture,
                        version: offer.level.text,
                        size: nil
                    )
                },
                phasedPercentage: offer.phase
            )
            records.append(Self.stored(record, offer.suite.name, isWithdrawn: offer.isWithdrawn))
        }
        for (index, advisory) in advisories.enumerated() {
            let record = PatchRecord(
                stream: Self.release,
                source: "s\(advisory.level.source)",
                version: advisory.level.text,
                advisories: [
                    AdvisoryReference(name: "DSA-\(index)", title: "", issuedAt: nil, cves: [])
                ]
            )
            records.append(Self.stored(record, "dsa", isWithdrawn: advisory.isWithdrawn))
        }
        return records
    }

    private static func stored(
        _ record: PatchRecord,
        _ feed: String,
        isWithdrawn: Bool
    ) -> StoredPatchRecord {
        StoredPatchRecord(
            record: record,
            feed: FeedReference(feed: feed, revision: 1),
            withdrawnBy: isWithdrawn ? 2 : nil
        )
    }

    var inventory: Inventory {
        Inventory(
            stream: "debian:12",
            architecture: "amd64",
            packages: rows.map { row in
                InstalledPackage(
                    name: row.name.map { "p\($0)" },
                    architecture: row.architecture,
                    version: row.name == nil ? row.level.ofSource.text : row.level.text,
                    source: "s\(row.level.source)",
                    sourceVersion: row.level.ofSource.text,
                    isHeld: row.isHeld
                )
            },
            repositories: suites?.map(\.repository)
        )
    }
}
