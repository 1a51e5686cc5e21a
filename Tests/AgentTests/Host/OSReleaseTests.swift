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
            ("ID=\"almalinux\" # a comment\nVERSION_ID=\"9.4\"\n", "almalinux:9.4"),
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
