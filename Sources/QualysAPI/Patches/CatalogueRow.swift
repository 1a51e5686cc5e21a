// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Services
import Web

/// A row of the catalogue: a patch, whether or not it concerns an asset.
///
/// It has no numbers of assets: the vendor's own client refuses rows of the catalogue that do. What
/// the feeds do not tell is `null`.
struct CatalogueRow {
    let patch: Patch
    let view: FleetView

    /// Writes the row.
    func write(to json: inout JSONWriter, _ attributes: Attributes) {
        let members = PatchMembers(patch: patch, view: view)
        json.object { json in
            members.writeDescription(to: &json, attributes)
            members.writeState(to: &json, attributes)
            json.member("patchId", attributes, text: patch.id.description)
            members.writePlatform(to: &json, attributes)
            json.member(null: "servicePack", attributes)
            json.member("osIdentifier", attributes, text: system)
            json.member("advisoryLink", attributes, text: advisoryLink)
            json.member("deleted", attributes, flag: patch.isWithdrawn)
            json.member(null: "description", attributes)
            json.member(null: "enabled", attributes)
            json.member(null: "supportedOs", attributes)
            json.member(null: "notification", attributes)
            members.writePackages(to: &json, attributes)
            json.member(null: "patchFeedProviderId", attributes)
            json.member("syncDateTime", attributes, time: importedAt)
            json.member(null: "vendorPatchId", attributes)
            json.member("isEsuPatch", attributes, flag: needsSubscription)
        }
    }

    private var isOfWindows: Bool { Platform(patch.stream) == .windows }

    /// The system that it changes, as assets name theirs; programs run on several.
    private var system: String? {
        patch.software == .os ? AssetSystem.identifier(of: patch.stream) : nil
    }

    /// The page of its advisory, as `vendorlink` has it; updates of Windows have none beside that.
    private var advisoryLink: String? { isOfWindows ? nil : patch.publisherPage }

    /// When the newest revision of a feed that knows it was imported.
    private var importedAt: Timestamp? {
        let feeds = Set(patch.feeds.map(\.feed))
        return view.snapshot.catalogue.revisions.filter { feeds.contains($0.feed) }
            .map(\.importedAt).max()
    }

    /// Whether only subscribers get it; no feed says that of updates of Windows.
    private var needsSubscription: Bool? {
        if patch.subscription != nil { return true }
        return isOfWindows ? nil : false
    }

    /// The shape of a row; a projected one may lack any member.
    static let schema = Schema.object([
        "architecture": .optional(.array(of: .string)),
        "bulletin": .optional(.nullable(.string)),
        "category": .optional(.values(PatchCategory.allCases.map(\.rawValue))),
        "cve": .optional(.array(of: .string)),
        "kb": .optional(.nullable(.string)),
        "modifiedDate": .optional(.nullable(.integer)),
        "appFamily": .optional(.array(of: .string)),
        "product": .optional(.array(of: .string)),
        "publishedDate": .optional(.nullable(.integer)),
        "qid": .optional(.array(of: .string)),
        "rebootRequired": .optional(.nullable(.boolean)),
        "supersededBy": .optional(.array(of: .string)),
        "supersedes": .optional(.array(of: .string)),
        "title": .optional(.string),
        "type": .optional(.values(Patch.Software.allCases.map(\.rawValue))),
        "vendor": .optional(.nullable(.string)),
        "vendorSeverity": .optional(.values(Patch.Severity.allCases.map(\.vendorName))),
        "vendorlink": .optional(.nullable(.string)),
        "downloadMethod": .optional(.values(Patch.DownloadMethod.allCases.map(\.rawValue))),
        "advisory": .optional(.nullable(.string)),
        "id": .optional(.string),
        "isSecurity": .optional(.boolean),
        "isSuperseded": .optional(.nullable(.boolean)),
        "isRollback": .optional(.boolean),
        "patchId": .optional(.string),
        "platform": .optional(.string),
        "servicePack": .optional(.nullable(.boolean)),
        "osIdentifier": .optional(.nullable(.string)),
        "advisoryLink": .optional(.nullable(.string)),
        "deleted": .optional(.boolean),
        "description": .optional(.nullable(.string)),
        "enabled": .optional(.nullable(.boolean)),
        "supportedOs": .optional(.nullable(.string)),
        "notification": .optional(.nullable(.string)),
        "packageDetails": .optional(.array(of: PackageRow.schema)),
        "patchFeedProviderId": .optional(.nullable(.integer)),
        "syncDateTime": .optional(.nullable(.integer)),
        "vendorPatchId": .optional(.nullable(.string)),
        "isEsuPatch": .optional(.nullable(.boolean)),
    ])
}
