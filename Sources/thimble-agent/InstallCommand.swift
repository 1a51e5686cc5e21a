// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser

/// The verb `install`: someone at this machine wants an offered patch now.
struct InstallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install",
        abstract: "Installs a patch that is offered for this machine.",
        discussion: """
            Asks the server for the order and carries it out; where `run` is at work, that does it. \
            Exits with 1 when the patch could not be installed.

            Example: thimble-agent install DSA-5780-1
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The patch by its name or identity, as `available` lists them.")
    var patch: String

    @Flag(name: .customLong("no-wait"), help: "Ask for the order and leave it to `run`.")
    var noWait = false

    @Flag(name: .long, help: "Print what came of it as JSON.")
    var json = false

    func run() async throws {
        let word = patch
        let isLeft = noWait
        let answer = try await common.withLoop(.warnings) { loop in
            try await SelfServiceInstall(loop: loop).perform(word, isLeftToRun: isLeft)
        }
        if json {
            print(try Agent.json(answer))
        } else {
            print(answer.lines.joined(separator: "\n"))
        }
        if answer.hasFailed { throw ExitCode(FailureCode.failure.rawValue) }
    }
}
