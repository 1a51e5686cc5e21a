// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Fleet
import Query
import Server
import Services

/// `thimble query`: the filter of every face, in the terminal.
struct QueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "List the devices or patches that a query accepts.",
        discussion: """
            A query joins conditions with and, or, not and parentheses. A condition is \
            field: word, field: "words in sequence", field: `whole value`, field: wild*, \
            field: [a, b], field: [1 .. 5], field >= 5, field: null; dates are 2026-01-31 or \
            now-7d. Words without a field are looked for in names. An empty query lists all.

            Fields of devices: \(names(SearchSchema.devices)).

            Fields of patches: \(names(SearchSchema.patches)).

            A query that cannot be read is shown with its mistake, and the exit status is 65.

            Example: thimble query --data /var/lib/thimble patches 'severity >= Important and \
            missingCount > 0 and releasedAt > now-30d' --sort missingCount:desc --limit 20
            """
    )

    /// The canonical names of a schema's fields, for the help.
    private static func names(_ schema: FieldSchema<some Hashable & Sendable>) -> String {
        schema.fields.map(\.name).joined(separator: ", ")
    }

    /// What is listed.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case devices
        case patches
    }

    @OptionGroup var folder: DataOption

    @Argument(help: "What is listed: devices or patches.")
    var kind: Kind

    @Argument(help: "The query, as one argument.")
    var query = ""

    @Option(help: "At most so many rows.")
    var limit: Int?

    @Option(help: "The field that rows are sorted by; NAME:desc for the largest first.")
    var sort: String?

    @Flag(help: "Print lines of JSON instead of a table.")
    var json = false

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit is at least 1") }
    }

    func run() async throws {
        let access = try await folder.open(needsIndex: true)
        let view = try access.services.assessment.view(by: access.principal)
        switch kind {
        case .devices: try devices(view)
        case .patches: try patches(view)
        }
    }

    private func devices(_ view: FleetView) throws {
        let asked = try read(SearchSchema.devices, now: view.now)
        var rows = view.devices(asked.filter)
        if let order = asked.order {
            rows = order.sorted(rows) {
                view.snapshot.values(of: order.field, $0, now: view.now)
            }
        }
        try write(rows.prefix(limit ?? .max).map { DeviceLine($0, view) })
    }

    private func patches(_ view: FleetView) throws {
        let asked = try read(SearchSchema.patches, now: view.now)
        var rows = view.patches(asked.filter)
        if let order = asked.order {
            rows = order.sorted(rows) {
                view.snapshot.values(
                    of: order.field,
                    $0.patch,
                    tally: $0.tally,
                    path: view.scope
                )
            }
        }
        try write(rows.prefix(limit ?? .max).map { PatchLine($0.patch, $0.tally) })
    }

    /// Reads the query and the order; a mistake is drawn under the text and ends the command.
    private func read<Field>(
        _ schema: FieldSchema<Field>,
        now: Timestamp
    ) throws -> (filter: Filter<Field>, order: FieldOrder<Field>?) {
        var text = query
        do {
            let filter = try QueryParser(schema, now: now.milliseconds).filter(query)
            text = sort ?? ""
            return (filter, try sort.map { try schema.order($0) })
        } catch let diagnostic as QueryDiagnostic {
            Output.notice(diagnostic.drawing(under: text))
            throw ExitCode(65)
        }
    }

    private func write(_ lines: [some QueryLine]) throws {
        if json {
            for line in lines { try Output.json(line) }
        } else {
            print(table(lines).text)
        }
    }

    private func table<Line: QueryLine>(_ lines: [Line]) -> TextTable {
        TextTable(
            head: Line.head,
            rows: lines.map(\.cells),
            rightAligned: Line.rightAligned
        )
    }
}

/// A row of the answer, for people and for machines.
private protocol QueryLine: Encodable {
    static var head: [String] { get }
    static var rightAligned: Set<Int> { get }
    var cells: [String] { get }
}

/// A device of the answer.
private struct DeviceLine: QueryLine {
    static let head = ["Number", "Name", "Release", "Health", "Addresses"]
    static let rightAligned: Set = [0]

    let id: String
    let number: Int64
    let name: String
    let stream: String?
    let platform: String
    let health: String
    let addresses: [String]

    init(_ device: IndexedDevice, _ view: FleetView) {
        id = device.device.id.description
        number = device.device.number
        name = device.device.name
        stream = device.device.stream?.rawValue
        platform = device.platform.rawValue
        health = "\(view.snapshot.health(device, now: view.now))"
        let values = view.snapshot.values(of: .address, device, now: view.now)
        addresses = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }

    var cells: [String] {
        [String(number), name, stream ?? "-", health, addresses.joined(separator: " ")]
    }
}

/// A patch of the answer.
private struct PatchLine: QueryLine {
    static let head = ["Missing", "Installed", "Failed", "Package", "Version", "Release", "Title"]
    static let rightAligned: Set = [0, 1, 2]

    let id: String
    let number: Int64
    let source: String
    let version: String
    let stream: String
    let title: String
    let classification: String
    let severity: String
    let advisories: [String]
    let cves: [String]
    let missing: Int
    let installed: Int
    let failed: Int

    init(_ patch: Patch, _ tally: PatchTally) {
        id = patch.id.description
        number = patch.number
        source = patch.source
        version = patch.version
        stream = patch.stream.rawValue
        title = patch.title
        classification = patch.classification.rawValue
        severity = "\(patch.severity)"
        advisories = patch.advisories.map(\.name)
        cves = patch.cves
        missing = tally.missing
        installed = tally.installed
        failed = tally.failed
    }

    var cells: [String] {
        [
            String(missing), String(installed), String(failed), source, version, stream, title,
        ]
    }
}
