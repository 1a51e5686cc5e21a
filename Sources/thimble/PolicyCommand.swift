// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Foundation
import Server
import Services

/// `thimble policy`: how devices go about deployments.
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "See the deployment policies, and make others.",
        discussion: """
            docs/deployments.md says what each setting does.

            Example: thimble policy list --data /var/lib/thimble
            """,
        subcommands: [List.self, Show.self, Create.self, Delete.self]
    )

    /// `thimble policy list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the policies, the built-in ones first.",
            discussion: "Example: thimble policy list --data /var/lib/thimble"
        )

        @OptionGroup var folder: DataOption

        @Flag(help: "Print a line of JSON for each.")
        var json = false

        func run() async throws {
            let access = try await folder.open(needsIndex: false)
            let all = try await access.services.policies.list(
                includingBelow: true,
                by: access.principal
            )
            if json {
                for policy in all { try Output.json(policy) }
                return
            }
            let table = TextTable(
                head: ["Number", "Name", "Window", "Restart", "Offered", "Built in"],
                rows: all.map { policy in
                    [
                        String(policy.number), policy.name,
                        PolicyText.window(policy),
                        PolicyText.restart(policy), policy.selfService.rawValue,
                        policy.isBuiltIn ? "yes" : "no",
                    ]
                },
                rightAligned: [0]
            )
            print(table.text)
        }
    }

    /// `thimble policy show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a policy with all its settings.",
            discussion: """
                With --json on one line, in the form that `thimble policy create --from` reads.

                Example: thimble policy show --data /var/lib/thimble 4
                """
        )

        @OptionGroup var folder: DataOption

        @Argument(help: "The policy's name, number or identity.")
        var policy: String

        @Flag(help: "Print a line of JSON.")
        var json = false

        func run() async throws {
            let access = try await folder.open(needsIndex: false)
            let found = try await access.services.policies.policy(
                named: policy,
                by: access.principal
            )
            if json { try Output.json(found) } else { print(try PolicyText(found).text) }
        }
    }

    /// `thimble policy create`.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a policy from a file, or as a copy of another.",
            discussion: """
                The file holds what `thimble policy show --json` prints; its id, number, tenant and \
                path are given anew.

                Example: thimble policy create --data /var/lib/thimble --from nights.json \
                --name Nights
                """
        )

        @OptionGroup var folder: DataOption

        @Option(help: "A file with its settings, or - for standard input.", completion: .file())
        var from: String?

        @Option(help: "The policy to copy: name, number or identity.")
        var copy: String?

        @Option(help: "Its name; needed for a copy.")
        var name: String?

        @Flag(help: "Print a line of JSON.")
        var json = false

        func validate() throws {
            guard (from == nil) != (copy == nil) else {
                throw ValidationError("give one of --from and --copy")
            }
            if copy != nil, name == nil { throw ValidationError("a copy needs a --name") }
        }

        func run() async throws {
            let access = try await folder.open(needsIndex: false)
            let service = access.services.policies
            let made: DeploymentPolicy
            if let copy, let name {
                let original = try await service.policy(named: copy, by: access.principal)
                made = try await service.copy(original.id, name: name, by: access.principal)
            } else {
                let path = from ?? "-"
                var settings = try DeploymentPolicy(
                    parsing: try InputFile.bytes(path),
                    name: path
                )
                if let name { settings.name = name }
                made = try await service.create(settings, by: access.principal)
            }
            if json {
                try Output.json(made)
            } else {
                print("policy \(made.number) (\(PlainText.line(made.name))) is made")
            }
        }
    }

    /// `thimble policy delete`.
    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a policy that no enabled deployment uses.",
            discussion: "Example: thimble policy delete --data /var/lib/thimble Nights"
        )

        @OptionGroup var folder: DataOption

        @Argument(help: "The policy's name, number or identity.")
        var policy: String

        @Flag(help: "Print a line of JSON.")
        var json = false

        func run() async throws {
            let access = try await folder.open(needsIndex: false)
            let service = access.services.policies
            let found = try await service.policy(named: policy, by: access.principal)
            try await service.delete(found.id, by: access.principal)
            if json {
                try Output.json(["deleted": found.id.description])
            } else {
                print("policy \(found.number) (\(PlainText.line(found.name))) is removed")
            }
        }
    }
}
