// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Web

/// One of the rows that an asset's `interfaces` hold: an address with what belongs to it.
///
/// An interface with several addresses has several rows, those of IPv4 before those of IPv6, as in
/// the vendor's sample.
struct AssetInterface: Equatable {
    /// The interface's name; `nil` where it is not known which one it is.
    var name: String?
    /// Its hardware address.
    var macAddress: String?
    /// Its address of IPv4.
    var address: String?
    /// Its address of IPv6.
    var version6: String?
    /// Where it sends what has no other route, of the address's own version.
    var gateway: String?

    /// The rows of a machine.
    ///
    /// Of older agents it is not known which addresses belong together: each has a row of its own.
    static func rows(of facts: DeviceFacts) -> [Self] {
        let rows = facts.interfaces?.flatMap(rows) ?? unsorted(facts)
        return rows.filter { $0.version6 == nil } + rows.filter { $0.version6 != nil }
    }

    /// Writes all five members.
    func writeWhole(to json: inout JSONWriter) {
        json.object { json in
            json.field("interfaceName", name)
            json.field("macAddress", macAddress)
            json.field("ipv6Address", version6)
            json.field("address", address)
            json.field("gatewayAddress", gateway)
        }
    }

    /// Writes the members that are known.
    func writeKnown(to json: inout JSONWriter) {
        json.object { json in
            if let name { json.field("interfaceName", name) }
            if let macAddress { json.field("macAddress", macAddress) }
            if let version6 { json.field("ipv6Address", version6) }
            if let address { json.field("address", address) }
            if let gateway { json.field("gatewayAddress", gateway) }
        }
    }

    private static func rows(of interface: NetworkInterface) -> [Self] {
        var bare = Self()
        bare.name = interface.name
        bare.macAddress = interface.macAddress
        if interface.addresses.isEmpty { return [bare] }
        return interface.addresses.map { text in
            var row = bare
            let isVersion6 = isVersion6(text)
            if isVersion6 { row.version6 = text } else { row.address = text }
            row.gateway = interface.gateway.flatMap {
                Self.isVersion6($0) == isVersion6 ? $0 : nil
            }
            return row
        }
    }

    private static func unsorted(_ facts: DeviceFacts) -> [Self] {
        facts.ipAddresses.map { text in
            isVersion6(text) ? Self(version6: text) : Self(address: text)
        } + facts.macAddresses.map { Self(macAddress: $0) }
    }

    private static func isVersion6(_ address: String) -> Bool { address.contains(":") }

    /// The shape of a row with all members.
    static let wholeSchema = Schema.object([
        "interfaceName": .nullable(.string), "macAddress": .nullable(.string),
        "ipv6Address": .nullable(.string), "address": .nullable(.string),
        "gatewayAddress": .nullable(.string),
    ])

    /// The shape of a row with what is known.
    static let knownSchema = Schema.object([
        "interfaceName": .optional(.string), "macAddress": .optional(.string),
        "ipv6Address": .optional(.string), "address": .optional(.string),
        "gatewayAddress": .optional(.string),
    ])
}
