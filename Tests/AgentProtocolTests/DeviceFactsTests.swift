// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import Testing

@Suite struct DeviceFactsTests {
    /// What agents sent before they told of interfaces, hardware and the last user.
    private static let older = #"""
        {"hostName":"web-1","ipAddresses":["192.0.2.7"],"loggedOnUsers":["ada"],
        "macAddresses":["02:00:00:00:00:07"],"reboot":{"notNeeded":{}}}
        """#

    @Test("facts of older agents are read, and what they do not tell is unknown")
    func readsOlder() throws {
        let facts = try JSONDecoder().decode(DeviceFacts.self, from: Data(Self.older.utf8))
        #expect(facts.ipAddresses == ["192.0.2.7"])
        #expect(facts.macAddresses == ["02:00:00:00:00:07"])
        #expect(facts.interfaces == nil)
        #expect(facts.hardware == nil)
        #expect(facts.lastLoggedOnUser == nil)
    }

    @Test("what is unknown is not written")
    func leavesUnknownOut() throws {
        let facts = try JSONDecoder().decode(DeviceFacts.self, from: Data(Self.older.utf8))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(facts), as: UTF8.self)
        #expect(text == Self.older.filter { $0 != "\n" })
    }

    @Test("interfaces and hardware come back as they were sent, known or not")
    func roundTrips() throws {
        var facts = DeviceFacts(hostName: "web-1")
        facts.interfaces = []
        facts.hardware = Hardware(model: "Anvil")
        facts.lastLoggedOnUser = "ada"
        let bare = NetworkInterface(name: "tun0")
        let whole = NetworkInterface(
            name: "eth0",
            macAddress: "02:00:00:00:00:07",
            addresses: ["192.0.2.7", "2001:db8::7"],
            gateway: "192.0.2.1"
        )
        for interfaces in [[], [bare], [whole, bare]] {
            facts.interfaces = interfaces
            let bytes = try JSONEncoder().encode(facts)
            #expect(try JSONDecoder().decode(DeviceFacts.self, from: bytes) == facts)
        }
    }
}
