// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Agent

@Suite struct OSReleaseTests {
    @Test(
        "the stream is the id with its version, or with its codename",
        arguments: [
            ("ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n", "debian:12"),
            ("ID=ubuntu\nVERSION_ID='24.04'\n", "ubuntu:24.04"),
            (
                "PRETTY_NAME=\"Debian GNU/Linux trixie/sid\"\nID=debian\nVERSION_CODENAME=trixie\n",
                "debian:trixie"
            ),
            ("ID=debian\n", "debian:unknown"),
            ("ID=\"almalinux\" # a comment\nVERSION_ID=\"9.4\"\n", "almalinux:9"),
            ("ID=rhel\nVERSION_ID=\"8.10\"\n", "rhel:8"),
            ("ID=fedora\nVERSION_ID=40\n", "fedora:40"),
            ("ID=amzn\nVERSION_ID=\"2023\"\n", "amazonlinux:2023"),
            ("ID=ol\nVERSION_ID=\"9.3\"\n", "oraclelinux:9"),
            ("ID=rocky\n", "rocky:unknown"),
            ("ID=sles\nVERSION_ID=\"15.5\"\n", "suse:sles:15.5"),
            ("ID=sles_sap\nVERSION_ID=\"15\"\n", "suse:sles:15"),
            ("ID=sle-micro\nVERSION_ID=\"5.5\"\n", "suse:sle-micro:5.5"),
            ("ID=opensuse-leap\nVERSION_ID=\"15.6\"\n", "opensuse:leap:15.6"),
            ("ID=opensuse-tumbleweed\nVERSION_ID=\"20260101\"\n", "opensuse:tumbleweed"),
            ("# ID=debian\nVERSION_ID=1\n", "linux:1"),
            ("", "linux:unknown"),
        ]
    )
    func stream(text: String, stream: String) {
        #expect(OSRelease(text: text).stream == stream)
    }

    @Test("quotes and what they protect are read as a shell reads them")
    func quotes() {
        let release = OSRelease(text: #"PRETTY_NAME="A \"great\" \$ystem # 1""#)
        #expect(release.prettyName == #"A "great" $ystem # 1"#)
        #expect(OSRelease(text: "ID=x\n").prettyName == "Linux")
    }

    @Test("the file in etc comes before the one in usr/lib, and one is needed")
    func files() throws {
        let root = try TemporaryDirectory(prefix: "root")
        #expect(throws: AgentFailure.self) { try OSRelease(root: root.path) }
        try root.write("ID=second\n", to: "usr/lib/os-release")
        #expect(try OSRelease(root: root.path).fields["ID"] == "second")
        try root.write("ID=first\n", to: "etc/os-release")
        #expect(try OSRelease(root: root.path).fields["ID"] == "first")
    }
}
