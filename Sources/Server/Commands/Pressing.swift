// SPDX-License-Identifier: Apache-2.0
import Domain

/// A missing patch with all that its installation closes, in the order of urgency.
struct Pressing: Comparable {
    private let finding: Finding
    private var devices = 0
    private var advisories: Set<AdvisoryReference> = []

    init(_ finding: Finding) { self.finding = finding }

    /// Adds one device that lacks it, with the findings that it closes there.
    mutating func add(_ closed: [Finding]) {
        devices += 1
        advisories.formUnion(closed.flatMap(\.patch.advisories))
    }

    private var cves: Set<String> { Set(advisories.flatMap(\.cves)) }

    /// Security first, then severity, known vulnerabilities, reach, and the oldest advisory.
    private var rank: [Int64] {
        [
            finding.patch.classification == .security ? 1 : 0,
            Int64(finding.patch.severity.rawValue), Int64(cves.count), Int64(devices),
            -(advisories.compactMap(\.issuedAt?.milliseconds).min() ?? 0),
        ]
    }

    static func < (left: Self, right: Self) -> Bool {
        if left.rank != right.rank { return left.rank.lexicographicallyPrecedes(right.rank) }
        let (first, second) = (left.finding.patch, right.finding.patch)
        // The last resort, so that the same fleet always gives the same table.
        return (first.source, first.number) > (second.source, second.number)
    }

    static func == (left: Self, right: Self) -> Bool {
        left.finding.patch.id == right.finding.patch.id
    }

    /// The row of a table.
    var row: [String] {
        let package = finding.packages.first(where: \.isOpen)
        let others = finding.packages.count(where: \.isOpen) - 1
        let names = advisories.map(\.name).sorted().reversed()
        let shown = names.prefix(2).joined(separator: " ")
        let more = names.count > 2 ? " +\(names.count - 2)" : ""
        let known = cves.isEmpty ? "" : " (\(cves.count) CVE\(cves.count == 1 ? "" : "s"))"
        return [
            (package?.name ?? finding.patch.source) + (others > 0 ? " +\(others)" : ""),
            package?.installed ?? "", package?.fixed ?? "", finding.state.rawValue,
            String(devices),
            names.isEmpty ? finding.patch.classification.words : shown + more + known,
        ]
    }
}

extension Patch.Classification {
    /// The classification in words.
    var words: String {
        switch self {
        case .security: "security"
        case .update: "update"
        case .backport: "backport"
        case .thirdParty: "third party"
        }
    }
}

extension Patch.Severity {
    /// The severity in words; a feed that does not rate is not guessed at.
    var words: String {
        switch self {
        case .unrated: "not rated"
        case .low: "low"
        case .moderate: "moderate"
        case .important: "important"
        case .critical: "critical"
        }
    }
}

extension Health {
    /// The health in words.
    var words: String {
        switch self {
        case .unknown: "unknown"
        case .healthy: "healthy"
        case .vulnerable: "patches missing"
        case .highlyVulnerable: "security patches missing"
        }
    }
}
