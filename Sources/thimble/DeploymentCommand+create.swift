// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Fleet
import Foundation
import Server
import Services

extension DeploymentCommand {
    /// `thimble deployment create`.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a deployment; it starts nothing until it is enabled.",
            discussion: """
                One of --install, --rollback, --scan, --script and --from says what is to be done. \
                Schedules: on-demand (the default), once, daily, daily/3, weekdays, weekly:tue,thu, \
                weekly/2:mon, monthly:15, monthly:last, monthly:second-tuesday, patch-tuesday+3, \
                every:6h, windows, activation, inactivity:7, activation+inactivity:7; those with a \
                time of day take it, and their first day, from --at. --from reads what `deployment show --json` prints \
                first, and takes no other option than --name, --summary and --enable.

                Example: thimble deployment create --data /var/lib/thimble --install \
                --all-approved --group servers --schedule patch-tuesday+3 --at '2026-01-01 22:00' \
                --zone device --ring 'name=pilot,share=10%,success=90%,soak=24h' \
                --ring name=rest --halt-on-failure 5% --enable
                """
        )

        @OptionGroup var folder: DataOption

        @Option(help: "Its name; made up where left out.")
        var name: String?

        @Option(help: "What people should know about it.")
        var summary: String?

        @OptionGroup(title: "What") var work: WorkOptions
        @OptionGroup(title: "Devices") var targets: TargetOptions
        @OptionGroup(title: "When") var time: TimeOptions
        @OptionGroup(title: "How") var conduct: ConductOptions

        @Option(help: "A deployment as JSON, instead of the options above.", completion: .file())
        var from: String?

        @Flag(help: "Enable it at once; one on demand begins.")
        var enable = false

        @Flag(help: "Print a line of JSON.")
        var json = false

        func validate() throws {
            guard from != nil else {
                try work.validateChoice()
                return try targets.validateChoice()
            }
            if work.isGiven || !targets.isEmpty || time.isGiven || conduct.isGiven {
                throw ValidationError("--from says all but --name, --summary and --enable")
            }
        }

        func run() async throws {
            let access = try await folder.open(needsIndex: true)
            var draft: DeploymentDraft
            if let from {
                draft = try Self.draft(from)
            } else {
                draft = try await self.draft(access)
            }
            if let name { draft.name = name }
            if let summary { draft.summary = summary }
            draft.isEnabled = enable
            let made = try await access.services.deployments.create(draft, by: access.principal)
            let line = DeploymentLine(made)
            if json { try Output.json(line) } else { print(line.text) }
        }

        private static func draft(_ path: String) throws -> DeploymentDraft {
            let file = try DeploymentFile(parsing: try InputFile.bytes(path), name: path)
            return DeploymentDraft(
                kind: file.kind,
                name: file.name,
                summary: file.summary ?? "",
                plan: file.plan,
                isEnabled: false
            )
        }

        private func draft(_ access: LocalAccess) async throws -> DeploymentDraft {
            let view = try access.services.assessment.view(by: access.principal)
            let policy = try await access.services.policies.policy(
                named: conduct.policy ?? DeploymentPolicy.standard.name,
                by: access.principal
            )
            var plan = DeploymentPlan(
                targets: try targets.targets(view),
                patches: try work.choice(view),
                schedule: try time.schedule(),
                policy: policy
            )
            plan.template = policy.id
            try work.apply(to: &plan)
            try conduct.apply(to: &plan, view)
            if let name = time.after {
                let service = access.services.deployments
                let predecessor = try await service.deployment(named: name, by: access.principal)
                plan.link = try time.link(to: predecessor.id)
            }
            return DeploymentDraft(
                kind: work.kind,
                name: work.kind.rawValue.capitalized,
                plan: plan,
                isEnabled: false
            )
        }
    }
}

/// A file that a command reads.
enum InputFile {
    /// The bytes of a file, or of standard input for `-`.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` where it cannot be read.
    static func bytes(_ path: String) throws -> Data {
        if path == "-" { return FileHandle.standardInput.readDataToEndOfFile() }
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw DomainError(
                .requestInvalid,
                subject: "\(path): cannot be read",
                underlying: error
            )
        }
    }
}
