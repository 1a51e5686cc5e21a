// SPDX-License-Identifier: Apache-2.0
import Domain
import TestSupport
import Testing

@testable import Feeds

@Suite struct AptSourceTests {
    @Test("host and addresses are told by their words")
    func readsWords() throws {
        #expect(try AptSource(argument: "host") == .host(aptConfig: nil))
        let remote = AptRemote(
            uri: "https://example.invalid/debian",
            suites: ["bookworm"],
            components: ["main", "contrib"]
        )
        let line = "https://example.invalid/debian bookworm main contrib"
        #expect(try AptSource(argument: line) == .address(remote))
        #expect(try AptSource(argument: "deb " + line) == .address(remote))
        var arm = remote
        arm.architectures = ["arm64", "armhf"]
        for options in ["[arch=arm64,armhf]", "[ trusted=yes arch=arm64,armhf ]"] {
            #expect(try AptSource(argument: "deb \(options) \(line)") == .address(arm))
        }
        var signed = remote
        signed.keyrings = ["/a.gpg"]
        #expect(try AptSource(argument: "deb [signed-by=/a.gpg,AB12] \(line)") == .address(signed))
        #expect(
            try AptSource(argument: "file:/srv/mirror")
                == .address(AptRemote(uri: "file:/srv/mirror", suites: []))
        )
    }

    @Test("an address needs a suite, and a path must be there")
    func refuses() {
        #expect(
            complaint { _ = try AptSource(argument: "https://u:p@example.invalid/debian") }
                == "feed.unavailable: https://example.invalid/debian: no suite (name it after the"
                + " address, as in 'https://host/debian bookworm main')"
        )
        let missing = complaint { _ = try AptSource(argument: "/nonexistent") }
        #expect(missing.hasPrefix("feed.unavailable: /nonexistent: no such file or folder"))
    }

    @Test("folders and files are told by what they hold")
    func readsPaths() throws {
        let folder = try TemporaryDirectory()
        try folder.write("", to: "mirror/dists/stable/InRelease")
        try folder.write("", to: "lists/host_dists_stable_InRelease")
        let mirror = folder.path("mirror")
        #expect(try AptSource(argument: mirror) == .directory(path: mirror))
        #expect(try AptSource(argument: mirror + "/") == .directory(path: mirror))
        let suite = mirror + "/dists/stable"
        #expect(try AptSource(argument: suite) == .directory(path: suite))
        let lists = folder.path("lists")
        #expect(try AptSource(argument: lists) == .lists(path: lists))
        let file = suite + "/InRelease"
        #expect(try AptSource(argument: file) == .files([file]))
    }

    @Test("several arguments are several sources, all files together one")
    func readsSeveral() throws {
        let folder = try TemporaryDirectory()
        let first = try folder.write("", to: "a/InRelease")
        let second = try folder.write("", to: "b/Packages")
        let remote = AptRemote(
            uri: "https://example.invalid/debian",
            suites: ["bookworm"],
            components: ["main"]
        )
        let found = try AptSource.sources(arguments: [
            first, "https://example.invalid/debian", "bookworm", "main", second, "host",
        ])
        #expect(found == [.address(remote), .host(aptConfig: nil), .files([first, second])])
        let flat = try AptSource.sources(arguments: ["file:/srv/x", "./", folder.path("a")])
        #expect(
            flat == [
                .address(AptRemote(uri: "file:/srv/x", suites: ["./"])),
                .directory(path: folder.path("a")),
            ]
        )
        #expect(try AptSource.sources(arguments: []).isEmpty)
    }
}
