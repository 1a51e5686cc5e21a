// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Server
import Services

/// `thimble audit`: the record of every change.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verify and read the audit log.",
        subcommands: [Verify.self, Log.self]
    )

    /// `thimble audit verify`.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check that no entry was changed or removed; fails where one was.",
            discussion: """
                Each entry carries the hash of the one before. Entries cut off at the end of the \
                log cannot be noticed from the log alone: keep the count and the last hash that this \
                prints elsewhere, and look whether `thimble audit log --json` still has them.

                Example: thimble audit verify --data /var/lib/thimble
                """
        )

        @OptionGroup var folder: DataOption

        func run() async throws {
            let access = try await folder.open(needsIndex: false)
            // First, so that the entry is among those that are verified.
            let last = try await access.services.audit.entries(last: 1, by: access.principal).last
            let count = try await access.services.audit.verify(by: access.principal)
            print("\(count) entries, each as it was written")
            if let last { print("entry \(last.number) has the hash \(last.hash)") }
        }
    }

    /// `thimble audit log`.
    struct Log: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the newest entries, oldest first.",
            discussion: "Example: thimble audit log --data /var/lib/thimble --last 20"
        )

        @OptionGroup var folder: DataOption

        @Option(help: "How many entries.")
        var last = 20

        @Flag(help: "Print lines of JSON.")
        var json = false

        func run() async throws {
            let access = try await folder.open(needsIndex: false)
            for entry in try await access.services.audit.entries(
                last: last,
                by: access.principal
            ) {
                let line = AuditLine(entry)
                if json { try Output.json(line) } else { print(line.sentence) }
            }
        }
    }
}
