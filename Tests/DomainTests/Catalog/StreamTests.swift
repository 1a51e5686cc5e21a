// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Testing

@Suite struct StreamTests {
    @Test(
        "every suite of a release of Debian belongs to the release",
        arguments: [
            (Samples.repository("Debian", "bookworm"), "debian:12"),
            (Samples.repository("Debian", "bookworm-security"), "debian:12"),
            (Samples.repository("Debian", "bookworm-updates"), "debian:12"),
            (Samples.repository("Debian", "bookworm-backports"), "debian:12"),
            (Samples.repository("Debian", "bookworm-backports-sloppy"), "debian:12"),
            (Samples.repository("Debian", "buster/updates"), "debian:10"),
            (Samples.repository("Debian", "", suite: "trixie-security"), "debian:13"),
            (Samples.repository("Debian", "sid"), "debian:unstable"),
            (Samples.repository("Debian", "bullseye", suite: "oldoldstable"), "debian:11"),
        ]
    )
    func debianReleases(_ repository: Repository, _ stream: String) {
        #expect(Stream(repository).rawValue == stream)
        #expect(Stream(repository).family == "debian")
    }

    @Test("every suite of a release of Ubuntu belongs to it")
    func ubuntu() {
        let release = Samples.repository("Ubuntu", "noble")
        let security = Samples.repository("Ubuntu", "noble", suite: "noble-security")
        #expect(Stream(release).rawValue == "ubuntu:24.04")
        #expect(Stream(security).rawValue == "ubuntu:24.04")
        #expect(Repository.pocket(suite: release.suite, codename: "noble") == "noble")
        #expect(Repository.pocket(suite: security.suite, codename: "noble") == "noble-security")
        #expect(Repository.pocket(suite: "oldstable", codename: "bookworm") == "bookworm")
        #expect(Repository.pocket(suite: "stable", codename: "") == "stable")
    }

    @Test(
        "a repository of anyone else is a stream of its own",
        arguments: [
            (Samples.repository("NodeSource", "nodistro"), "apt:NodeSource:nodistro"),
            (Samples.repository("Docker", "bookworm"), "apt:Docker:bookworm"),
            (Samples.repository("", "bookworm", label: "Shop"), "apt:Shop:bookworm"),
            (Samples.repository("Debian", "unknown-security"), "apt:Debian:unknown-security"),
            (Samples.repository("Debian", "", suite: "stable"), "apt:Debian:stable"),
            (Samples.repository("Debian", "bookwormish"), "apt:Debian:bookwormish"),
            (Samples.repository("debian", "bookworm"), "apt:debian:bookworm"),
            (Samples.repository("Ubuntu", "zany"), "apt:Ubuntu:zany"),
            (Samples.repository("Ubuntu", "bookworm"), "apt:Ubuntu:bookworm"),
            (Samples.repository("Debian", "noble"), "apt:Debian:noble"),
            // Paid for apart: only machines that have it may count on it.
            (
                Samples.repository("UbuntuESM", "noble-infra-security"),
                "apt:UbuntuESM:noble-infra-security"
            ),
        ]
    )
    func thirdParties(_ repository: Repository, _ stream: String) {
        #expect(Stream(repository).rawValue == stream)
        #expect(Stream(repository).family == "apt")
    }

    @Test("codenames and versions of releases belong together")
    func releases() throws {
        #expect(DebianRelease(codename: "bookworm")?.version == "12")
        #expect(DebianRelease(codename: "sarge")?.stream.rawValue == "debian:3.1")
        #expect(DebianRelease(codename: "Bookworm") == nil)
        #expect(DebianRelease(codename: "bookworm-security") == nil)
        #expect(DebianRelease(suiteCodename: "bookworm-security")?.codename == "bookworm")
        #expect(DebianRelease(suiteCodename: "") == nil)
    }

    @Test("the family ends at the first colon")
    func family() {
        #expect(Stream(rawValue: "windows:Windows 11: 24H2").family == "windows")
        #expect(Stream(rawValue: "debian").family == "debian")
        #expect(Stream(rawValue: "").family == "")
        #expect("\(Stream(rawValue: "debian:12"))" == "debian:12")
        #expect(Stream(rawValue: "almalinux:9") < Stream(rawValue: "debian:12"))
    }
}
