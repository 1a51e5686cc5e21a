// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Fleet
import Server
import Services

/// `thimble deployment`: what is to be done on devices, when, and how it went.
struct DeploymentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deployment",
        abstract: "Plan scans, installations and scripts, and look after their runs.",
        discussion: """
            docs/deployments.md explains schedules, windows, rings and brakes.

            Example: thimble deployment list --data /var/lib/thimble
            """,
        subcommands: [
            List.self, Show.self, Create.self, Start.self, Enable.self, Disable.self,
            Delete.self, Runs.self, Halt.self, Resume.self, Skip.self, Abort.self,
        ]
    )

    /// `thimble deployment list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the deployments, newest first.",
            discussion: "Example: thimble deployment list --data /var/lib/thimble --limit 20"
        )

        @OptionGroup var folder: DataOption

        @Option(help: "At most so many rows.")
        var limit = 50

        @Flag(help: "Print a line of JSON for each.")
        var json = false

        func validate() throws {
            if limit < 1 { throw ValidationError("--limit is at least 1") }
        }

        func run() async throws {
            let access = try await folder.open(needsIndex: false)
            let lines = try await access.services.deployments
                .deployments(limit: limit, by: access.principal).map(DeploymentLine.init)
            if json {
                for line in lines { try Output.json(line) }
            } else {
                let table = TextTable(
                    head: DeploymentLine.head,
                    rows: lines.map(\.cells),
                    rightAligned: [0]
                )
                print(table.text)
            }
        }
    }

    /// `thimble deployment show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a deployment and its newest run: rings, counts, decisions, failures.",
            discussion: """
                With --json the first line is the deployment with its plan, which `thimble \
                deployment create --from` reads, and the second the run with its devices.

                Example: thimble deployment show --data /var/lib/thimble 7
                """
        )

        @OptionGroup var which: DeploymentArgument

        @Option(
            name: .customLong("run"),
            help: "Another run, by its number."
        )
        var number: Int64?

        @Flag(help: "Print lines of JSON.")
        var json = false

        func run() async throws {
            let access = try await which.folder.open(needsIndex: true)
            let service = access.services.deployments
            let deployment = try await which.deployment(access)
            let line = DeploymentLine(deployment)
            if json { try Output.json(line) } else { print(line.text) }
            let shown: Run
            do {
                shown = try await which.run(number: number, of: deployment, access)
            } catch let error as DomainError where error.code == .runNotFound && number == nil {
                if !json { print("\nit has not run yet") }
                return
            }
            let found = try await service.run(shown.id, by: access.principal)
            let names = try Self.names(access)
            if json {
                try Output.json(
                    RunLine(
                        found.run,
                        counts: found.counts,
                        executions: found.executions,
                        names: names
                    )
                )
            } else {
                let text = RunText(
                    found.run,
                    counts: found.counts,
                    executions: found.executions,
                    names: names
                )
                print("\n" + text.text)
            }
        }

        private static func names(_ access: LocalAccess) throws -> [Device.Identity: String] {
            let view = try access.services.assessment.view(by: access.principal)
            return Dictionary(view.devices().map { ($0.device.id, $0.device.name) }) { $1 }
        }
    }

    /// `thimble deployment runs`.
    struct Runs: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the runs of a deployment, newest first.",
            discussion: "Example: thimble deployment runs --data /var/lib/thimble 7"
        )

        @OptionGroup var which: DeploymentArgument

        @Option(help: "At most so many rows.")
        var limit = 20

        @Flag(help: "Print a line of JSON for each.")
        var json = false

        func validate() throws {
            if limit < 1 { throw ValidationError("--limit is at least 1") }
        }

        func run() async throws {
            let access = try await which.folder.open(needsIndex: false)
            let deployment = try await which.deployment(access)
            let runs = try await access.services.deployments.runs(
                of: deployment.id,
                limit: limit,
                by: access.principal
            )
            if json {
                for (run, counts) in runs { try Output.json(RunLine(run, counts: counts)) }
                return
            }
            let table = TextTable(
                head: ["Run", "State", "Begun", "Ended", "Devices", "Good", "Failed", "Open"],
                rows: runs.map { run, counts in
                    [
                        String(run.number), run.state.rawValue, ISOTime.text(run.createdAt),
                        run.endedAt.map(ISOTime.text) ?? "-", String(counts.sum()),
                        String(counts.sum { $0.isSuccess }), String(counts.sum { $0.isFailure }),
                        String(counts.sum { !$0.isFinal }),
                    ]
                },
                rightAligned: [0, 4, 5, 6, 7]
            )
            print(table.text)
        }
    }
}

/// The data folder and one of its deployments.
struct DeploymentArgument: ParsableArguments {
    @OptionGroup var folder: DataOption

    @Argument(help: "The deployment's number, identity or name.")
    var deployment: String

    /// The deployment; throws ``DomainError/Code/deploymentNotFound``.
    func deployment(_ access: LocalAccess) async throws -> Deployment {
        try await access.services.deployments.deployment(named: deployment, by: access.principal)
    }

    /// One of its runs; without a number the newest.
    ///
    /// - Throws: ``DomainError/Code/runNotFound``.
    func run(
        number: Int64?,
        of deployment: Deployment,
        _ access: LocalAccess
    ) async throws -> Run {
        let runs = try await access.services.deployments.runs(
            of: deployment.id,
            limit: number == nil ? 1 : .max,
            by: access.principal
        )
        guard let found = runs.first(where: { number == nil || $0.run.number == number }) else {
            throw DomainError(
                .runNotFound,
                subject: "deployment \(deployment.number)"
                    + (number.map { ", run \($0)" } ?? ": it has not run yet")
            )
        }
        return found.run
    }
}
