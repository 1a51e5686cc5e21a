// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Services
import Web

/// A row of the lists of patches: a patch with its numbers among the assets asked about.
///
/// The members and their order are those of the vendor's sample ("Get a List of Patches for a
/// Specific Customer"). Two more are shown only where `attributes` names them: `platform` and
/// `packageDetails`, which the vendor's clients know as well.
struct PatchRow {
    let patch: Patch
    let tally: PatchTally
    let view: FleetView

    /// Writes the row.
    func write(to json: inout JSONWriter, _ attributes: Attributes = .all) {
        let members = PatchMembers(patch: patch, view: view)
        json.object { json in
            members.writeDescription(to: &json, attributes)
            json.member("missingCount", attributes, count: tally.missing)
            json.member("installedCount", attributes, count: tally.installed)
            members.writeState(to: &json, attributes)
            guard attributes.isChosen else { return }
            members.writePlatform(to: &json, attributes)
            members.writePackages(to: &json, attributes)
        }
    }

    /// The shape of a row; a projected one may lack any member.
    static func schema(isProjected: Bool = false) -> Schema {
        let member: (Schema) -> Schema = { isProjected ? .optional($0) : $0 }
        return .object([
            "architecture": member(.array(of: .string)),
            "bulletin": member(.nullable(.string)),
            "category": member(.values(PatchCategory.allCases.map(\.rawValue))),
            "cve": member(.array(of: .string)),
            "kb": member(.nullable(.string)),
            "modifiedDate": member(.nullable(.integer)),
            "appFamily": member(.array(of: .string)),
            "product": member(.array(of: .string)),
            "publishedDate": member(.nullable(.integer)),
            "qid": member(.array(of: .string)),
            "rebootRequired": member(.nullable(.boolean)),
            "supersededBy": member(.array(of: .string)),
            "supersedes": member(.array(of: .string)),
            "title": member(.string),
            "type": member(.values(Patch.Software.allCases.map(\.rawValue))),
            "vendor": member(.nullable(.string)),
            "vendorSeverity": member(.values(Patch.Severity.allCases.map(\.vendorName))),
            "vendorlink": member(.nullable(.string)),
            "missingCount": member(.integer),
            "installedCount": member(.integer),
            "downloadMethod": member(
                .values(Patch.DownloadMethod.allCases.map(\.rawValue))
            ),
            "advisory": member(.nullable(.string)),
            "id": member(.string),
            "isSecurity": member(.boolean),
            "isSuperseded": member(.nullable(.boolean)),
            "isRollback": member(.boolean),
            "platform": .optional(.string),
            "packageDetails": .optional(.array(of: PackageRow.schema)),
        ])
    }
}

extension Attributes {
    /// Whether the client chose members: then nothing else is shown.
    var isChosen: Bool { !shows("") }
}
