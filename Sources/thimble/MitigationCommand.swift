// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Server
import Services

/// `thimble mitigation`: scripts against vulnerabilities that no patch answers.
struct MitigationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mitigation",
        abstract: "Keep the mitigations that jobs carry out.",
        discussion: """
            docs/mitigations.md says what a file of mitigations holds.

            Example: thimble mitigation list --data /var/lib/thimble
            """,
        subcommands: [Import.self, List.self, Show.self, Delete.self]
    )

    /// `thimble mitigation import`.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add mitigations from a JSON file, or replace those of the same name.",
            discussion: """
                The file holds {"mitigations": [{"name": "no-smb1", "cves": ["CVE-2017-0144"], \
                "platform": "Windows", "apply": "…", "verify": "…", "rollback": "…"}]}; a script \
                is a text or a list of lines. All of the file is imported or nothing; \
                mitigations of other names stay. `-` reads standard input.

                Example: thimble mitigation import --data /var/lib/thimble mitigations.json
                """
        )

        @OptionGroup var folder: DataOption

        @Argument(help: "The file, or - for standard input.", completion: .file())
        var file: String

        @Flag(help: "Print one line of JSON.")
        var json = false

        func run() async throws {
            let read = try MitigationFile(parsing: try InputFile.bytes(file), name: file)
            let access = try await folder.open(needsIndex: false)
            let counts = try await access.services.mitigations.importMitigations(
                read.mitigations,
                by: access.principal
            )
            if json {
                try Output.json(
                    [
                        "added": counts.added, "changed": counts.changed,
                        "unchanged": counts.unchanged,
                    ]
                )
            } else {
                print(
                    "mitigations: \(counts.added) added, \(counts.changed) changed, "
                        + "\(counts.unchanged) unchanged"
                )
            }
        }
    }

    /// `thimble mitigation list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the mitigations.",
            discussion: "Example: thimble mitigation list --data /var/lib/thimble"
        )

        @OptionGroup var folder: DataOption

        @Option(help: "Only those against this vulnerability.")
        var cve: String?

        @Flag(help: "Print a line of JSON for each mitigation.")
        var json = false

        func run() async throws {
            let access = try await folder.open(needsIndex: false)
            let wanted = cve?.uppercased()
            let all = try await access.services.mitigations.list(by: access.principal).filter {
                wanted.map($0.content.cves.contains) ?? true
            }
            if json {
                for mitigation in all { try Output.json(mitigation.line) }
                return
            }
            let table = TextTable(
                head: ["Name", "Platform", "Type", "Category", "CVEs", "Title", "Written"],
                rows: all.map(\.cells)
            )
            print(table.text)
        }
    }
}

/// What the commands about one mitigation have in common.
struct MitigationOptions: ParsableArguments {
    @OptionGroup var folder: DataOption

    @Argument(help: "The mitigation's name or identity.")
    var mitigation: String

    @Flag(help: "Print one line of JSON.")
    var json = false

    /// Opens the folder and finds the mitigation.
    func open() async throws -> (access: LocalAccess, found: Mitigation) {
        let access = try await folder.open(needsIndex: false)
        let service = access.services.mitigations
        return (access, try await service.mitigation(named: mitigation, by: access.principal))
    }
}

extension MitigationCommand {
    /// `thimble mitigation show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a mitigation with its scripts.",
            discussion: "Example: thimble mitigation show --data /var/lib/thimble no-smb1"
        )

        @OptionGroup var options: MitigationOptions

        func run() async throws {
            let (_, found) = try await options.open()
            if options.json {
                try Output.json(found.line)
            } else {
                print(MitigationText(found, writtenAt: found.writtenAt.iso).text)
            }
        }
    }

    /// `thimble mitigation delete`.
    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a mitigation.",
            discussion: """
                Jobs that are enabled keep the copy that they began with.

                Example: thimble mitigation delete --data /var/lib/thimble no-smb1
                """
        )

        @OptionGroup var options: MitigationOptions

        func run() async throws {
            let (access, found) = try await options.open()
            try await access.services.mitigations.delete(found.id, by: access.principal)
            if options.json {
                try Output.json(["deleted": found.id.description])
            } else {
                print("deleted: \(PlainText.line(found.name))")
            }
        }
    }
}

extension Mitigation {
    /// The mitigation for machines.
    fileprivate var line: MitigationLine { MitigationLine(self, writtenAt: writtenAt.iso) }

    /// The row of a table.
    fileprivate var cells: [String] {
        let more = content.cves.count > 3 ? " +\(content.cves.count - 3)" : ""
        return [
            name, content.platform.rawValue, content.effect.rawValue, content.category,
            content.cves.prefix(3).joined(separator: " ") + more, content.title, writtenAt.iso,
        ]
    }
}
