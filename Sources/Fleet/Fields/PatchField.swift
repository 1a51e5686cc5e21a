// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Query

/// What can be asked about a patch.
package enum PatchField: String, Sendable, CaseIterable {
    /// The UUID.
    case id
    /// The number that dialects show.
    case number
    /// The name, that is the source package and its version, and the title.
    case name
    /// The title alone.
    case title
    /// An advisory that it answers.
    case advisory
    /// A CVE that it answers.
    case cve
    /// The number of a CVE; see ``VulnerabilityNumber``.
    case qid
    /// The article of Microsoft's knowledge base.
    case kb
    /// The source package.
    case source
    /// What it changes; see ``Domain/Patch/appFamily``.
    case appFamily
    /// The stream.
    case stream
    /// The release or product as people call it, then the stream.
    case product
    /// Who publishes it.
    case vendor
    /// The platform of its stream.
    case platform
    /// An architecture that it is for.
    case architecture
    /// `OS` or `Application`.
    case type
    /// The severity, as the number of ``Patch/Severity``.
    case severity
    /// The classification.
    case classification
    /// Whether it is a security patch.
    case isSecurity
    /// The decision that counts: `approved`, `declined` or `none`.
    case decision
    /// What is true of it on at least one device: `Missing`, `Installed`, `Failed`.
    case status
    /// On how many devices it is missing.
    case missingCount
    /// On how many devices it is installed.
    case installedCount
    /// On how many devices it failed.
    case failedCount
    /// When its newest advisory was issued, in milliseconds.
    case releasedAt
    /// When a feed last changed what it says of it, in milliseconds.
    case modifiedAt
    /// Whether one of its CVEs is known to be exploited.
    case isExploited
    /// The highest probability of an exploit of its CVEs within 30 days, in per cent, rounded down.
    case exploitProbability
    /// Whether the machine must be restarted afterwards, where a feed says.
    case needsReboot
    /// Whether another update replaces it, where updates replace each other.
    case isSuperseded
    /// How a machine comes by it; see ``Domain/Patch/DownloadMethod``.
    case downloadMethod
    /// Whether machines can be told to take it back.
    case isRollback
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
        case .id: [.text(patch.id.description)]
        case .number: [.number(patch.number)]
        case .name: [.text(patch.name), .text(patch.title)]
        case .title: [.text(patch.title)]
        case .advisory: patch.advisories.map { .text($0.name) }
        case .cve: patch.cves.map { .text($0) }
        case .qid: patch.vulnerabilityNumbers.map { .number($0) }
        case .kb: patch.kb.map { [.text($0)] } ?? []
        case .source: [.text(patch.source)]
        case .appFamily: patch.appFamily.map { .text($0) }
        case .stream: [.text(patch.stream.rawValue)]
        case .product: (patch.product + [patch.stream.rawValue]).map { .text($0) }
        case .vendor: patch.vendor.map { [.text($0)] } ?? []
        case .platform: [.text(Platform(patch.stream).rawValue)]
        case .architecture: patch.architectures.map { .text($0) }
        case .type: [.text(patch.software.rawValue)]
        case .severity: [.number(Int64(patch.severity.rawValue))]
        case .classification: [.text(patch.classification.rawValue)]
        case .isSecurity: [.flag(patch.isSecurity)]
        case .decision: [.text(approval(of: patch.id, at: path)?.decision.rawValue ?? "none")]
        case .status: tally.statuses.map { .text($0.rawValue) }
        case .missingCount: [.number(Int64(tally.missing))]
        case .installedCount: [.number(Int64(tally.installed))]
        case .failedCount: [.number(Int64(tally.failed))]
        case .isExploited: [.flag(patch.urgency.isExploited)]
        case .exploitProbability:
            patch.urgency.probability.map { [.number(Int64($0 * 100))] } ?? []
        case .needsReboot: patch.needsReboot.map { [.flag($0)] } ?? []
        case .releasedAt: patch.releasedAt.map { [.number($0.milliseconds)] } ?? []
        case .modifiedAt: modifiedAt(patch).map { [.number($0.milliseconds)] } ?? []
        case .isSuperseded: isSuperseded(patch).map { [.flag($0)] } ?? []
        case .downloadMethod: [.text(patch.downloadMethod.rawValue)]
        case .isRollback: [.flag(patch.isRollback)]
        }
    }

    /// When a feed last changed what it says of a patch: when the revision that did was imported.
    ///
    /// A feed's first revision changes nothing, so before a later one it is the day of release.
    package func modifiedAt(_ patch: Patch) -> Timestamp? {
        catalogue.changedAt(patch) ?? patch.releasedAt
    }
}

/// What can be true of a patch on a device, in the words of queries.
package enum PatchStatus: String, Sendable, CaseIterable {
    /// The device lacks it.
    case missing = "Missing"
    /// The device has it.
    case installed = "Installed"
    /// The device lacks it, and the last attempt failed.
    case failed = "Failed"
}

extension PatchTally {
    /// What is true on at least one device.
    package var statuses: [PatchStatus] {
        PatchStatus.allCases.filter { status in
            switch status {
            case .missing: missing > 0
            case .installed: installed > 0
            case .failed: failed > 0
            }
        }
    }
}
