// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import TestSupport
import Testing

@testable import Agent

@Suite struct NetworkInterfacesTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory(prefix: "net")
    }

    @Test("each interface has its own addresses, hardware address and gateway")
    func together() throws {
        try directory.write(
            """
            Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
            oak0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0
            oak0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0

            """,
            to: "proc/net/route"
        )
        try directory.write("02:00:00:00:00:0a\n", to: "sys/class/net/oak0/address")
        try directory.write("00:00:00:00:00:00\n", to: "sys/class/net/oak1/address")
        let found = NetworkInterfaces(
            [
                InterfaceAddress("oak1", "10.8.0.2"), InterfaceAddress("oak0", nil),
                InterfaceAddress("oak0", "2001:db8::7"), InterfaceAddress("oak0", "192.0.2.7"),
                InterfaceAddress("oak0", "fe80::1%oak0"), InterfaceAddress("oak2", nil),
            ],
            root: directory.path
        )
        #expect(
            found.all == [
                NetworkInterface(
                    name: "oak0",
                    macAddress: "02:00:00:00:00:0a",
                    addresses: ["192.0.2.7", "2001:db8::7"],
                    gateway: "192.0.2.1"
                ),
                NetworkInterface(name: "oak1", addresses: ["10.8.0.2"]),
                NetworkInterface(name: "oak2"),
            ]
        )
        #expect(found.ipAddresses == ["192.0.2.7", "10.8.0.2", "2001:db8::7"])
        #expect(found.macAddresses == ["02:00:00:00:00:0a"])
    }

    @Test("of several default routes the nearest counts, and one that leads nowhere does not")
    func nearest() throws {
        try directory.write(
            """
            Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT
            oak0 00000000 020200C0 0003 0 0 600 00000000 0 0 0
            oak0 00000000 010200C0 0003 0 0 100 00000000 0 0 0
            oak1 00000000 00000000 0001 0 0 0 00000000 0 0 0
            oak2 00000000 030200C0 0002 0 0 0 00000000 0 0 0
            oak3 0000000A 040200C0 0003 0 0 0 000000FF 0 0 0
            nonsense
            """,
            to: "proc/net/route"
        )
        #expect(Gateways.read(root: directory.path) == ["oak0": "192.0.2.1"])
    }

    @Test("an interface without a gateway of IPv4 has that of IPv6")
    func version6() throws {
        let zero = String(repeating: "0", count: 32)
        let gateway = "fd" + String(repeating: "0", count: 29) + "1"
        try directory.write(
            "oak0 00000000 010200C0 0003 0 0 100 00000000 0 0 0\n",
            to: "proc/net/route"
        )
        try directory.write(
            """
            \(zero) 00 \(zero) 00 \(gateway) 00000400 00000003 00000000 00000003     oak0
            \(zero) 00 \(zero) 00 \(gateway) 00000400 00000003 00000000 00000003     oak1
            \(zero) 00 \(zero) 00 \(zero) ffffffff 00000001 00000000 00200200       lo
            \(gateway) 80 \(zero) 00 \(zero) 00000000 00000003 00000000 80200001     oak2
            """,
            to: "proc/net/ipv6_route"
        )
        #expect(
            Gateways.read(root: directory.path) == ["oak0": "192.0.2.1", "oak1": "fd00::1"]
        )
    }

    @Test("a root without the kernel's tables tells no gateway")
    func absent() {
        #expect(Gateways.read(root: directory.path) == [:])
    }

    @Test("the interfaces of this machine are those that the lists of addresses are made of")
    func machine() {
        let facts = HostFacts(root: "").read(now: 1_700_000_000_000, reboot: .unknown)
        let interfaces = facts.interfaces ?? []
        #expect(facts.interfaces != nil)
        #expect(Set(interfaces.flatMap(\.addresses)) == Set(facts.ipAddresses))
        #expect(Set(interfaces.compactMap(\.macAddress)) == Set(facts.macAddresses))
        #expect(interfaces.map(\.name) == Set(interfaces.map(\.name)).sorted())
    }
}
