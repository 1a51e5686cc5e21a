// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct OSVEcosystemTests {
    @Test(
        "an ecosystem with a release is a stream, in the form of its packages",
        arguments: [
            ("AlmaLinux:9", OSVEcosystem.rpm(Stream(rawValue: "almalinux:9")), "almalinux"),
            ("Rocky Linux:10", .rpm(Stream(rawValue: "rocky:10")), "rocky"),
            ("Debian:12", .deb(Stream(rawValue: "debian:12")), "debian"),
            ("Ubuntu:22.04:LTS", .deb(Stream(rawValue: "ubuntu:22.04")), "ubuntu"),
            ("Ubuntu:24.10", .deb(Stream(rawValue: "ubuntu:24.10")), "ubuntu"),
            ("Ubuntu:Pro:22.04:LTS", .pro(Stream(rawValue: "ubuntu:22.04")), "ubuntu"),
            ("Ubuntu:Pro:26.04", .pro(Stream(rawValue: "ubuntu:26.04")), "ubuntu"),
        ]
    )
    func readsStreams(text: String, expected: OSVEcosystem, family: String) {
        let found = OSVEcosystem(text)
        #expect(found == expected)
        #expect(found.family == family)
        #expect(found.stream.map { String($0.family) } == family)
        #expect(found.subscription == (text.contains(":Pro:") ? "Ubuntu Pro" : nil))
    }

    @Test(
        "the other products of Ubuntu Pro are no stream",
        arguments: [
            ("Ubuntu:Pro:FIPS:20.04:LTS", "FIPS"),
            ("Ubuntu:Pro:FIPS-updates:22.04:LTS", "FIPS-updates"),
            ("Ubuntu:Pro:FIPS-preview:22.04:LTS", "FIPS-preview"),
            ("Ubuntu:Pro:22.04:LTS:Realtime:Kernel", "Realtime:Kernel"),
            ("Ubuntu:Pro:Realtime:24.04:LTS", "Realtime"), ("Ubuntu:Pro", "Ubuntu Pro"),
            ("Ubuntu:Pro:20.04:Extra", "Extra"), ("Ubuntu:Pro:LTS", "Ubuntu Pro"),
        ]
    )
    func readsOtherPro(text: String, name: String) {
        let found = OSVEcosystem(text)
        #expect(found == .otherPro(name))
        #expect(found.family == "ubuntu")
        #expect(found.stream == nil)
        #expect(found.subscription == nil)
    }

    @Test(
        "anything else goes by its first part",
        arguments: [
            ("AlmaLinux", "AlmaLinux"), ("AlmaLinux:nine", "AlmaLinux"), ("Debian:", "Debian"),
            ("Ubuntu:22.04:ESM", "Ubuntu"), ("Ubuntu:Nvidia-BlueField:22.04:LTS", "Ubuntu"),
            ("Ubuntu:22.04:LTS:for:NVIDIA:BlueField", "Ubuntu"), ("Ubuntu:Prox:22.04", "Ubuntu"),
            ("Debian:Pro:12", "Debian"), ("Red Hat:enterprise_linux:9::appstream", "Red Hat"),
            ("npm", "npm"), ("", ""),
        ]
    )
    func readsOthers(text: String, name: String) {
        #expect(OSVEcosystem(text) == .other(name))
        #expect(OSVEcosystem(text).family == nil)
    }
}
