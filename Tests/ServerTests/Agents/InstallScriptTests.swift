// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite struct InstallScriptTests {
    private static let digest = String(repeating: "ab", count: 32)
    private static let program = AgentProgram(
        version: "0.2.0",
        machine: "x86_64",
        digest: digest,
        size: 17
    )

    private static func script(
        server: String = "https://patch.example.test:8443",
        pin: String? = nil
    ) -> InstallScript {
        InstallScript(server: server, pin: pin, programs: [program])
    }

    @Test("the unit is the one of the packaging folder, byte for byte")
    func hasUnit() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("packaging/thimble-agent.service")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(AgentUnit.text == text)
        #expect(Self.script().text.contains("<<'END_OF_UNIT'\n\(text)END_OF_UNIT\n"))
    }

    @Test("it parses, and carries the server, the fingerprint and the digest")
    func parses() async throws {
        let script = Self.script(pin: "0123")
        let text = script.text
        #expect(text.contains("default_server='https://patch.example.test:8443'\n"))
        #expect(text.contains("default_pin='0123'\n"))
        #expect(text.contains("'x86_64') digest='\(Self.digest)' version='0.2.0' ;;"))
        #expect(text.hasPrefix("#!/bin/sh\n"))
        #expect(text.hasSuffix("\nmain \"$@\"\n"))
        try await Self.run(script, ["-n"], isScriptLast: true).requireSuccess()
    }

    @Test("a word of the caller stays a word", arguments: ["it's", "$(false)", "a'b'c", "", "''"])
    func quotes(text: String) async throws {
        let result = try await ShellCommand.run(
            "/bin/sh",
            ["-c", "printf %s " + InstallScript.quoted(text)]
        )
        #expect(result.output == text)
    }

    @Test("a version that is none cannot become a command")
    func filtersWords() {
        var script = Self.script()
        script.programs[0].version = "1;reboot '$(x)"
        #expect(script.text.contains("version='1rebootx' ;;"))
    }

    @Test(
        "wrong usage is told, and nothing is done",
        arguments: [
            (["--group", "web"], "--group belongs to the token"),
            (["--frob"], "unknown option --frob"), (["--token"], "--token needs a value"),
            (["--token", "T", "--server", "ftp://x"], "ftp://x does not begin with"),
            (["--token", "T", "--pin", "a", "--ca-file", "b"], "exclude each other"),
            (["--token", "T", "--server", "http://x", "--pin", "a"], "has no certificate"),
        ] as [([String], String)]
    )
    func refuses(arguments: [String], words: String) async throws {
        let result = try await Self.run(Self.script(), arguments)
        #expect(result.status == .exited(2))
        #expect(result.errors.contains(words))
        #expect(result.output.isEmpty)
    }

    @Test("it explains itself to whoever asks")
    func helps() async throws {
        let result = try await Self.run(Self.script(), ["--help"]).requireSuccess()
        #expect(result.output.contains("--uninstall"))
    }

    @Test("a script that was cut off does nothing")
    func survivesCuts() async throws {
        let text = Self.script().text
        let folder = try TemporaryDirectory()
        let whole = try folder.write(text, to: "whole.sh")
        let reference = try await ShellCommand.run("/bin/sh", [whole, "--frob"])
        #expect(reference.status == .exited(2))
        let cut = text.dropLast("main \"$@\"\n".count)
        let file = try folder.write(String(cut), to: "cut.sh")
        let result = try await ShellCommand.run("/bin/sh", [file, "--frob"])
        #expect(result.status.isSuccess)
        #expect(result.output.isEmpty && result.errors.isEmpty)
    }

    private static func run(
        _ script: InstallScript,
        _ arguments: [String],
        isScriptLast: Bool = false
    ) async throws -> ShellResult {
        let folder = try TemporaryDirectory()
        let file = try folder.write(script.text, to: "install.sh")
        return try await ShellCommand.run(
            "/bin/sh",
            isScriptLast ? arguments + [file] : [file] + arguments
        )
    }
}
