// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Agent

@Suite struct DetachedRunTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory(prefix: "run")
    }

    private var run: DetachedRun { DetachedRun(folder: directory.path("run-1")) }

    private func shell(_ script: String) -> ProgramCall {
        ProgramCall(executable: "sh", arguments: ["-c", script], environment: ["WORD": "a b"])
    }

    private func end() async throws -> DetachedRun.Status {
        try await eventually("the program has ended") { try run.status() != .running }
        return try run.status()
    }

    @Test("what was never started has vanished")
    func neverStarted() throws {
        #expect(try run.status() == .vanished)
    }

    @Test("the exit status and what was written are there afterwards")
    func collects() async throws {
        try run.start(shell("echo \"out $WORD\"; echo err >&2; exit 7"))
        #expect(try await end() == .exited(7))
        #expect(run.outputText == "out a b\n")
        #expect(run.errorText == "err\n")
    }

    @Test("a restarted agent, which is no parent, learns the same")
    func learnsLater() async throws {
        try run.start(
            shell("while [ ! -e '\(directory.path("go"))' ]; do sleep 0.05; done")
        )
        #expect(try run.status() == .running)
        try directory.write("", to: "go")
        #expect(try await end() == .exited(0))
        #expect(try run.status() == .exited(0))
    }

    @Test("the program has a session of its own and does not hold the lock")
    func session() async throws {
        let script = "cut -d' ' -f6 /proc/self/stat; ls -l /proc/self/fd | grep -c lock"
        let child = try run.start(shell(script))
        _ = try await end()
        #expect(run.outputText == "\(child)\n0\n")
    }

    @Test("a program that is killed by a signal ends with 128 and the signal")
    func signal() async throws {
        try run.start(shell("kill -9 $$"))
        #expect(try await end() == .exited(137))
    }

    @Test("a wrapper that is killed leaves no exit status")
    func killedWrapper() async throws {
        let child = try run.start(shell("sleep 300"))
        #expect(try run.status() == .running)
        kill(-child, SIGKILL)
        #expect(try await end() == .vanished)
    }

    @Test("a folder is used once at a time")
    func folderInUse() async throws {
        let child = try run.start(shell("sleep 300"))
        #expect(throws: PackageManagerFailure.self) { try run.start(shell("true")) }
        kill(-child, SIGKILL)
        _ = try await end()
    }

    @Test("a program that is not there ends with 127 and the shell's words")
    func missingProgram() async throws {
        let call = ProgramCall(executable: "no-such-program", arguments: [], environment: [:])
        try run.start(call)
        #expect(try await end() == .exited(127))
        #expect(run.errorText.contains("no-such-program"))
    }
}
