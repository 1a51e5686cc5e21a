// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Server
import Services

extension DeploymentCommand {
    /// `thimble deployment run`.
    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run",
            abstract: "Start a run of a deployment now, whatever its schedule says.",
            discussion: """
                Windows of its policy count all the same.

                Example: thimble deployment run --data /var/lib/thimble 7 --reason 'DSA-5943'
                """
        )

        @OptionGroup var which: DeploymentArgument

        @Option(help: "Why; it stands in the run's decisions.")
        var reason = "asked for on the command line"

        @Flag(help: "Print a line of JSON.")
        var json = false

        func run() async throws {
            let access = try await which.folder.open(needsIndex: true)
            let service = access.services.deployments
            let deployment = try await which.deployment(access)
            let run = try await service.run(deployment.id, reason: reason, by: access.principal)
            let found = try await service.run(run.id, by: access.principal)
            if json {
                try Output.json(RunLine(found.run, counts: found.counts))
            } else {
                let outcome = "\(found.counts.sum()) devices, \(found.run.state.rawValue)"
                print("run \(run.number) of deployment \(deployment.number): \(outcome)")
            }
        }
    }

    /// `thimble deployment enable`.
    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a deployment start runs; one on demand starts at once.",
            discussion: "Example: thimble deployment enable --data /var/lib/thimble 7"
        )

        @OptionGroup var which: DeploymentArgument

        @Flag(help: "Print a line of JSON.")
        var json = false

        func run() async throws { try await which.setEnabled(true, json: json) }
    }

    /// `thimble deployment disable`.
    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a deployment start no further runs; those under way go on.",
            discussion: "Example: thimble deployment disable --data /var/lib/thimble 7"
        )

        @OptionGroup var which: DeploymentArgument

        @Flag(help: "Print a line of JSON.")
        var json = false

        func run() async throws { try await which.setEnabled(false, json: json) }
    }

    /// `thimble deployment delete`.
    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a deployment with its runs and their results.",
            discussion: """
                Devices that have an order finish it. The audit log keeps what was done.

                Example: thimble deployment delete --data /var/lib/thimble 7
                """
        )

        @OptionGroup var which: DeploymentArgument

        @Flag(help: "Print a line of JSON.")
        var json = false

        func run() async throws {
            let access = try await which.folder.open(needsIndex: true)
            let deployment = try await which.deployment(access)
            try await access.services.deployments.delete(deployment.id, by: access.principal)
            if json {
                try Output.json(["deleted": deployment.id.description])
            } else {
                print("deployment \(deployment.number) is removed")
            }
        }
    }
}

extension DeploymentArgument {
    fileprivate func setEnabled(_ isEnabled: Bool, json: Bool) async throws {
        let access = try await folder.open(needsIndex: true)
        let found = try await deployment(access)
        let changed = try await access.services.deployments.setEnabled(
            isEnabled,
            found.id,
            by: access.principal
        )
        let line = DeploymentLine(changed)
        if json { try Output.json(line) } else { print(line.text) }
    }
}
