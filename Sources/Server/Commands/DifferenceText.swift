// SPDX-License-Identifier: Apache-2.0
import Domain
package import Services

/// What `thimble catalog diff` prints.
package struct DifferenceText: Sendable {
    private let difference: CatalogDifference

    /// Makes the text of a difference.
    package init(_ difference: CatalogDifference) { self.difference = difference }

    /// The table for people, at most so many rows.
    package func table(limit: Int) -> String {
        let revision = difference.revision
        let counts = Dictionary(grouping: difference.lines, by: \.kind).mapValues(\.count)
        let head =
            "\(revision.feed), revision \(revision.number) of "
            + "\(ISOTime.text(revision.importedAt)): \(counts[.added] ?? 0) added, "
            + "\(counts[.changed] ?? 0) changed, \(counts[.withdrawn] ?? 0) withdrawn; "
            + "\(difference.newlyAffected) devices lack an added patch"
        guard !difference.lines.isEmpty else { return head }
        let table = TextTable(
            head: ["change", "devices", "patch", "release", "advisories"],
            rows: difference.lines.prefix(limit).map { line in
                [
                    line.kind.rawValue, String(line.deviceCount), line.patch.name,
                    line.patch.stream.rawValue,
                    line.patch.advisories.map(\.name).joined(separator: " "),
                ]
            },
            rightAligned: [1]
        )
        let rest = difference.lines.count - limit
        return head + "\n\n" + table.text + (rest > 0 ? "\n… and \(rest) more" : "")
    }

    /// The lines for machines: one per patch.
    package var lines: [DifferenceLine] {
        difference.lines.map { DifferenceLine($0, of: difference.revision) }
    }
}

/// One line of `thimble catalog diff --json`.
package struct DifferenceLine: Encodable, Sendable {
    private let feed: String
    private let revision: Int64
    private let change: String
    private let patch: String
    private let number: Int64
    private let name: String
    private let stream: String
    private let advisories: [String]
    private let devices: Int

    init(_ line: CatalogDifference.Line, of revision: FeedRevision) {
        feed = revision.feed
        self.revision = revision.number
        change = line.kind.rawValue
        patch = line.patch.id.description
        number = line.patch.number
        name = line.patch.name
        stream = line.patch.stream.rawValue
        advisories = line.patch.advisories.map(\.name)
        devices = line.deviceCount
    }
}
