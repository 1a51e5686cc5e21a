// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Query

/// What can be asked about a patch.
package enum PatchField: String, Sendable, CaseIterable {
    /// The number that dialects show.
    case number
    /// The name: the source package and its version.
    case name
    /// An advisory that it answers.
    case advisory
    /// A CVE that it answers.
    case cve
    /// The source package.
    case source
    /// The stream.
    case stream
    /// The platform of its stream.
    case platform
    /// The severity, as the number of ``Patch/Severity``.
    case severity
    /// The classification.
    case classification
    /// The decision that counts: `approved`, `declined` or `none`.
    case decision
    /// On how many devices it is missing.
    case missingCount
    /// On how many devices it is installed.
    case installedCount
    /// On how many devices it failed.
    case failedCount
    /// When its newest advisory was issued, in milliseconds.
    case releasedAt
    /// Whether one of its CVEs is known to be exploited.
    case isExploited
    /// The highest probability of an exploit of its CVEs within 30 days, in per cent, rounded down.
    case exploitProbability
    /// Whether the machine must be restarted afterwards, where a feed says.
    case needsReboot
}

extension FleetSnapshot {
    /// A patch's values of a field, as a caller of a place sees them.
    package func values(
        of field: PatchField,
        _ patch: Patch,
        tally: PatchTally,
        path: TenantPath
    ) -> [Value] {
        switch field {
        case .number: [.number(patch.number)]
        case .name: [.text(patch.name), .text(patch.title)]
        case .advisory: patch.advisories.map { .text($0.name) }
        case .cve: patch.cves.map { .text($0) }
        case .source: [.text(patch.source)]
        case .stream: [.text(patch.stream.rawValue)]
        case .platform: [.text(Platform(patch.stream).rawValue)]
        case .severity: [.number(Int64(patch.severity.rawValue))]
        case .classification: [.text(patch.classification.rawValue)]
        case .decision: [.text(approval(of: patch.id, at: path)?.decision.rawValue ?? "none")]
        case .missingCount: [.number(Int64(tally.missing))]
        case .installedCount: [.number(Int64(tally.installed))]
        case .failedCount: [.number(Int64(tally.failed))]
        case .isExploited: [.flag(patch.urgency.isExploited)]
        case .exploitProbability:
            patch.urgency.probability.map { [.number(Int64($0 * 100))] } ?? []
        case .needsReboot: patch.needsReboot.map { [.flag($0)] } ?? []
        case .releasedAt: patch.releasedAt.map { [.number($0.milliseconds)] } ?? []
        }
    }
}
