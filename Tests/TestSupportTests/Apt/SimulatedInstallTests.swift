// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@Suite struct SimulatedInstallTests {
    @Test(
        "an Inst line is an install or an upgrade",
        arguments: [
            (
                "Inst foo [1.0-1] (1.1-1 Debian-Security:oldstable-security [amd64])",
                SimulatedInstall(package: "foo", old: "1.0-1", new: "1.1-1")
            ),
            (
                "Inst foo (1:1.1~rc1-1+b2 Debian:a, Debian-Security:b [all]) [bar:amd64 ]",
                SimulatedInstall(package: "foo", old: nil, new: "1:1.1~rc1-1+b2")
            ),
            (
                "Inst foo:i386 [1] (2 local [i386])",
                SimulatedInstall(package: "foo:i386", old: "1", new: "2")
            ),
        ]
    )
    func reads(line: String, install: SimulatedInstall) {
        #expect(SimulatedInstall(line: line) == install)
    }

    @Test(
        "other lines are not",
        arguments: [
            "", "Inst", "Inst foo", "Inst foo [1]", "Conf foo (1.1-1 Debian [amd64])",
            "Remv foo [1]",
            "Installing foo (1)", "Inst foo ( 1)",
        ]
    )
    func refuses(line: String) {
        #expect(SimulatedInstall(line: line) == nil)
    }
}
