// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What a finished command left behind.
package struct ShellResult: Sendable {
    /// The command line, for people.
    package let command: String
    /// How it ended.
    package let status: ProcessExit
    /// The bytes of its standard output.
    package let outputBytes: [UInt8]
    /// The bytes of its standard error.
    package let errorBytes: [UInt8]

    /// Its standard output; bytes that are not UTF-8 are replaced.
    package var output: String {
        String(decoding: outputBytes, as: UTF8.self)
    }

    /// Its standard error; bytes that are not UTF-8 are replaced.
    package var errors: String {
        String(decoding: errorBytes, as: UTF8.self)
    }

    /// Returns itself, or throws `ShellFailure` when the command did not return 0.
    @discardableResult
    package func requireSuccess() throws -> ShellResult {
        guard status.isSuccess else { throw ShellFailure(result: self, limit: nil) }
        return self
    }
}

/// A command that failed or took too long.
package struct ShellFailure: Error, CustomStringConvertible {
    /// What it left behind.
    package let result: ShellResult
    /// The limit after which it was killed, or nil when it ended by itself.
    package let limit: Duration?

    /// The command, how it ended and what it wrote.
    package var description: String {
        let end = limit.map { "killed after \($0)" } ?? result.status.description
        return "\(result.command): \(end)\n\(result.errors)\(result.output)"
    }
}

/// Commands that run to their end.
package enum ShellCommand {
    /// Runs a program and collects what it writes.
    ///
    /// Parameters are those of `ChildProcess`. No shell is involved. Returns on every exit code; throws
    /// `SpawnError` when the program cannot be started and `ShellFailure` when it was killed, with
    /// its whole process group, because it took longer than `timeout`.
    package static func run(
        _ executable: String,
        _ arguments: [String] = [],
        environment: [String: String?] = [:],
        directory: String? = nil,
        input: [UInt8] = [],
        timeout: Duration = .seconds(240)
    ) async throws -> ShellResult {
        let process = try ChildProcess(
            executable,
            arguments,
            environment: environment,
            directory: directory,
            input: input
        )
        do {
            try await process.waitForExit(within: timeout)
            return result(of: process)
        } catch is ChildProcess.StillRunning {
            process.killGroup()
            try await process.waitForExit()
            throw ShellFailure(result: result(of: process), limit: timeout)
        }
    }

    private static func result(of process: ChildProcess) -> ShellResult {
        ShellResult(
            command: process.command,
            status: process.exitStatus ?? .signalled(SIGKILL),
            outputBytes: process.outputBytes,
            errorBytes: process.errorBytes
        )
    }
}
