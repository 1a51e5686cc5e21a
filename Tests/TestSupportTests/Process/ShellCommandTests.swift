// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@Suite struct ShellCommandTests {
    @Test("output, errors and exit code come back apart")
    func collects() async throws {
        let result = try await ShellCommand.run("sh", ["-c", "echo out; echo err >&2; exit 3"])
        #expect(result.output == "out\n")
        #expect(result.errors == "err\n")
        #expect(result.status == .exited(3))
        #expect(throws: ShellFailure.self) { try result.requireSuccess() }
    }

    @Test("a megabyte through a program does not block")
    func passesMuch() async throws {
        let input = [UInt8](repeating: 0x61, count: 1 << 20)
        let result = try await ShellCommand.run("cat", input: input).requireSuccess()
        #expect(result.outputBytes == input)
    }

    @Test("without input a program reads the end of file at once")
    func hasEmptyInput() async throws {
        #expect(try await ShellCommand.run("cat").requireSuccess().outputBytes.isEmpty)
    }

    @Test("variables are added and removed, and the folder is the one asked for")
    func setsSurroundings() async throws {
        let directory = try TemporaryDirectory()
        let result = try await ShellCommand.run(
            "sh",
            ["-c", "echo ${ADDED-none} ${HOME-none}; pwd"],
            environment: ["ADDED": "yes", "HOME": nil],
            directory: directory.path
        ).requireSuccess()
        #expect(result.output == "yes none\n\(directory.path)\n")
    }

    @Test("a program that takes too long is killed with its children")
    func killsOnTimeout() async throws {
        let directory = try TemporaryDirectory()
        let script = "sleep 300 & echo $! > \(directory.path("pid")); echo started; wait"
        let failure = try await #require(throws: ShellFailure.self) {
            try await ShellCommand.run("sh", ["-c", script], timeout: .milliseconds(300))
        }
        #expect(failure.result.status == .signalled(SIGKILL))
        #expect(failure.result.output == "started\n")
        #expect(failure.description.contains("killed after"))
        let text = try directory.read("pid").trimmingCharacters(in: .whitespacesAndNewlines)
        let child = try #require(Int32(text))
        try await eventually("the child is gone") { !isAlive(child) }
    }

    @Test("a program that does not exist is told by name")
    func tellsMissingProgram() async {
        let error = await #expect(throws: SpawnError.self) {
            try await ShellCommand.run("/no/such/program")
        }
        #expect(error?.number == ENOENT)
        #expect(error?.description.contains("/no/such/program") == true)
    }

    @Test("a cancelled task does not wait for its command")
    func stopsWhenCancelled() async throws {
        let task = Task { try await ShellCommand.run("sleep", ["60"]) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}

/// Whether a process runs; one that has ended and waits to be reaped does not.
func isAlive(_ pid: Int32) -> Bool {
    guard let stat = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return false }
    let text = String(decoding: stat, as: UTF8.self)
    let state = text.split(separator: ")").last?.split(separator: " ").first
    return state != "Z" && state != "X"
}
