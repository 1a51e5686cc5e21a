// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Web

/// A row of `GET /pm/v1/assets`; members and their order are those of the vendor's sample ("Get a
/// List of Assets", release 3.9).
struct ListedAsset {
    private let asset: AssetFacts

    init(_ asset: AssetFacts) { self.asset = asset }

    /// Writes the row.
    func write(to json: inout JSONWriter, _ attributes: Attributes) {
        let device = asset.device
        json.object { json in
            json.member("name", attributes, text: device.name)
            json.member("id", attributes, text: device.id.description)
            json.member("operatingSystem", attributes, text: device.operatingSystem)
            json.member("lastLoggedOnUser", attributes, text: device.lastLoggedOnUser)
            json.member("assetStatus", attributes, text: asset.status.word.rawValue)
            json.member("scanStatus", attributes, text: asset.scanStatus.rawValue)
            json.member("statusCode", attributes, number: asset.status.code)
            json.member("statusDateTime", attributes, time: asset.status.since)
            json.member("scanDateTime", attributes, time: device.scannedAt)
            writeMachine(to: &json, attributes)
            writePatches(to: &json, attributes)
            json.member("version", attributes, text: asset.version)
            json.member("architecture", attributes, text: device.facts.machine)
            json.member("osIdentifier", attributes, text: asset.osIdentifier)
            json.member("platform", attributes, text: asset.platform)
            json.member("agentVersion", attributes, text: device.facts.agentVersion)
            json.member(null: "isolation", attributes)
            json.member("activatedModules", attributes, texts: asset.modules)
            json.member("osNotSupportedForModules", attributes, texts: [])
            json.member("missingCount", attributes, count: asset.counts.missing)
            json.member("installedCount", attributes, count: asset.counts.installed)
        }
    }

    private func writeMachine(to json: inout JSONWriter, _ attributes: Attributes) {
        json.member("hardware", attributes) { json in
            json.object { json in
                json.field("model", asset.hardware.model)
                json.field("manufacturer", asset.hardware.manufacturer)
            }
        }
        json.member("tags", attributes) { $0.references(asset.tags) }
        json.member("interfaces", attributes) { json in
            json.array { json in
                for row in asset.interfaces { row.writeWhole(to: &json) }
            }
        }
    }

    private func writePatches(to json: inout JSONWriter, _ attributes: Attributes) {
        json.member("installedPatches", attributes, texts: asset.installed)
        json.member("missingPatches", attributes) { $0.references(asset.missing) }
    }

    /// The shape of a row; a projected one may lack any member.
    static let schema = Schema.object([
        "name": .optional(.string), "id": .optional(.string),
        "operatingSystem": .optional(.nullable(.string)),
        "lastLoggedOnUser": .optional(.nullable(.string)),
        "assetStatus": .optional(.values(AssetStatus.Word.allCases.map(\.rawValue))),
        "scanStatus": .optional(.string), "statusCode": .optional(.nullable(.integer)),
        "statusDateTime": .optional(.nullable(.integer)),
        "scanDateTime": .optional(.nullable(.integer)),
        "hardware": .optional(
            .object(["model": .nullable(.string), "manufacturer": .nullable(.string)])
        ),
        "tags": .optional(.array(of: .object(["id": .string]))),
        "interfaces": .optional(.array(of: AssetInterface.wholeSchema)),
        "installedPatches": .optional(.array(of: .string)),
        "missingPatches": .optional(.array(of: .object(["id": .string]))),
        "version": .optional(.nullable(.string)), "architecture": .optional(.nullable(.string)),
        "osIdentifier": .optional(.nullable(.string)), "platform": .optional(.string),
        "agentVersion": .optional(.nullable(.string)), "isolation": .optional(.nullable(.any)),
        "activatedModules": .optional(.array(of: .string)),
        "osNotSupportedForModules": .optional(.array(of: .string)),
        "missingCount": .optional(.integer), "installedCount": .optional(.integer),
    ])
}

extension JSONWriter {
    /// Writes a list of objects that hold nothing but an `id`.
    mutating func references(_ ids: [String]) {
        array { json in
            for id in ids { json.object { $0.field("id", id) } }
        }
    }
}
