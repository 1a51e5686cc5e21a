// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser

/// The verb `run`: works until it is stopped.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Waits for orders, carries them out and reports, until it is stopped.",
        discussion: """
            Stops on SIGTERM and SIGINT. An installation that runs then goes on by itself, and the \
            next start reports it; a service manager must therefore stop this process alone \
            (systemd: KillMode=process).

            Example: thimble-agent run --once
            """
    )

    @OptionGroup var common: CommonOptions

    @Flag(name: .long, help: "Do what there is to do now, then end.")
    var once = false

    @Option(name: .customLong("scan-interval"), help: "Hours between two scans.")
    var scanIntervalHours = 4.0

    @Flag(name: .long, help: "Log what is decided, too.")
    var verbose = false

    func validate() throws {
        guard (0.01...8_760).contains(scanIntervalHours) else {
            throw ValidationError("--scan-interval must be between 0.01 and 8760 hours")
        }
    }

    func run() async throws {
        let loop = try AgentLoop(
            state: common.stateDirectory,
            root: try common.enrolledRoot(),
            scanIntervalHours: scanIntervalHours,
            logger: Agent.startLogging(verbose ? .verbose : .normal)
        )
        let isOnce = once
        let result: Result<Void, any Error>
        do {
            try await Agent.untilStopped { try await isOnce ? loop.runOnce() : loop.run() }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await loop.close()
        try result.get()
    }
}
