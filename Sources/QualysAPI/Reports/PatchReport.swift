// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Services

/// The report on patches: a row for each patch that concerns an asset.
enum PatchReport {
    /// A patch with its numbers among the assets asked about.
    struct Row {
        let patch: Patch
        let tally: PatchTally
        let snapshot: FleetSnapshot

        fileprivate var advisory: String? { patch.advisories.first?.name }
    }

    /// The columns: the members of the list of patches, under the same names.
    static let columns: [ReportColumn<Row>] = what + howBad + state

    private static let what: [ReportColumn<Row>] = [
        .text("id", "Patch ID") { $0.patch.id.description },
        .text("title", "Title") { $0.patch.title },
        .text("platform", "Platform") { Platforms.name(of: Platform($0.patch.stream)) },
        .text("kb", "KB", only: [.windows]) { $0.patch.kb },
        .text("bulletin", "Bulletin", only: [.windows]) {
            Platform($0.patch.stream) == .windows ? $0.advisory : nil
        },
        .text("advisory", "Advisory", only: [.linux, .mac]) {
            Platform($0.patch.stream) == .windows ? nil : $0.advisory
        },
        .text("category", "Category") { PatchCategory($0.patch).rawValue },
        .text("type", "Type") { $0.patch.software.rawValue },
        .text("vendor", "Vendor") { $0.patch.vendor },
        .texts("appFamily", "Application Family") { $0.patch.appFamily },
        .texts("product", "Product") { $0.patch.product },
        .texts("architecture", "Architecture") { $0.patch.architectures },
    ]

    private static let howBad: [ReportColumn<Row>] = [
        .text("vendorSeverity", "Vendor Severity") { $0.patch.severity.vendorName },
        .flag("isSecurity", "Security") { $0.patch.isSecurity },
        .texts("cve", "CVE") { $0.patch.cves },
        .texts("qid", "QID") { $0.patch.vulnerabilityNumbers.map { String($0) } },
        .time("publishedDate", "Published") { $0.patch.releasedAt },
        .time("modifiedDate", "Modified") { $0.snapshot.modifiedAt($0.patch) },
        .text("vendorlink", "Vendor Link") { $0.patch.publisherPage },
    ]

    private static let state: [ReportColumn<Row>] = [
        .flag("rebootRequired", "Reboot Required") { $0.patch.needsReboot },
        .flag("isSuperseded", "Superseded", only: [.windows, .mac]) {
            $0.snapshot.isSuperseded($0.patch)
        },
        .texts("supersededBy", "Superseded By", only: [.windows, .mac]) {
            ($0.snapshot.supersession(of: $0.patch)?.supersededBy ?? []).map(\.description)
        },
        .texts("supersedes", "Supersedes", only: [.windows, .mac]) {
            ($0.snapshot.supersession(of: $0.patch)?.supersedes ?? []).map(\.description)
        },
        .text("downloadMethod", "Download Method") { $0.patch.downloadMethod.rawValue },
        .flag("isRollback", "Rollback") { $0.patch.isRollback },
        .count("missingCount", "Missing Count") { $0.tally.missing },
        .count("installedCount", "Installed Count") { $0.tally.installed },
    ]
}
