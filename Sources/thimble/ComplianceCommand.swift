// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Fleet
import Server
import Services

/// `thimble compliance`: whether devices have what their baselines ask for.
struct ComplianceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compliance",
        abstract: "Measure devices against baselines.",
        subcommands: [List.self, Create.self, Assign.self, Run.self, Show.self]
    )

    /// `thimble compliance list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the compliances with their newest runs.",
            discussion: "Example: thimble compliance list --data /var/lib/thimble"
        )

        @OptionGroup var folder: DataOption

        @Flag(help: "Print a line of JSON for each compliance.")
        var json = false

        func run() async throws {
            let access = try await folder.open(needsIndex: false)
            let service = access.services.compliances
            var lines: [ComplianceLine] = []
            for compliance in try await service.list(by: access.principal) {
                let runs = try await service.runs(of: compliance.id, by: access.principal)
                lines.append(ComplianceLine(compliance, runs.first))
            }
            if json {
                for line in lines { try Output.json(line) }
            } else {
                let table = TextTable(
                    head: ["Number", "Name", "Platform", "Compliant", "Missing", "Unknown", "Run"],
                    rows: lines.map(\.cells),
                    rightAligned: [0, 3, 4, 5]
                )
                print(table.text)
            }
        }
    }

    /// `thimble compliance create`.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a compliance, to which nothing is assigned yet.",
            discussion: """
                Example: thimble compliance create --data /var/lib/thimble Servers --platform linux
                """
        )

        @OptionGroup var folder: DataOption

        @Argument(help: "The name.")
        var name: String

        @Option(help: "The platform of its devices: linux, windows or mac.")
        var platform: CompliancePlatform

        @Option(help: "What it is for.")
        var summary = ""

        @Flag(help: "Print one line of JSON.")
        var json = false

        func run() async throws {
            let access = try await folder.open(needsIndex: false)
            let made = try await access.services.compliances.create(
                name: name,
                summary: summary,
                platform: platform,
                by: access.principal
            )
            try ComplianceLine(made, nil).print(json: json)
        }
    }

    /// `thimble compliance assign`.
    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Assign baselines, devices and groups, or take them off.",
            discussion: """
                Example: thimble compliance assign --data /var/lib/thimble Servers \
                --baseline 'Critical 2026' --group web
                """
        )

        @OptionGroup var options: ComplianceOptions

        @Option(help: "A baseline's name, number or identity; may be given several times.")
        var baseline: [String] = []

        @Option(help: "A device's name, number or identity; may be given several times.")
        var device: [String] = []

        @Option(help: "A group's name or identity; may be given several times.")
        var group: [String] = []

        @Flag(help: "Take them off instead.")
        var remove = false

        func run() async throws {
            let (access, found) = try await options.open(needsIndex: true)
            let named = PolicyArguments(
                view: try access.services.assessment.view(by: access.principal)
            )
            var assignment = ComplianceAssignment(
                devices: try device.map { try named.view.device($0).device.id },
                groups: try group.map { try named.group($0).id }
            )
            for text in baseline {
                let found = try await access.services.baselines.baseline(
                    named: text,
                    by: access.principal
                )
                assignment.baselines.append(found.id)
            }
            let service = access.services.compliances
            let changed =
                remove
                ? try await service.unassign(assignment, from: found.id, by: access.principal)
                : try await service.assign(assignment, to: found.id, by: access.principal)
            try ComplianceLine(changed, nil).print(json: options.json)
        }
    }

    /// `thimble compliance run`.
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure the devices of a compliance now.",
            discussion: """
                Every active baseline is measured on every device of the compliance's platform. \
                A device of which nobody can tell is never compliant.

                Example: thimble compliance run --data /var/lib/thimble Servers
                """
        )

        @OptionGroup var options: ComplianceOptions

        func run() async throws {
            let (access, found) = try await options.open(needsIndex: true)
            let run = try await access.services.compliances.run(found.id, by: access.principal)
            try await ComplianceReport(run, access).print(json: options.json)
        }
    }

    /// `thimble compliance show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the newest run of a compliance.",
            discussion: "Example: thimble compliance show --data /var/lib/thimble Servers"
        )

        @OptionGroup var options: ComplianceOptions

        func run() async throws {
            let (access, found) = try await options.open(needsIndex: true)
            let service = access.services.compliances
            guard let run = try await service.lastRun(of: found.id, by: access.principal) else {
                throw DomainError(
                    .complianceRunNotFound,
                    subject: "compliance \(found.name)",
                    hint: "thimble compliance run measures it"
                )
            }
            try await ComplianceReport(run, access).print(json: options.json)
        }
    }
}

extension CompliancePlatform: ExpressibleByArgument {}
