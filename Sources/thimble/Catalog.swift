// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Server
import Services

/// `thimble catalog`: the feeds.
struct Catalog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Import feeds into the catalogue and list them.",
        subcommands: [Import.self, List.self, Difference.self]
    )

    /// `thimble catalog import`.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import a feed from files, folders or addresses.",
            discussion: """
                apt: a mirror's folder (with dists/), a suite's folder, an apt lists folder, an \
                InRelease file with its Packages files, "URL SUITE COMPONENT…", or `host` for the \
                repositories of this machine. dsa: Debian's DSA and DLA lists. osv: advisories in \
                OSV's format (AlmaLinux, Rocky, Ubuntu, Debian), a file, a folder or an archive. \
                updateinfo: an updateinfo.xml or the repository that has it, with --stream. \
                security-tracker: Debian's tracker as JSON. csaf: advisories and VEX documents of \
                Red Hat or SUSE. cvrf: Microsoft's monthly documents. kb-csv: Microsoft's bulletins \
                with supersedence, a table or the archive with it. apple: releases of macOS (SOFA \
                or Apple's own list). kev and epss: what is exploited, and how likely. All \
                paths of a call together are the new state of their feed. All of a call is \
                imported or nothing; what is damaged or unsigned is refused with its place. The \
                catalogue is as new as the last import: repeat it, for example each day.

                Example: thimble catalog import --data /var/lib/thimble apt host
                """
        )

        @OptionGroup var folder: DataOption

        @Argument(help: "The kind of feed: \(FeedImport.Kind.names).")
        var kind: FeedImport.Kind

        @Argument(help: "Where it is, as said above.", completion: .file())
        var paths: [String] = []

        @Option(help: "A keyring with the keys that may sign; instead of the system's.")
        var keyring: [String] = []

        @Flag(help: "Accept repositories without a signature, and say so in the catalogue.")
        var allowUnsigned = false

        @Option(help: "For apt host: the apt configuration file of a private root.")
        var aptConfig: String?

        @Option(help: "For updateinfo: the release that it is for, for example almalinux:9.")
        var stream: String?

        @Flag(help: "Print one line of JSON per feed.")
        var json = false

        func validate() throws {
            if paths.isEmpty { throw ValidationError("name at least one PATH") }
        }

        func run() async throws {
            let feeds = FeedImport(
                kind: kind,
                paths: paths,
                keyrings: keyring,
                allowUnsigned: allowUnsigned,
                aptConfig: aptConfig,
                stream: stream
            )
            let contents = try await feeds.contents(progress: ProgressLine.report)
            ProgressLine.end()
            let access = try await folder.open(needsIndex: false)
            let outcomes = try await access.services.catalog.importFeeds(
                contents,
                by: access.principal
            )
            for outcome in outcomes {
                if json {
                    try Output.json(OutcomeLine(outcome))
                } else {
                    print(OutcomeLine(outcome).sentence)
                }
            }
            if !json, outcomes.count > 1 { print(OutcomeLine.summary(outcomes)) }
        }
    }

    /// `thimble catalog list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the feeds with their newest revision.",
            discussion: "Example: thimble catalog list --data /var/lib/thimble"
        )

        @OptionGroup var folder: DataOption

        @Flag(help: "Print one line of JSON per feed.")
        var json = false

        func run() async throws {
            let access = try await folder.open(needsIndex: false)
            for revision in try await access.services.catalog.revisions(by: access.principal) {
                if json {
                    try Output.json(RevisionLine(revision))
                } else {
                    print(RevisionLine(revision).sentence)
                }
            }
        }
    }
}

extension Catalog {
    /// `thimble catalog diff`.
    struct Difference: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff",
            abstract: "Show what a revision of a feed changed for the fleet.",
            discussion: """
                Each patch that the revision added, changed or withdrew, with the number of devices \
                that lack it now. What a later revision described again is counted there.

                Example: thimble catalog diff --data /var/lib/thimble dsa
                """
        )

        @OptionGroup var folder: DataOption

        @Argument(help: "The feed, as thimble catalog list shows it.")
        var feed: String

        @Option(help: "The revision's number; the newest one where none is given.")
        var revision: Int64?

        @Option(help: "At most so many rows in the table.")
        var limit = 40

        @Flag(help: "Print one line of JSON per patch, all of them.")
        var json = false

        func validate() throws {
            if limit < 1 { throw ValidationError("--limit is at least 1") }
        }

        func run() async throws {
            let access = try await folder.open(needsIndex: true)
            let difference = try await access.services.catalog.difference(
                feed: feed,
                revision: revision,
                by: access.principal
            )
            let text = DifferenceText(difference)
            if json {
                for line in text.lines { try Output.json(line) }
            } else {
                print(text.table(limit: limit))
            }
        }
    }
}

extension FeedImport.Kind: ExpressibleByArgument {}
