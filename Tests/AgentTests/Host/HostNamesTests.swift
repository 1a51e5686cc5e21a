// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

@Suite struct HostNamesTests {
    @Test(
        "the long name is the host's own or stands in its hosts file",
        arguments: [
            ("web", "127.0.0.1 localhost\n127.0.1.1\tweb.example.test web\n", "web.example.test"),
            ("web", "127.0.0.1 localhost web\n", nil),
            ("web", "# 127.0.1.1 web.example.test web\n", nil),
            ("web", "10.0.0.1 webster.example.test web\n", nil),
            ("web.example.test", "", "web.example.test"),
            ("web", "", nil),
        ] as [(String, String, String?)]
    )
    func long(name: String, hosts: String, full: String?) {
        let names = HostNames(name: name, hosts: hosts)
        #expect(names.short == "web")
        #expect(names.full == full)
        #expect(names.domain == (full == nil ? nil : "example.test"))
    }

    @Test("the machine of the test has facts")
    func facts() {
        let facts = HostFacts(root: "").read(now: 1_700_000_000_000, reboot: .unknown)
        #expect(facts.hostName?.isEmpty == false)
        #expect(facts.runningKernel?.isEmpty == false)
        #expect(facts.agentVersion == Agent.version)
        #expect((facts.bootedAt ?? 0) > 0)
        #expect(!facts.ipAddresses.contains { $0.hasPrefix("127.") || $0 == "::1" })
    }
}
