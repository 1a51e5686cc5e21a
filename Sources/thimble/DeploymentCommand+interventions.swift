// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Server
import Services

extension DeploymentCommand {
    /// `thimble deployment halt`.
    struct Halt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop a run for a while: no further device begins.",
            discussion: """
                Example: thimble deployment halt --data /var/lib/thimble 7 --reason 'web-3 is down'
                """
        )

        @OptionGroup var options: InterventionOptions

        func run() async throws { try await options.perform(.halt) }
    }

    /// `thimble deployment resume`.
    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a halted run go on; what halted it is accepted.",
            discussion: """
                Only new failures halt it again. Where its ring has ended without what the next one \
                asks for, the next one begins.

                Example: thimble deployment resume --data /var/lib/thimble 7 --reason 'web-3 is back'
                """
        )

        @OptionGroup var options: InterventionOptions

        func run() async throws { try await options.perform(.resume) }
    }

    /// `thimble deployment skip`.
    struct Skip: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open the next ring of a run without what it asks for.",
            discussion: """
                Example: thimble deployment skip --data /var/lib/thimble 7 --reason 'it is urgent'
                """
        )

        @OptionGroup var options: InterventionOptions

        func run() async throws { try await options.perform(.skip) }
    }

    /// `thimble deployment abort`.
    struct Abort: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a run: who has begun goes on and reports, nobody else begins.",
            discussion: """
                Example: thimble deployment abort --data /var/lib/thimble 7 --reason 'wrong group'
                """
        )

        @OptionGroup var options: InterventionOptions

        func run() async throws { try await options.perform(.abort) }
    }
}

/// What a person must say to step in.
struct InterventionOptions: ParsableArguments {
    @OptionGroup var which: DeploymentArgument

    @Option(help: "Why; it stands in the run's decisions and in the audit log.")
    var reason: String

    @Option(
        name: .customLong("run"),
        help: "Another run than the newest, by its number."
    )
    var number: Int64?

    @Flag(help: "Print a line of JSON.")
    var json = false

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason is empty") }
    }

    /// Steps in.
    func perform(_ intervention: DeploymentService.Intervention) async throws {
        let access = try await which.folder.open(needsIndex: true)
        let service = access.services.deployments
        let deployment = try await which.deployment(access)
        let target = try await which.run(number: number, of: deployment, access)
        _ = try await service.intervene(
            intervention,
            in: target.id,
            reason: reason,
            by: access.principal
        )
        let found = try await service.run(target.id, by: access.principal)
        if json {
            try Output.json(RunLine(found.run, counts: found.counts))
        } else {
            let state = found.run.state.rawValue
            print("run \(found.run.number) of deployment \(deployment.number) is \(state)")
        }
    }
}
