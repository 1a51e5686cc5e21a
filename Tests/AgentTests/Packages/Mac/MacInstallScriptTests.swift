// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import TestSupport
import Testing

@testable import Agent

/// Runs the script in the shell of this machine, with a program in the place of softwareupdate.
@Suite struct MacInstallScriptTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory(prefix: "softwareupdate")
        try directory.write(MacUpdateListTests.list, to: "list")
        let program = """
            #!/bin/sh
            if [ "$1" = --list ]; then
              cat "${0%/*}/list"
              [ ! -e "${0%/*}/fails" ]
              exit
            fi
            echo "Downloading"
            for word in "$@"; do echo "$word" >>"${0%/*}/calls"; done

            """
        try directory.write(program, to: "softwareupdate")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755],
            ofItemAtPath: directory.path + "/softwareupdate"
        )
    }

    private func run(
        _ targets: [(String, String)],
        _ action: MacInstallScript.Action = .install
    ) async throws -> (result: Command.Result, calls: [String]) {
        let targets = targets.map {
            TargetPackage(name: $0.0, architecture: "x86_64", version: $0.1)
        }
        var call = MacInstallScript.call(action, targets)
        call.environment["PATH"] = directory.path + ":/usr/bin:/bin"
        let result = try await Command.run(call)
        let calls = try DurableFile.read(directory.path + "/calls") ?? Data()
        let lines = String(decoding: calls, as: UTF8.self).split(separator: "\n").map(String.init)
        return (result, lines)
    }

    @Test(
        "a version is handed over under its label",
        arguments: [
            ("macOS", "15.7.2", "macOS Sequoia 15.7.2-24G325"),
            ("macOS", "26.0", "macOS Tahoe 26-25A354"),
            ("Safari", "26.1", "Safari26.1SequoiaAuto-26.1"),
            ("Tools, Small", "2.0", "Tools, Small-2.0"),
        ]
    )
    func installs(name: String, version: String, label: String) async throws {
        let (result, calls) = try await run([(name, version)])
        #expect(calls == ["--install", label])
        #expect(result.status == 0)
        #expect(result.output.isEmpty)
        #expect(result.errors == "Downloading\n")
    }

    @Test("several versions are one call, in their order, and a download installs nothing")
    func several() async throws {
        let (_, calls) = try await run([("macOS", "15.7.2"), ("Safari", "26.1")], .download)
        #expect(
            calls
                == ["--download", "macOS Sequoia 15.7.2-24G325", "Safari26.1SequoiaAuto-26.1"]
        )
    }

    @Test(
        "where one version is not offered nothing is begun",
        arguments: [
            ("macOS", "15.7"), ("macOS", "26.1"), ("Safari", "15.7.2"), ("macOS Sequoia", "15.7.2"),
            ("Tools", "2.0"), ("Safari", "*"), ("*", "26.1"), ("$(touch calls)", "1"),
        ]
    )
    func unavailable(name: String, version: String) async throws {
        let (result, calls) = try await run([("Safari", "26.1"), (name, version)])
        #expect(result.status == 1)
        #expect(result.errors == "softwareupdate does not offer \(name) \(version)\n")
        #expect(calls.isEmpty)
    }

    @Test("where there is no list nothing is begun")
    func noList() async throws {
        try directory.write("", to: "fails")
        let (result, calls) = try await run([("Safari", "26.1")])
        #expect(result.status == 1)
        #expect(calls.isEmpty)
    }
}
