// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Server

/// The server and its command line.
@main
struct Thimble: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thimble",
        abstract: "A self-hosted patch manager.",
        discussion: """
            Exit status: 0 success, 1 failure, 64 wrong usage, 65 bad input data, 66 something \
            named does not exist, 69 or 75 unavailable (75: try again), 77 not permitted. \
            Commands with --data need no running server; call them as the user that owns the folder.

            Example: thimble serve --data /var/lib/thimble
            """,
        version: Server.version,
        subcommands: [
            Serve.self, Token.self, EnrollToken.self, Catalog.self, DeviceCommand.self,
            Findings.self, Explain.self, QueryCommand.self, Overview.self, Approve.self,
            Unapprove.self, Decline.self, ApprovalCommand.self, BaselineCommand.self,
            ComplianceCommand.self, DeploymentCommand.self, PolicyCommand.self,
            MitigationCommand.self, AgentCommand.self, Simulate.self, Version.self, Audit.self,
            Doctor.self,
        ]
    )

    /// Runs the command; a failure that the domain names gets its own exit status.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Failure.exit(error)
        }
    }
}
