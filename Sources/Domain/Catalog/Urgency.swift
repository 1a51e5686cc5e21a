// SPDX-License-Identifier: Apache-2.0

/// How urgent a patch is beside its severity: what is exploited comes before what is only bad.
package struct Urgency: Sendable, Equatable, Comparable {
    /// Since when one of its vulnerabilities is known to be exploited; `nil` where none is.
    package let exploitedSince: Timestamp?
    /// The earliest day by which CISA wants one of them closed.
    package let dueAt: Timestamp?
    /// Whether ransomware is known to use one of them.
    package let isUsedByRansomware: Bool
    /// The highest probability of an exploit within 30 days, 0 to 1; `nil` where none is rated.
    package let probability: Double?

    /// Takes the worst of several vulnerabilities; those without a record say nothing.
    package init(of cves: [String], in vulnerabilities: [String: VulnerabilityRecord]) {
        let known = vulnerabilities.isEmpty ? [] : cves.compactMap { vulnerabilities[$0] }
        exploitedSince = known.compactMap(\.exploitedSince).min()
        dueAt = known.compactMap(\.dueAt).min()
        isUsedByRansomware = known.contains { $0.isUsedByRansomware == true }
        probability = known.compactMap(\.probability).max()
    }

    /// Whether one of the vulnerabilities is known to be exploited.
    package var isExploited: Bool { exploitedSince != nil }

    /// The more urgent one is larger: ransomware, then known exploits, then the probability.
    package static func < (left: Self, right: Self) -> Bool {
        (left.rank, left.probability ?? 0) < (right.rank, right.probability ?? 0)
    }

    private var rank: Int { isUsedByRansomware ? 2 : isExploited ? 1 : 0 }
}
