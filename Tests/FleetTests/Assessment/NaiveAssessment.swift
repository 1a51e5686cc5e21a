// SPDX-License-Identifier: Apache-2.0

import Domain

/// What a machine lacks, worked out the slow way: every row against every offer and advisory, with
/// priorities as apt_preferences(5) tells them and ranks in place of versions.
struct NaiveAssessment {
    private let world: RandomWorld
    /// The patches that the machine lacks.
    private(set) var missing: Set<Patch.Identity> = []
    /// Those of them that one would install.
    private(set) var current: Set<Patch.Identity> = []
    /// Those of them that a hold keeps away.
    private(set) var held: Set<Patch.Identity> = []
    /// Those of them, without the held ones, that are not released to every machine yet.
    private(set) var phased: Set<Patch.Identity> = []

    init(_ world: RandomWorld) {
        self.world = world
        let all = world.offers.map(\.patch) + world.advisories.map(\.patch)
        for patch in Set(all) {
            let older = world.rows.compactMap { row in
                verdict(patch, row).map { (row: row, verdict: $0) }
            }
            guard older.contains(where: { $0.verdict.isOffered || $0.verdict.isSurpassed }) else {
                continue
            }
            missing.insert(patch)
            let isCurrent = older.contains { $0.verdict.isOffered && !$0.verdict.isSurpassed }
            if isCurrent { current.insert(patch) }
            // What another patch brings further is that one's business, unless nothing is left.
            let decisive = isCurrent ? older.filter { !$0.verdict.isSurpassed } : older
            if decisive.contains(where: \.row.isHeld) {
                held.insert(patch)
            } else if isPhased(patch) {
                phased.insert(patch)
            }
        }
    }

    /// Whether a feed that has the patch, or had it where none has it any more, phases it in.
    private func isPhased(_ patch: Patch.Identity) -> Bool {
        let offers = world.offers.filter { $0.patch == patch }
        let isLive =
            offers.contains { !$0.isWithdrawn }
            || world.advisories.contains { $0.patch == patch && !$0.isWithdrawn }
        return offers.contains { ($0.phase ?? 100) < 100 && (!$0.isWithdrawn || !isLive) }
    }

    private typealias Verdict = (isOffered: Bool, isSurpassed: Bool)

    /// Whether a row is older than a patch; `nil` where it is not, or has nothing to do with it.
    private func verdict(_ patch: Patch.Identity, _ row: RandomWorld.Row) -> Verdict? {
        guard row.name != nil else { return bareVerdict(patch, row) }
        let target = candidate(row)
        if isAdvisoryOnly(patch), let advisory = advisory(patch, of: row) {
            guard row.level.ofSource.rank < advisory.rank else { return nil }
            return (true, target.map { surpasses($0, advisory) } ?? surpassesBare(advisory, row))
        }
        let newer = offers(for: row, all: true).filter {
            $0.patch == patch && $0.level.rank > row.level.rank
        }
        guard !newer.isEmpty else { return nil }
        let isOffered = newer.contains { !$0.isWithdrawn }
        let isTarget = target.map { $0.patch == patch } ?? false
        return (isOffered, target != nil && !isTarget)
    }

    /// The offer that apt would install, of the highest priority and then the newest version.
    private func candidate(_ row: RandomWorld.Row) -> RandomWorld.Offer? {
        offers(for: row, all: false).filter { $0.level.rank > row.level.rank }
            .max { Self.precedes($0.level, $0.patch, $1.level, $1.patch) }
    }

    /// The usable offers of a row's package of the priority that wins; the installed version itself
    /// has priority 100, and what is older than it is out.
    private func offers(for row: RandomWorld.Row, all: Bool) -> [RandomWorld.Offer] {
        let usable = world.offers.filter { offer in
            row.name.map(offer.names.contains) ?? false
                && Self.meets(row.architecture, offer.architecture) && uses(offer.suite)
        }
        let standing = usable.filter { !$0.isWithdrawn && $0.level.rank >= row.level.rank }
        let best = max(100, standing.map { Self.priority($0) }.max() ?? 0)
        return usable.filter {
            (all || !$0.isWithdrawn)
                && (Self.priority($0) >= best || (all && Self.priority($0) == 500))
        }
    }

    private static func priority(_ offer: RandomWorld.Offer) -> Int {
        switch offer.suite.willingness {
        case .automatic: 500
        case .upgradesOnly: 100
        case .onRequest: 1
        }
    }

    private static func meets(_ installed: String, _ offered: String) -> Bool {
        if installed == offered { return true }
        return Set([installed, offered]) == ["all", "amd64"]
    }

    private func uses(_ suite: NamedSuite) -> Bool {
        guard let suites = world.suites, !suites.isEmpty else { return suite.name != "shop" }
        return suites.contains { $0.name == suite.name }
    }
}

/// Sources and advisories.
extension NaiveAssessment {
    /// Whether only a live advisory knows the patch, and no repository has it.
    private func isAdvisoryOnly(_ patch: Patch.Identity) -> Bool {
        world.advisories.contains { $0.patch == patch && !$0.isWithdrawn }
            && !world.offers.contains { $0.patch == patch && !$0.isWithdrawn }
    }

    /// The version that an advisory's patch fixes the row's source at.
    private func advisory(
        _ patch: Patch.Identity,
        of row: RandomWorld.Row
    ) -> RandomWorld.Level? {
        world.advisories.first {
            $0.patch == patch && $0.level.source == row.level.source
        }?.level
    }

    /// Whether apt's candidate brings at least an advisory's version of the same source.
    private func surpasses(_ offer: RandomWorld.Offer, _ advisory: RandomWorld.Level) -> Bool {
        offer.level.source == advisory.source && offer.level.ofSource.rank >= advisory.rank
    }

    /// Whether another advisory without an offer names a newer version of the row's source.
    private func surpassesBare(_ advisory: RandomWorld.Level, _ row: RandomWorld.Row) -> Bool {
        world.advisories.contains {
            !$0.isWithdrawn && $0.level.source == row.level.source && $0.level.rank > advisory.rank
                && isAdvisoryOnly($0.patch)
        }
    }

    /// The verdict on a row of which only the source is known: every live patch of the source counts
    /// but those that only backports and suites on request have.
    private func bareVerdict(_ patch: Patch.Identity, _ row: RandomWorld.Row) -> Verdict? {
        let eligible = bareLevels(row)
        guard let level = eligible[patch], level.rank > row.level.ofSource.rank else { return nil }
        return (true, eligible.contains { Self.precedes(level, patch, $0.value, $0.key) })
    }

    /// Whether the second one is the better choice; of equal versions the identity decides.
    private static func precedes(
        _ first: RandomWorld.Level,
        _ firstPatch: Patch.Identity,
        _ second: RandomWorld.Level,
        _ secondPatch: Patch.Identity
    ) -> Bool {
        (first.rank, firstPatch) < (second.rank, secondPatch)
    }

    private func bareLevels(_ row: RandomWorld.Row) -> [Patch.Identity: RandomWorld.Level] {
        var levels: [Patch.Identity: RandomWorld.Level] = [:]
        for advisory in world.advisories where !advisory.isWithdrawn {
            levels[advisory.patch] = advisory.level
        }
        let hasShop = world.suites?.contains { $0.name == "shop" } ?? false
        for offer in world.offers
        where !offer.isWithdrawn && (offer.suite.name != "shop" || hasShop) {
            levels[offer.patch] = offer.level.ofSource
        }
        return levels.filter { patch, level in
            let isAdvised = world.advisories.contains {
                $0.patch == patch && !$0.isWithdrawn
            }
            let isAutomatic = world.offers.contains {
                $0.patch == patch && !$0.isWithdrawn
                    && $0.suite.willingness == .automatic
            }
            return level.source == row.level.source && (isAdvised || isAutomatic)
        }
    }
}
