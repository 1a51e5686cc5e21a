// SPDX-License-Identifier: Apache-2.0
import Testing
import Versioning

@testable import SimulationClient

@Suite struct OlderVersionTests {
    @Test(
        "goes back to the update before, or to a mark that sorts before",
        arguments: [
            ("3.0.15-1+deb12u3", "3.0.15-1+deb12u2"),
            ("3.0.15-1~deb12u3", "3.0.15-1~deb12u2"),
            ("9.1-1+deb12u1", "9.1-1"),
            ("252.38-1~deb12u1", "252.38-1~deb12u1~sim1"),
            ("5.2.15-2+b8", "5.2.15-2~sim1"),
            ("1.2-3+deb11u10+b2", "1.2-3+deb11u9"),
            ("1:4.13+dfsg1-1", "1:4.13+dfsg1-1~sim1"),
            ("2.0+build", "2.0+build~sim1"),
            ("1.0+debian", "1.0+debian~sim1"),
        ]
    )
    func older(version: String, expected: String) {
        #expect(OlderVersion.of(version) == expected)
        #expect(VersionScheme.deb.compare(expected, version) == .ascending)
    }

    @Test("sorts before with rpm too")
    func rpm() {
        let version = "0:3.0.7-24.el9"
        #expect(VersionScheme.rpm.compare(OlderVersion.of(version), version) == .ascending)
    }
}
