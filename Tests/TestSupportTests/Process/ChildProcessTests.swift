// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@Suite struct ChildProcessTests {
    @Test("a killed process leaves what it wrote and the signal that ended it")
    func keepsOutputOfKilled() async throws {
        let process = try ChildProcess("sh", ["-c", "echo ready; exec sleep 300"])
        try await eventually("it is ready") { process.output == "ready\n" }
        #expect(process.exitStatus == nil)
        #expect(process.kill(SIGKILL))
        #expect(try await process.waitForExit() == .signalled(SIGKILL))
        #expect(process.output == "ready\n")
        #expect(!process.kill())
    }

    @Test("several tasks may wait for one end")
    func wakesAllWaiters() async throws {
        let process = try ChildProcess("sleep", ["0.1"])
        async let first = process.waitForExit()
        async let second = process.waitForExit()
        #expect(try await [first, second] == [.exited(0), .exited(0)])
        #expect(try await process.waitForExit() == .exited(0))
    }

    @Test("waiting ends after its limit and leaves the process running")
    func waitsNoLonger() async throws {
        let process = try ChildProcess("sleep", ["300"])
        await #expect(throws: ChildProcess.StillRunning.self) {
            try await process.waitForExit(within: .milliseconds(20))
        }
        #expect(process.exitStatus == nil)
        #expect(isAlive(process.pid))
    }

    @Test("stop asks first and kills a process that does not obey")
    func stops() async throws {
        let polite = try ChildProcess(
            "sh",
            ["-c", "trap 'exit 7' TERM; echo up; sleep 300 & wait"]
        )
        try await eventually("it is up") { polite.output == "up\n" }
        #expect(try await polite.stop() == .exited(7))
        let deaf = try ChildProcess("sh", ["-c", "trap '' TERM; echo up; sleep 300 & wait"])
        try await eventually("it is up") { deaf.output == "up\n" }
        #expect(try await deaf.stop(within: .milliseconds(100)) == .signalled(SIGKILL))
    }

    @Test("a process does not outlive its owner")
    func diesWithOwner() async throws {
        var pid: Int32 = 0
        do {
            let process = try ChildProcess("sleep", ["300"])
            pid = process.pid
            #expect(isAlive(pid))
        }
        try await eventually("it is gone") { !isAlive(pid) }
    }

    /// The mask's bits 31 and 32 are signals that the C library keeps for itself.
    @Test("signals that the runner blocks or ignores still reach a child")
    func resetsSignals() async throws {
        let former = signal(SIGUSR2, SIG_IGN)
        defer { signal(SIGUSR2, former) }
        let script = "grep -E '^Sig(Blk|Ign)' /proc/self/status"
        let process = try ChildProcess("sh", ["-c", script])
        try await process.waitForExit()
        let masks = process.output.split(separator: "\n").compactMap {
            $0.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) }
        }
        #expect(masks.map { $0 & 0x7FFF_FFFF } == [0, 0])
    }

    @Test("descriptors of the runner are not inherited")
    func closesDescriptors() async throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("", to: "open")
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        #expect(descriptor > 2)
        let process = try ChildProcess("readlink", ["/proc/self/fd/\(descriptor)"])
        #expect(try await process.waitForExit() == .exited(1))
        #expect(process.output == "")
    }
}
