// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Foundation
import Server
import Services
import Testing

@Suite struct DeviceFileTests {
    /// The devices of a file, with their inventories.
    private func read(_ text: String) throws -> [(name: String, inventory: Inventory)] {
        try DeviceFile(parsing: Data(text.utf8)).fleet.inventories
    }

    @Test("a device has a name, a stream and packages")
    func reads() throws {
        let devices = try read(
            """
            {"devices": [
              {"name": "web-1", "stream": "debian:12", "note": "passed over", "packages": [
                {"source": "openssl", "version": "3.0.15-1~deb12u1"},
                {"source": "glibc", "name": "libc6", "arch": "i386", "version": "2.36-9"},
                {"name": "bash", "arch": "all", "version": "5.2-1", "hold": true}
              ]},
              {"name": "web-2", "stream": "ubuntu:24.04", "arch": "arm64", "packages": []}
            ]}
            """
        )
        #expect(devices.map(\.name) == ["web-1", "web-2"])
        let inventory = devices[0].inventory
        #expect(inventory.stream == "debian:12")
        #expect(inventory.repositories == nil)
        #expect(
            inventory.packages == [
                InstalledPackage(
                    name: nil,
                    architecture: nil,
                    version: "3.0.15-1~deb12u1",
                    source: "openssl"
                ),
                InstalledPackage(
                    name: "bash",
                    architecture: "all",
                    version: "5.2-1",
                    source: "bash",
                    isHeld: true
                ),
                InstalledPackage(
                    name: "libc6",
                    architecture: "i386",
                    version: "2.36-9",
                    source: "glibc"
                ),
            ]
        )
        // The first architecture of a package is the machine's, where it does not say its own.
        #expect(inventory.architecture == "i386")
        #expect(devices[1].inventory.architecture == "arm64")
        #expect(devices[1].inventory.packages.isEmpty)
    }

    @Test("a machine without any architecture counts as amd64")
    func assumesArchitecture() throws {
        let devices = try read(
            #"{"devices":[{"name":"a","stream":"debian:12","packages":[]}]}"#
        )
        #expect(devices[0].inventory.architecture == "amd64")
        #expect(try read(#"{"devices":[]}"#).isEmpty)
    }

    @Test("the rows of a Windows machine are its updates")
    func readsUpdates() throws {
        let devices = try read(
            #"{"devices":[{"name":"a","stream":"windows:11","packages":[{"kb":"5001330"}]}]}"#
        )
        #expect(devices.map(\.inventory.stream) == ["windows:11"])
        #expect(devices.flatMap { $0.inventory.packages.map(\.source) } == ["KB5001330"])
    }

    /// The beginning and the end of a file around one device's members.
    private static func file(_ members: String) -> String {
        #"{"devices":[{"name":"ok","stream":"debian:12","packages":[]},{\#(members)}]}"#
    }

    @Test(
        "what is wrong is refused with its place",
        arguments: [
            ("{", "expected a key, found the end (byte 1)"),
            ("[]", "expected an object, found an array (byte 0)"),
            ("{}", "devices: missing"),
            (
                #"{"devices":{}}"#, "devices: expected an array, found an object (byte 11)"
            ),
            (file(""), "devices[1].name: missing"),
            (file(#""name":"x","packages":[]"#), "devices[1].stream: missing"),
            (file(#""name":"x","stream":"debian:12""#), "devices[1].packages: missing"),
            (
                file(#""name":7,"stream":"debian:12","packages":[]"#),
                "devices[1].name: expected a string, found a number (byte 69)"
            ),
            (file(#""name":"","stream":"debian:12","packages":[]"#), "devices[1].name: empty"),
            (
                file(#""name":"\u001b[2J","stream":"debian:12","packages":[]"#),
                "devices[1].name: a control character"
            ),
            (
                file(#""name":"ok","stream":"debian:12","packages":[]"#),
                "devices[1]: the name ok stands twice"
            ),
            (file(#""name":"x","stream":"","packages":[]"#), "devices[1].stream: "),
            (file(#""name":"x","stream":"debian","packages":[]"#), "devices[1].stream: debian"),
            (file(#""name":"x","stream":"debian:","packages":[]"#), "devices[1].stream: debian:"),
            (
                file(#""name":"x","stream":"plan9:4","packages":[]"#),
                "devices[1].stream: plan9:4"
            ),
            (
                file(#""name":"x","stream":"debian:12","packages":[{"source":"a"}]"#),
                "devices[1].packages[0].version: missing"
            ),
            (
                file(
                    #""name":"x","stream":"debian:12","packages":[{"source":"a","version":""}]"#
                ),
                "devices[1].packages[0].version: missing"
            ),
            (
                file(#""name":"x","stream":"debian:12","packages":[{"version":"1"}]"#),
                "devices[1].packages[0].source: missing"
            ),
            (
                file(
                    #""name":"x","stream":"debian:12","packages":[{"source":"a","name":"","version":"1"}]"#
                ),
                "devices[1].packages[0].name: empty"
            ),
            (
                file(
                    #""name":"x","stream":"debian:12","packages":[{"source":"a","version":"1"},{"source":"a","version":1}]"#
                ),
                "devices[1].packages[1].version: expected a string, found a number"
            ),
        ]
    )
    func refuses(_ text: String, _ subject: String) {
        let error = #expect(throws: DomainError.self) { try read(text) }
        #expect(error == DomainError(.inventoryMalformed))
        #expect(error?.subject?.hasPrefix(subject) ?? false, "\(error?.subject ?? "")")
    }

    @Test("a stream of another family is refused with what is supported")
    func hintsAtStreams() {
        let error = #expect(throws: DomainError.self) {
            try read(#"{"devices":[{"name":"a","stream":"plan9:4","packages":[]}]}"#)
        }
        #expect(error?.hint?.contains("debian:12") ?? false)
    }
}
