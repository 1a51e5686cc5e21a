// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// What happens where nothing more can be written: `/dev/full` is a file on a full disk.
@Suite(
    .timeLimit(.minutes(10)),
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))
)
struct FullDiskTests {
    private func start(_ script: String, _ arguments: [String]) throws -> ChildProcess {
        try ChildProcess(
            "/bin/sh",
            ["-c", "exec \"$0\" " + script, BuiltProduct.path(of: "thimble")] + arguments,
            environment: Program.cleanEnvironment
        )
    }

    @Test("a server whose log cannot be written goes on serving")
    func servesWithoutLog() async throws {
        let home = try Home()
        let process = try start(
            "serve --data \"$1\" --listen 127.0.0.1:0 2>/dev/full",
            [home.data]
        )
        let url = try await RunningServer.address(of: process)
        for _ in 0..<3 {
            #expect(try await Curl.call(url + "/healthz").status == 200)
        }
        #expect(process.exitStatus == nil)
    }

    @Test("a list that cannot be written fails, and does not crash")
    func failsToPrint() async throws {
        let home = try Home()
        try await home.importOakAdvisory()
        try await home.importDevices(
            """
            {"devices": [{"name": "web-1", "stream": "debian:12",
                "packages": [{"source": "oak", "version": "1"}]}]}
            """
        )
        let result = try await ShellCommand.run(
            "/bin/sh",
            [
                "-c", "\"$0\" findings --json --data \"$1\" >/dev/full; echo $? >&2",
                BuiltProduct.path(of: "thimble"), home.data,
            ],
            environment: Program.cleanEnvironment,
            timeout: Program.limit
        )
        // Statuses from 128 on are signals: a crash.
        #expect(result.errors.split(separator: "\n").last == "1")
    }
}
