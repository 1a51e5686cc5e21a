// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Foundation
import Server
import Services

/// `thimble agent`: what happens to the agents themselves.
struct AgentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agent",
        abstract: "Update the agents of devices, or take them off.",
        discussion: """
            docs/agents.md says how an agent gets onto a machine.

            Example: thimble agent update --data /var/lib/thimble --everything
            """,
        subcommands: [Update.self, Remove.self]
    )

    /// `thimble agent update`.
    struct Update: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Order agents to change to the builds that the server hands out.",
            discussion: """
                Each device gets the build for its machine; a device without one is passed over. The \
                folder must be the one that the server hands out builds from: an agent fetches its \
                build there.

                Example: thimble agent update --data /var/lib/thimble --group pilot
                """
        )

        @OptionGroup var folder: DataOption
        @OptionGroup var targets: TargetOptions

        @Option(
            help: "The folder with the agents. (default: that of this program)",
            completion: .directory
        )
        var agentDir: String?

        @Flag(help: "Print a line of JSON for each deployment.")
        var json = false

        func validate() throws { try targets.validateChoice() }

        func run() async throws {
            let access = try await folder.open(needsIndex: true)
            let view = try access.services.assessment.view(by: access.principal)
            let programs = await AgentPrograms(
                folder: agentDir.map { URL(fileURLWithPath: $0, isDirectory: true) }
            )
            let made = try await programs.update(
                try targets.targets(view),
                with: access.services.fleet,
                by: access.principal
            )
            for deployment in made {
                let line = DeploymentLine(deployment)
                if json { try Output.json(line) } else { print(line.text) }
            }
        }
    }

    /// `thimble agent remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Order agents to leave their machines.",
            discussion: """
                An agent disables its service and deletes what it keeps; its program stays on the \
                disk. The device stays here and becomes unknown when its inventory is old.

                Example: thimble agent remove --data /var/lib/thimble --devices web-1
                """
        )

        @OptionGroup var folder: DataOption
        @OptionGroup var targets: TargetOptions

        @Flag(help: "Print a line of JSON.")
        var json = false

        func validate() throws { try targets.validateChoice() }

        func run() async throws {
            let access = try await folder.open(needsIndex: true)
            let view = try access.services.assessment.view(by: access.principal)
            let made = try await access.services.fleet.removeAgents(
                try targets.targets(view),
                by: access.principal
            )
            let line = DeploymentLine(made)
            if json { try Output.json(line) } else { print(line.text) }
        }
    }
}
