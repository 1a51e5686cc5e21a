// SPDX-License-Identifier: Apache-2.0
import Subprocess

/// Programs that only look, run to their end, with what they write collected.
enum Command {
    /// What a program left behind.
    struct Result: Sendable {
        /// The exit status; above 128 the number of a signal is added, as in a shell.
        var status: Int
        /// Its standard output; bytes that are not UTF-8 are replaced.
        var output: String
        /// Its standard error; bytes that are not UTF-8 are replaced.
        var errors: String
    }

    /// The most that a program may write to either stream, in bytes.
    static let outputBytesMax = 16 * 1_048_576

    /// Runs a program without a standard input.
    ///
    /// A cancelled task ends the program. Throws ``PackageManagerFailure`` when it cannot be started
    /// and `CancellationError`; every exit status is a result.
    static func run(_ call: ProgramCall) async throws -> Result {
        var variables: [Environment.Key: String?] = [:]
        for (name, value) in call.environment {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        // Subprocess looks up names alone; env(1) runs what has a path.
        let hasPath = call.executable.contains("/")
        do {
            let result = try await Subprocess.run(
                .name(hasPath ? "env" : call.executable),
                arguments: Arguments((hasPath ? [call.executable] : []) + call.arguments),
                environment: .inherit.updating(variables),
                output: .bytes(limit: outputBytesMax),
                error: .bytes(limit: outputBytesMax)
            )
            try Task.checkCancellation()
            return Result(
                status: status(result.terminationStatus),
                output: String(decoding: result.standardOutput, as: UTF8.self),
                errors: String(decoding: result.standardError, as: UTF8.self)
            )
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw PackageManagerFailure(exitCode: nil, text: "\(call.executable): \(error)")
        }
    }

    /// Whether a program is there, by `PATH`.
    static func exists(_ name: String) async -> Bool {
        (try? await Executable.name(name).resolveExecutablePath(in: .inherit)) != nil
    }

    private static func status(_ status: TerminationStatus) -> Int {
        switch status {
        case .exited(let code): Int(code)
        case .signaled(let signal): 128 + Int(signal)
        }
    }
}
