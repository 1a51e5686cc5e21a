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
            ("Ubuntu:Pro:22.04:LTS", .ubuntuPro, "ubuntu"),
            ("Ubuntu:Pro:FIPS:22.04:LTS", .ubuntuPro, "ubuntu"),
        ]
    )
    func readsStreams(text: String, expected: OSVEcosystem, family: String) {
        #expect(OSVEcosystem(text) == expected)
        #expect(OSVEcosystem(text).family == family)
    }

    @Test(
        "anything else goes by its first part",
        arguments: [
            ("AlmaLinux", "AlmaLinux"), ("AlmaLinux:nine", "AlmaLinux"), ("Debian:", "Debian"),
            ("Ubuntu:22.04:ESM", "Ubuntu"), ("Red Hat:enterprise_linux:9::appstream", "Red Hat"),
            ("npm", "npm"), ("", ""),
        ]
    )
    func readsOthers(text: String, name: String) {
        #expect(OSVEcosystem(text) == .other(name))
        #expect(OSVEcosystem(text).family == nil)
    }
}
