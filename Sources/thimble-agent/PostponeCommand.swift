// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser

/// The verb `postpone`: puts off the start or the restart that waits.
struct PostponeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "postpone",
        abstract: "Puts off the installation or the restart that was announced, once.",
        discussion: """
            Exits with 1 when nothing waits, or when it may not be put off any more.

            Example: thimble-agent postpone
            """
    )

    @OptionGroup var common: CommonOptions

    @Flag(name: .long, help: "Print what was put off as JSON.")
    var json = false

    func run() async throws {
        let answer = try Postponing.perform(state: common.stateDirectory)
        if json {
            print(try Agent.json(answer))
        } else {
            let minutes = (answer.intervalSeconds + 59) / 60
            print("the \(answer.what) is put off by \(minutes) min; \(answer.left) times more")
        }
    }
}
