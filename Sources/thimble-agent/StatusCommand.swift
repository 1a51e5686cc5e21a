// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser

/// The verb `status`: shows what the state folder tells.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows the enrolment, the last contact and scan, and the orders.",
        discussion: """
            Asks nobody: everything comes from the state folder.

            Example: thimble-agent status --json
            """
    )

    @OptionGroup var common: CommonOptions

    @Flag(name: .long, help: "Print the status as JSON.")
    var json = false

    func run() async throws {
        let status = try AgentStatus(state: common.stateDirectory)
        if json {
            print(try Agent.json(status))
        } else {
            print(status.lines.joined(separator: "\n"))
        }
    }
}
