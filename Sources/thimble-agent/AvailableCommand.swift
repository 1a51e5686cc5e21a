// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser

/// The verb `available`: what the people at this machine may install themselves.
struct AvailableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "available",
        abstract: "Lists the patches that may be installed from this machine.",
        discussion: """
            Example: thimble-agent available --json
            """
    )

    @OptionGroup var common: CommonOptions

    @Flag(name: .long, help: "Print the list as JSON.")
    var json = false

    func run() async throws {
        let patches = try await common.withLoop(.warnings) { try await $0.available() }
        if json {
            print(try Agent.json(patches))
        } else if patches.isEmpty {
            print("nothing is offered for this machine")
        } else {
            print(Agent.table(of: patches))
        }
    }
}
