// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Web

/// `asset`, the part of a row that says which one it is.
extension JobResult {
    /// Writes the asset; of one that is gone only the identity is known.
    func writeAsset(to json: inout JSONWriter, groups: [Group]) {
        let device = asset?.device
        json.object { json in
            json.field("id", execution.device.description)
            json.field("name", device?.name)
            json.field("operatingSystem", device?.operatingSystem)
            json.array("tags") { json in
                for tag in asset?.tags(groups) ?? [] {
                    json.object { json in
                        json.field("id", tag.id.description)
                        json.field("name", tag.name)
                    }
                }
            }
            json.field("lastLoggedOnUser", device?.lastLoggedOnUser)
            json.array("interfaces") { json in
                for row in device.map({ AssetInterface.rows(of: $0.facts) }) ?? [] {
                    // Clients refuse a row with a fifth member.
                    if row.version6 == nil { row.writeOlder(to: &json) }
                }
            }
            json.field("osIdentifier", device?.stream.map { AssetSystem.identifier(of: $0) })
            json.field("scanDateTime", device?.scannedAt?.milliseconds)
        }
    }

    /// The shape of the asset.
    static let assetSchema = Schema.object([
        "id": .string, "name": .nullable(.string), "operatingSystem": .nullable(.string),
        "tags": .array(of: .object(["id": .string, "name": .string])),
        "lastLoggedOnUser": .nullable(.string),
        "interfaces": .array(
            of: .object([
                "interfaceName": .nullable(.string), "macAddress": .nullable(.string),
                "address": .nullable(.string), "gatewayAddress": .nullable(.string),
            ])
        ),
        "osIdentifier": .nullable(.string), "scanDateTime": .nullable(.integer),
    ])
}

extension AssetInterface {
    /// Writes the four members that there were before addresses of IPv6.
    fileprivate func writeOlder(to json: inout JSONWriter) {
        json.object { json in
            json.field("interfaceName", name)
            json.field("macAddress", macAddress)
            json.field("address", address)
            json.field("gatewayAddress", gateway)
        }
    }
}

extension IndexedDevice {
    /// The groups that it is in, by number.
    func tags(_ groups: [Group]) -> [Group] {
        groups.filter { self.groups.contains($0.id) }.sorted { $0.number < $1.number }
    }
}
