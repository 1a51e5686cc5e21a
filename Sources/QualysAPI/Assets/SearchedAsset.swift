// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Web

/// A row of `POST /pm/v1/assets`; members and their order are those of the vendor's sample ("Get a
/// List of All Patch Management Assets", release 3.9).
///
/// `nonSupersededMissingPatchCount`, which the sample lacks, is read by clients. Inside `interfaces`
/// and `hardware` stands only what is known.
struct SearchedAsset {
    private let asset: AssetFacts

    init(_ asset: AssetFacts) { self.asset = asset }

    /// Writes the row.
    func write(to json: inout JSONWriter, _ members: AssetMembers) {
        let attributes = members.chosen
        let device = asset.device
        json.object { json in
            writeInterfaces(to: &json, members)
            json.member("scanStatus", attributes, text: asset.scanStatus.rawValue)
            json.member("operatingSystem", attributes, text: device.operatingSystem)
            json.member("version", attributes, text: asset.version)
            json.member("platform", attributes, text: asset.platform)
            json.member("tags", attributes, texts: asset.tags)
            writeMissing(to: &json, members)
            json.member("activatedModules", attributes, texts: asset.modules)
            json.member("lastLoggedOnUser", attributes, text: device.lastLoggedOnUser ?? "")
            json.member("scanDateTime", attributes, time: device.scannedAt)
            json.member("statusDateTime", attributes, time: asset.status.since)
            json.member("name", attributes, text: device.name)
            if members.showsAddition("agentVersion") {
                json.field("agentVersion", device.facts.agentVersion)
            }
            json.member("id", attributes, text: device.id.description)
            if members.showsAddition("installedPatches") {
                json.member("installedPatches", .all, texts: asset.installed)
            }
            writeHardware(to: &json, attributes)
            json.member("architecture", attributes, text: device.facts.machine)
            json.member("status", attributes, text: asset.status.word.rawValue)
            json.member("statusCode", attributes, number: asset.status.code)
            json.member("osNotSupportedForModules", attributes, texts: [])
        }
    }

    private func writeInterfaces(to json: inout JSONWriter, _ members: AssetMembers) {
        json.member("interfaces", members.chosen) { json in
            json.array { json in
                for row in asset.interfaces where row.version6 == nil || members.showsVersion6 {
                    row.writeKnown(to: &json)
                }
            }
        }
    }

    private func writeMissing(to json: inout JSONWriter, _ members: AssetMembers) {
        let attributes = members.chosen
        json.member("installedPatchCount", attributes, count: asset.counts.installed)
        if members.showsAddition("missingPatches") {
            json.member("missingPatches", .all) { $0.references(asset.missing) }
        }
        json.member("osIdentifier", attributes, text: asset.osIdentifier)
        json.member("missingPatchCount", attributes, count: asset.counts.missing)
        json.member(
            "nonSupersededMissingPatchCount",
            attributes,
            count: asset.counts.currentMissing
        )
    }

    private func writeHardware(to json: inout JSONWriter, _ attributes: Attributes) {
        json.member("hardware", attributes) { json in
            json.object { json in
                if let model = asset.hardware.model { json.field("model", model) }
                if let manufacturer = asset.hardware.manufacturer {
                    json.field("manufacturer", manufacturer)
                }
            }
        }
    }

    /// The shape of a row; a projected one may lack any member.
    static let schema = Schema.object([
        "interfaces": .optional(.array(of: AssetInterface.knownSchema)),
        "scanStatus": .optional(.string), "operatingSystem": .optional(.nullable(.string)),
        "version": .optional(.nullable(.string)), "platform": .optional(.string),
        "tags": .optional(.array(of: .string)), "installedPatchCount": .optional(.integer),
        "missingPatches": .optional(.array(of: .object(["id": .string]))),
        "osIdentifier": .optional(.nullable(.string)), "missingPatchCount": .optional(.integer),
        "nonSupersededMissingPatchCount": .optional(.integer),
        "activatedModules": .optional(.array(of: .string)),
        "lastLoggedOnUser": .optional(.string), "scanDateTime": .optional(.nullable(.integer)),
        "statusDateTime": .optional(.nullable(.integer)), "name": .optional(.string),
        "agentVersion": .optional(.nullable(.string)), "id": .optional(.string),
        "installedPatches": .optional(.array(of: .string)),
        "hardware": .optional(
            .object(["model": .optional(.string), "manufacturer": .optional(.string)])
        ),
        "architecture": .optional(.nullable(.string)),
        "status": .optional(.values(AssetStatus.Word.allCases.map(\.rawValue))),
        "statusCode": .optional(.nullable(.integer)),
        "osNotSupportedForModules": .optional(.array(of: .string)),
    ])
}
