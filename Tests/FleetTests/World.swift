// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing
import Versioning

/// A small made-up catalogue and the machines that it judges, written as lines of text.
///
/// A line of the catalogue is one of these, where a package is `name:arch`, `name:arch=version` or
/// `name=version`:
/// - `suite source version package…`: a repository offers it;
/// - `dsa NAME source version`: an advisory names a source package of `debian:12`;
/// - `usn NAME source version package…`: an advisory names packages of `ubuntu:24.04`;
/// - `alsa NAME package…`: an advisory of `almalinux:9`, which is a patch as a whole;
/// - `open NAME answer name…`: an advisory of `debian:12` without a fix; a name is a source
///   package, or a binary one as `bin/name`;
/// - `kb PRODUCT NAME replaced…`: an update of `windows:PRODUCT`.
///
/// The words `day=N` (of 1970), `phased=N`, `pro` (for subscribers alone) and `withdrawn` may
/// follow, in this order.
struct World {
    /// What the lines say, a feed for each first word.
    private(set) var records: [StoredPatchRecord] = []

    /// Reads the lines; empty ones are passed over.
    init(_ lines: String) throws {
        for line in lines.split(separator: "\n") {
            var words = line.split(separator: " ").map(String.init)
            let isWithdrawn = words.last == "withdrawn"
            if isWithdrawn { words.removeLast() }
            let isPaid = words.last == "pro"
            if isPaid { words.removeLast() }
            let phase = Self.number("phased=", &words)
            let day = Self.number("day=", &words)
            let feed = try #require(words.first, "an empty line")
            var record = try Self.record(words)
            record.phasedPercentage = phase
            for index in record.advisories.indices {
                record.advisories[index].issuedAt = day.map {
                    Timestamp(milliseconds: Int64($0) * 86_400_000)
                }
            }
            record.subscription = isPaid ? "Ubuntu Pro" : nil
            records.append(
                StoredPatchRecord(
                    record: record,
                    feed: FeedReference(feed: feed, revision: 1),
                    withdrawnBy: isWithdrawn ? 2 : nil
                )
            )
        }
    }

    /// Takes a number off the end of a line.
    private static func number(_ prefix: String, _ words: inout [String]) -> Int? {
        guard let text = words.last, text.hasPrefix(prefix) else { return nil }
        words.removeLast()
        return Int(text.dropFirst(prefix.count))
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

    /// The patch of a name: `source version`, or an advisory's or an update's.
    func patch(named name: String) throws -> Patch {
        try #require(catalogue.ordered.first { $0.name == name }, "no patch \(name)")
    }

    private static func record(_ words: [String]) throws -> PatchRecord {
        switch words[0] {
        case "dsa":
            return PatchRecord(
                stream: Stream(rawValue: "debian:12"),
                source: words[2],
                version: words[3],
                advisories: [reference(words[1], "\(words[2]) - security update")]
            )
        case "usn":
            return PatchRecord(
                stream: Stream(rawValue: "ubuntu:24.04"),
                source: words[2],
                version: words[3],
                binaries: words.dropFirst(4).map { binary($0, version: words[3]) },
                advisories: [reference(words[1], "\(words[2]) - security update")]
            )
        case "alsa":
            return PatchRecord(
                stream: Stream(rawValue: "almalinux:9"),
                source: words[1],
                version: "",
                binaries: words.dropFirst(2).map { binary($0, version: "") },
                advisories: [reference(words[1], words[1])]
            )
        case "open":
            let answer = try #require(AffectedPackage.Answer(rawValue: words[2]), "\(words[2])")
            return PatchRecord(
                stream: Stream(rawValue: "debian:12"),
                source: words[1],
                version: "",
                advisories: [reference(words[1], words[1])],
                affected: words.dropFirst(3).map { affected($0, answer) }
            )
        case "kb":
            return PatchRecord(
                stream: Stream(rawValue: "windows:\(words[1])"),
                source: words[2],
                version: "",
                advisories: [reference(words[2], words[2])],
                classification: .security,
                supersedes: Array(words.dropFirst(3))
            )
        default: return try offer(words)
        }
    }

    private static func offer(_ words: [String]) throws -> PatchRecord {
        let suite = try #require(NamedSuite.named(words[0]), "suite \(words[0])")
        return PatchRecord(
            stream: Stream(suite.repository),
            source: words[1],
            version: words[2],
            origin: suite.origin,
            binaries: words.dropFirst(3).map { binary($0, version: words[2]) }
        )
    }

    private static func binary(_ text: String, version: String) -> PatchBinary {
        let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
        let name = sides[0].split(separator: ":").map(String.init)
        return PatchBinary(
            name: name[0],
            architecture: name.count > 1 ? name[1] : "",
            version: sides.count > 1 ? sides[1] : version,
            size: 10
        )
    }

    private static func affected(
        _ text: String,
        _ answer: AffectedPackage.Answer
    ) -> AffectedPackage {
        text.hasPrefix("bin/")
            ? AffectedPackage(name: String(text.dropFirst(4)), isSource: false, answer: answer)
            : AffectedPackage(name: text, isSource: true, answer: answer)
    }

    private static func reference(_ name: String, _ title: String) -> AdvisoryReference {
        AdvisoryReference(name: name, title: title, issuedAt: nil, cves: ["CVE-2023-1"])
    }
}

/// A machine, written as lines of text.
///
/// A line is `name:arch version source`, or `- version source` where only the source is known; the
/// source may carry its own version behind a `=`, and the words `hold` or `unconfigured` may
/// follow. A line of one word is an update of Windows.
enum Machine {
    /// The inventory of the lines; no suites means that the repositories are not known.
    static func inventory(
        _ lines: String,
        suites: [String]? = nil,
        stream: String = "debian:12"
    ) throws -> Inventory {
        Inventory(
            stream: stream,
            architecture: Stream(rawValue: stream).versionScheme == .rpm ? "x86_64" : "amd64",
            packages: try lines.split(separator: "\n").map { try package(String($0)) },
            repositories: try suites?.map {
                try #require(NamedSuite.named($0), "suite \($0)").repository
            }
        )
    }

    private static func package(_ line: String) throws -> InstalledPackage {
        let words = line.split(separator: " ").map(String.init)
        if words.count == 1 {
            return InstalledPackage(name: line, architecture: nil, version: "", source: line)
        }
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
    /// One line: patch, state, reason, and the patch that supersedes it.
    func line(_ catalogue: Catalogue) -> String {
        let successor = supersededBy.flatMap { catalogue.patch($0) }
        return "\(patch.name) \(state.rawValue) \(reason.rawValue)"
            + (successor.map { " < \($0.name)" } ?? "")
    }
}
