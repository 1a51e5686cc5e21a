// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Services
import Web

/// The members that rows of patches and of the catalogue have in common.
struct PatchMembers {
    let patch: Patch
    let view: FleetView

    /// Writes what the patch is, from `architecture` to `vendorlink`.
    ///
    /// Windows names a `bulletin`, everything else an `advisory`. Where patches are ordered by
    /// versions nothing is said about supersedence.
    func writeDescription(to json: inout JSONWriter, _ attributes: Attributes) {
        json.member("architecture", attributes, texts: patch.architectures)
        json.member("bulletin", attributes, text: isOfWindows ? advisory : nil)
        json.member("category", attributes, text: PatchCategory(patch).rawValue)
        json.member("cve", attributes, texts: patch.cves)
        json.member("kb", attributes, text: patch.kb)
        json.member("modifiedDate", attributes, time: view.snapshot.modifiedAt(patch))
        json.member("appFamily", attributes, texts: patch.appFamily)
        json.member("product", attributes, texts: patch.product)
        json.member("publishedDate", attributes, time: patch.releasedAt)
        json.member("qid", attributes, texts: patch.vulnerabilityNumbers.map { String($0) })
        json.member("rebootRequired", attributes, flag: patch.needsReboot)
        json.member("supersededBy", attributes, texts: supersededBy)
        json.member("supersedes", attributes, texts: supersedes)
        json.member("title", attributes, text: patch.title)
        json.member("type", attributes, text: patch.software.rawValue)
        json.member("vendor", attributes, text: patch.vendor)
        json.member("vendorSeverity", attributes, text: patch.severity.vendorName)
        json.member("vendorlink", attributes, text: patch.publisherPage)
    }

    /// Writes what can be done with it, from `downloadMethod` to `isRollback`.
    func writeState(to json: inout JSONWriter, _ attributes: Attributes) {
        json.member("downloadMethod", attributes, text: patch.downloadMethod.rawValue)
        json.member("advisory", attributes, text: isOfWindows ? nil : advisory)
        json.member("id", attributes, text: patch.id.description)
        json.member("isSecurity", attributes, flag: patch.isSecurity)
        json.member("isSuperseded", attributes, flag: view.snapshot.isSuperseded(patch))
        json.member("isRollback", attributes, flag: patch.isRollback)
    }

    /// Writes its platform.
    func writePlatform(to json: inout JSONWriter, _ attributes: Attributes) {
        json.member("platform", attributes, text: Platforms.name(of: Platform(patch.stream)))
    }

    /// Writes its packages.
    func writePackages(to json: inout JSONWriter, _ attributes: Attributes) {
        json.member("packageDetails", attributes) { json in
            json.array { json in
                for package in PackageRow.rows(of: patch) { package.write(to: &json) }
            }
        }
    }

    private var isOfWindows: Bool { Platform(patch.stream) == .windows }

    private var advisory: String? { patch.advisories.first?.name }

    private var supersedes: [String] {
        view.snapshot.supersession(of: patch)?.supersedes.map(\.description) ?? []
    }

    private var supersededBy: [String] {
        view.snapshot.supersession(of: patch)?.supersededBy.map(\.description) ?? []
    }
}

/// The two categories that the vendor tells apart.
enum PatchCategory: String, CaseIterable {
    case security = "Security Patches"
    case other = "Non-Security Patches"

    /// The category of a patch.
    init(_ patch: Patch) { self = patch.isSecurity ? .security : .other }
}

extension Patch.Severity {
    /// `vendorSeverity`.
    var vendorName: String {
        switch self {
        case .unrated: "None"
        case .low: "Low"
        case .moderate: "Moderate"
        case .important: "Important"
        case .critical: "Critical"
        }
    }
}
