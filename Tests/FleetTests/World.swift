// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing

/// A small made-up catalogue and the machines that it judges, written as lines of text.
///
/// A line of the catalogue is `suite source version package…`, a package `name:arch` or
/// `name:arch=version`, and an advisory's line is `dsa NAME source version`. The words `withdrawn`
/// and `phased=N` may follow. The lines of `dsa` belong to `debian:12`.
struct World {
    /// What the lines say, a feed for each suite.
    private(set) var records: [StoredPatchRecord] = []

    /// Reads the lines; empty ones are passed over.
    init(_ lines: String) throws {
        for line in lines.split(separator: "\n") {
            var words = line.split(separator: " ").map(String.init)
            let isWithdrawn = words.last == "withdrawn"
            if isWithdrawn { words.removeLast() }
            var phase: Int?
            if let text = words.last, text.hasPrefix("phased=") {
                phase = Int(text.dropFirst(7))
                words.removeLast()
            }
            let suite = try #require(words.first, "an empty line")
            var record = suite == "dsa" ? try Self.advisory(words) : try Self.offer(words)
            record.phasedPercentage = phase
            records.append(
                StoredPatchRecord(
                    record: record,
                    feed: FeedReference(feed: suite, revision: 1),
                    withdrawnBy: isWithdrawn ? 2 : nil
                )
            )
        }
    }

    /// The records merged.
    var catalogue: Catalogue { Catalogue(records: records, revisions: []) }

    /// The patch of a source package in a version.
    func patch(_ source: String, _ version: String) throws -> Patch {
        try #require(
            catalogue.ordered.first { $0.source == source && $0.version == version },
            "no patch \(source) \(version)"
        )
    }

    private static func offer(_ words: [String]) throws -> PatchRecord {
        let suite = try #require(NamedSuite.named(words[0]), "suite \(words[0])")
        return PatchRecord(
            stream: Stream(suite.repository),
            source: words[1],
            version: words[2],
            origin: suite.origin,
            binaries: try words.dropFirst(3).map { text in
                let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
                let name = sides[0].split(separator: ":").map(String.init)
                return PatchBinary(
                    name: name[0],
                    architecture: try #require(name.last),
                    version: sides.count > 1 ? sides[1] : words[2],
                    size: 10
                )
            }
        )
    }

    private static func advisory(_ words: [String]) throws -> PatchRecord {
        PatchRecord(
            stream: Stream(rawValue: "debian:12"),
            source: words[2],
            version: words[3],
            advisories: [
                AdvisoryReference(
                    name: words[1],
                    title: "\(words[2]) - security update",
                    issuedAt: nil,
                    cves: ["CVE-2023-1"]
                )
            ]
        )
    }
}

/// A machine, written as lines of text.
///
/// A line is `name:arch version source`, or `- version source` where only the source is known; the
/// source may carry its own version behind a `=`, and the words `hold` or `unconfigured` may follow.
enum Machine {
    /// The inventory of the lines; no suites means that the repositories are not known.
    static func inventory(
        _ lines: String,
        suites: [String]? = nil,
        stream: String = "debian:12"
    ) throws -> Inventory {
        Inventory(
            stream: stream,
            architecture: "amd64",
            packages: try lines.split(separator: "\n").map { try package(String($0)) },
            repositories: try suites?.map {
                try #require(NamedSuite.named($0), "suite \($0)").repository
            }
        )
    }

    private static func package(_ line: String) throws -> InstalledPackage {
        let words = line.split(separator: " ").map(String.init)
        try #require((3...4).contains(words.count), "\(line)")
        let name = words[0].split(separator: ":").map(String.init)
        let source = words[2].split(separator: "=", maxSplits: 1).map(String.init)
        return InstalledPackage(
            name: words[0] == "-" ? nil : name[0],
            architecture: name.count > 1 ? name[1] : nil,
            version: words[1],
            source: source[0],
            sourceVersion: source.count > 1 ? source[1] : nil,
            isHeld: words.last == "hold",
            isUnconfigured: words.last == "unconfigured"
        )
    }
}

extension Finding {
    /// One line: patch, state, reason, and the version that supersedes it.
    func line(_ catalogue: Catalogue) -> String {
        let successor = supersededBy.flatMap { catalogue.patches[$0] }
        return "\(patch.source) \(patch.version) \(state.rawValue) \(reason.rawValue)"
            + (successor.map { " < \($0.source) \($0.version)" } ?? "")
    }
}
