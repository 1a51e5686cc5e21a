// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Fleet
package import Query

extension FleetView {
    /// The missing patches that lower the risk most, the best first.
    ///
    /// In this order count: whether ransomware uses one of its vulnerabilities, or one is known to
    /// be exploited; its severity, from 1 for an unrated patch to 5 for a critical one, times the
    /// number of devices that lack it; the highest probability of an exploit (EPSS); the day of
    /// release, the newest first. Patches that a newer one makes needless count for no device, and
    /// those that are declined for the whole of the caller's place are left out.
    ///
    /// - Parameters:
    ///   - filter: What the patches must be beside missing.
    ///   - limit: How many to give at most.
    /// - Returns: The patches with their tallies among the caller's devices.
    package func insights(
        _ filter: Filter<PatchField> = .everything,
        limit: Int
    ) -> [(patch: Patch, tally: PatchTally)] {
        let missing = patches(.all([filter, .test(.missingCount, .isBetween(1, nil))]))
        let wanted = missing.filter { row in
            snapshot.approval(of: row.patch.id, at: scope)?.decision != .declined
        }
        let ranked = wanted.map { (row: $0, weight: RiskWeight($0.patch, $0.tally)) }
            .sorted { $1.weight < $0.weight }
        return ranked.prefix(limit).map(\.row)
    }
}

/// How much risk the installation of a patch takes away; the larger, the more.
private struct RiskWeight: Comparable {
    let exploitation: Int
    let reach: Int
    let probability: Double
    let releasedAt: Timestamp
    let id: Patch.Identity

    init(_ patch: Patch, _ tally: PatchTally) {
        let urgency = patch.urgency
        exploitation = urgency.isUsedByRansomware ? 2 : urgency.isExploited ? 1 : 0
        reach = (patch.severity.rawValue + 1) * tally.missing
        probability = urgency.probability ?? 0
        releasedAt = patch.releasedAt ?? Timestamp(milliseconds: .min)
        id = patch.id
    }

    static func < (left: Self, right: Self) -> Bool {
        (left.exploitation, left.reach, left.probability, left.releasedAt, left.id)
            < (right.exploitation, right.reach, right.probability, right.releasedAt, right.id)
    }
}
