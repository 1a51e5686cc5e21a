// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser

/// The command line of the agent: one file a verb, each of which parses and calls one function.
@main
struct ThimbleAgent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thimble-agent",
        abstract: "Tells a Thimble server what is installed here, and installs what it orders.",
        discussion: """
            Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not enrolled, 4 server unreachable, \
            75 program replaced (start it again). \
            To install, and to use /var/lib/thimble-agent, it must be root.

            Example: thimble-agent enroll --server https://patch.example.test --token T
            """,
        version: Agent.version,
        subcommands: [
            EnrollCommand.self, RunCommand.self, ScanCommand.self, StatusCommand.self,
            AvailableCommand.self, InstallCommand.self, PostponeCommand.self,
        ]
    )

    /// Parses, runs, and turns an error into one line and an exit code.
    static func main() async {
        Agent.prepareProcess()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error)
        }
    }

    private static func end(with error: any Error) -> Never {
        // A verb that has said everything itself.
        if let code = error as? ExitCode { exit(withError: code) }
        if let code = FailureCode(error) {
            Agent.complain(error is CancellationError ? "stopped before the end" : "\(error)")
            exit(withError: ExitCode(code.rawValue))
        }
        // Help and version are errors of the parser too, with the exit code 0 and their own text.
        if exitCode(for: error) == .success { exit(withError: error) }
        Agent.complain(fullMessage(for: error))
        exit(withError: ExitCode(FailureCode.usage.rawValue))
    }
}
