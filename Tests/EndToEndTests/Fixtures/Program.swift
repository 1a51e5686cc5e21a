// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

/// The programs of this build, called as their users call them.
enum Program {
    /// Variables that would change what the programs do, taken away.
    static let cleanEnvironment: [String: String?] = {
        let names = ProcessInfo.processInfo.environment.keys.filter { $0.hasPrefix("THIMBLE_") }
        return Dictionary(uniqueKeysWithValues: names.map { ($0, nil) })
    }()

    /// How long a call may take while every other test wants the processor too.
    static let limit: Duration = .seconds(240)

    /// Runs `thimble` to its end, whatever its exit status.
    static func thimble(
        _ arguments: [String],
        input: String = "",
        environment: [String: String?] = [:]
    ) async throws -> ShellResult {
        try await run("thimble", arguments, input: input, environment: environment)
    }

    /// Runs `thimble-agent` to its end, whatever its exit status.
    static func agent(
        _ arguments: [String],
        environment: [String: String?] = [:]
    ) async throws -> ShellResult {
        try await run("thimble-agent", arguments, input: "", environment: environment)
    }

    /// Starts a program that goes on.
    static func start(
        _ name: String,
        _ arguments: [String],
        environment: [String: String?] = [:]
    ) throws -> ChildProcess {
        try ChildProcess(
            BuiltProduct.path(of: name),
            arguments,
            environment: cleanEnvironment.merging(environment) { $1 }
        )
    }

    private static func run(
        _ name: String,
        _ arguments: [String],
        input: String,
        environment: [String: String?]
    ) async throws -> ShellResult {
        try await ShellCommand.run(
            BuiltProduct.path(of: name),
            arguments,
            environment: cleanEnvironment.merging(environment) { $1 },
            input: Array(input.utf8),
            timeout: limit
        )
    }
}
