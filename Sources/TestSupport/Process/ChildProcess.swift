// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A child process that a test watches and may kill at any moment.
///
/// Its output goes to files, so it never blocks on a full pipe and what it wrote before a `kill -9`
/// can be read afterwards. It does not outlive this value: `deinit` kills its process group.
/// Safe for concurrent use.
package final class ChildProcess: Sendable {
    /// The process outlived the time that a test gave it.
    package struct StillRunning: Error, CustomStringConvertible {
        /// The command line, for people.
        package let command: String
        /// The time it was given.
        package let limit: Duration

        /// One line for a test's output.
        package var description: String {
            "still running after \(limit): \(command)"
        }
    }

    /// The command line, for people; not quoted for a shell.
    package let command: String
    private let lifeline: ProcessLifeline
    private let folder: TemporaryDirectory

    /// Starts a program.
    ///
    /// `executable` is a path, or a name to look up in `PATH`. `environment` changes single variables
    /// of this process's environment; nil removes one. `input` is the whole standard input.
    /// Throws `SpawnError` when the program cannot be started; one that is not found while `directory`
    /// is given ends with code 127 instead.
    package init(
        _ executable: String,
        _ arguments: [String] = [],
        environment: [String: String?] = [:],
        directory: String? = nil,
        input: [UInt8] = []
    ) throws {
        command = ([executable] + arguments).joined(separator: " ")
        folder = try TemporaryDirectory(prefix: "process")
        var inputPath = "/dev/null"
        if !input.isEmpty {
            inputPath = folder.path("stdin")
            try Data(input).write(to: URL(fileURLWithPath: inputPath))
        }
        var variables = ProcessInfo.processInfo.environment
        for (name, value) in environment {
            variables[name] = value
        }
        let spawn = Spawn(
            executable: executable,
            arguments: arguments,
            environment: variables,
            directory: directory,
            input: inputPath,
            output: folder.path("stdout"),
            errors: folder.path("stderr")
        )
        lifeline = ProcessLifeline(pid: try spawn.start())
    }

    deinit {
        _ = lifeline.signal(SIGKILL, toGroup: true)
    }

    /// The process id; also the id of its process group.
    package var pid: Int32 {
        lifeline.pid
    }

    /// How the process ended, or nil while it runs.
    package var exitStatus: ProcessExit? {
        lifeline.status
    }

    /// The bytes it has written to standard output so far.
    package var outputBytes: [UInt8] {
        bytes("stdout")
    }

    /// What it has written to standard output so far; bytes that are not UTF-8 are replaced.
    package var output: String {
        String(decoding: outputBytes, as: UTF8.self)
    }

    /// The bytes it has written to standard error so far.
    package var errorBytes: [UInt8] {
        bytes("stderr")
    }

    /// What it has written to standard error so far; bytes that are not UTF-8 are replaced.
    package var errors: String {
        String(decoding: errorBytes, as: UTF8.self)
    }

    /// Sends a signal to the process alone, its children excluded; false when it has already ended.
    @discardableResult
    package func kill(_ signal: Int32 = SIGKILL) -> Bool {
        lifeline.signal(signal, toGroup: false)
    }

    /// Sends a signal to the process and its children; false when the process has already ended.
    @discardableResult
    package func killGroup(_ signal: Int32 = SIGKILL) -> Bool {
        lifeline.signal(signal, toGroup: true)
    }

    /// Waits until the process has ended.
    ///
    /// Throws `StillRunning` after the limit (the process is left running) and `CancellationError`.
    @discardableResult
    package func waitForExit(within limit: Duration = .seconds(120)) async throws -> ProcessExit {
        let lifeline = lifeline
        let status = await withTaskGroup(of: ProcessExit?.self) { group in
            group.addTask { await lifeline.exit() }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        if let status = status ?? lifeline.status { return status }
        try Task.checkCancellation()
        throw StillRunning(command: command, limit: limit)
    }

    /// Asks the process to end with SIGTERM, and kills its group when it does not obey in time.
    @discardableResult
    package func stop(within limit: Duration = .seconds(120)) async throws -> ProcessExit {
        kill(SIGTERM)
        do {
            return try await waitForExit(within: limit)
        } catch is StillRunning {
            killGroup(SIGKILL)
            return try await waitForExit(within: limit)
        }
    }

    private func bytes(_ name: String) -> [UInt8] {
        [UInt8](FileManager.default.contents(atPath: folder.path(name)) ?? Data())
    }
}
