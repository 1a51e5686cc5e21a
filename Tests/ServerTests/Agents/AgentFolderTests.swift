// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite struct AgentFolderTests {
    private let folder: TemporaryDirectory
    private let builds: AgentFolder

    init() throws {
        folder = try TemporaryDirectory()
        builds = AgentFolder(
            URL(fileURLWithPath: folder.path, isDirectory: true),
            pin: "0123"
        )
    }

    @Test("builds are found by their names and described by their bytes")
    func finds() async throws {
        try write(Self.header(183), to: "thimble-agent-aarch64", version: "0.3.0\n")
        try write(Self.header(243), to: "thimble-agent-riscv64", version: "a b")
        try write(Self.header(183), to: "thimble-agent-x86_64")
        try write(Self.header(22), to: "thimble-agent-s390x.version")
        try write([1, 2, 3], to: "thimble-agent-mips")
        try write(Self.header(183), to: "thimble")
        let found = await builds.programs()
        #expect(found.map(\.machine) == ["aarch64", "riscv64"])
        #expect(found.map(\.version) == ["0.3.0", "unknown"])
        #expect(found.map(\.size) == [64, 64])
        #expect(
            found[0].digest == "6c86bf9edbe9ca8986850357a936a45855a98b64425cd8f864a896fcd6bacc88"
        )
        #expect(try await builds.program(digest: found[0].digest) != nil)
        #expect(try await builds.program(digest: found[0].digest.uppercased()) == nil)
        #expect(try await builds.program(digest: "../thimble") == nil)
    }

    @Test("a build that was replaced, or is gone, is noticed")
    func follows() async throws {
        #expect(await builds.programs().isEmpty)
        let path = try write(Self.header(183), to: "thimble-agent-aarch64")
        let first = try #require(await builds.programs().first)
        try write(Self.header(183) + [9], to: "thimble-agent-aarch64")
        let second = try #require(await builds.programs().first)
        #expect(second.size == 65)
        #expect(second.digest != first.digest)
        #expect(try await builds.program(digest: first.digest) == nil)
        try FileManager.default.removeItem(atPath: path)
        #expect(await builds.programs().isEmpty)
    }

    @Test("the script pins the certificate where the address is one of TLS")
    func pins() async {
        let safe = await builds.installScript(server: "https://patch.example.test")
        #expect(safe.contains("default_pin='0123'"))
        let plain = await builds.installScript(server: "http://patch.example.test")
        #expect(plain.contains("default_pin=''"))
    }

    @Test(
        "what a program's answer is taken for",
        arguments: [
            ("0.1.0\n", "0.1.0"), ("1.0~rc1+x-2", "1.0~rc1+x-2"), ("a b", nil), ("", nil),
            ("x'y", nil), (String(repeating: "1", count: 65), nil),
        ] as [(String, String?)]
    )
    func readsVersions(output: String, version: String?) {
        #expect(ProgramVersion(Data(output.utf8))?.text == version)
    }

    @Test("a program that does not answer in time is ended")
    func limitsTime() throws {
        let slow = try program("exec sleep 300")
        #expect(ProgramVersion.ask(slow, seconds: 1) == nil)
        #expect(ProgramVersion.ask(try program("echo 4.5.6")) == "4.5.6")
        #expect(ProgramVersion.ask(try program("echo 4.5.6; exit 1")) == nil)
        #expect(ProgramVersion.ask(folder.path("nothing")) == nil)
    }

    private func program(_ text: String) throws -> String {
        let path = try folder.write("#!/bin/sh\n\(text)\n", to: "p\(text.utf8.count)")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755],
            ofItemAtPath: path
        )
        return path
    }

    @discardableResult
    private func write(_ bytes: [UInt8], to name: String, version: String? = nil) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
        if let version { try folder.write(version, to: name + ".version") }
        return folder.path(name)
    }

    /// The head of a program for a machine, of 64 bits and little-endian but for s390x.
    private static func header(_ machine: UInt8) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 64)
        bytes.replaceSubrange(0..<6, with: [0x7F, 0x45, 0x4C, 0x46, 2, machine == 22 ? 2 : 1])
        bytes[machine == 22 ? 19 : 18] = machine
        return bytes
    }
}
