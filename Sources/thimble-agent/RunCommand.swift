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
            (systemd: KillMode=process). It ends with exit code 75 when its own program was \
            replaced, and is then to be started again (systemd: Restart=always).

            Example: thimble-agent run --once
            """
    )

    @OptionGroup var common: CommonOptions

    @Flag(name: .long, help: "Do what there is to do now, then end.")
    var once = false

    @Option(name: .customLong("scan-interval"), help: "Hours between two scans.")
    var scanIntervalHours = 4.0

    @Option(
        name: .customLong("reboot-command"),
        help: "Call this program to restart the machine, in place of the one kept by enroll."
    )
    var rebootCommand: String?

    @Flag(name: .long, help: "Log what is decided, too.")
    var verbose = false

    func validate() throws {
        guard (0.01...8_760).contains(scanIntervalHours) else {
            throw ValidationError("--scan-interval must be between 0.01 and 8760 hours")
        }
    }

    func run() async throws {
        let isOnce = once
        let ending = try await common.withLoop(
            verbose ? .verbose : .normal,
            scanIntervalHours: scanIntervalHours,
            rebootCommand: rebootCommand.map(Agent.programPath)
        ) { loop in
            try await Agent.untilStopped {
                try await isOnce ? loop.runOnce().ending : loop.run()
            }
        }
        if ending == .replaced { throw ExitCode(FailureCode.startAgain.rawValue) }
    }
}
