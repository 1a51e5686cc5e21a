// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// What is kept of one OSV file (OSV schema 1.7).
struct OSVAdvisory: Equatable, Sendable {
    /// Its name, for example `ALSA-2023:1566`.
    let id: String
    /// When it was changed last; of two files about one advisory the later one counts.
    let modified: Timestamp
    /// When it was published; `nil` where unknown.
    let published: Timestamp?
    /// Whether its publisher has taken it back.
    let isWithdrawn: Bool
    /// Its summary; its name where it has none.
    let title: String
    /// The CVEs among its aliases, related and upstream names and its own, each once.
    let cves: [String]
    /// The priority that Ubuntu gives it; `nil` where it says none, or says it of each package.
    let priority: Patch.Severity?
    /// The packages.
    var packages: [OSVPackage]

    /// Reads the bytes of a file; `name` stands for it in errors.
    ///
    /// Throws `.feedMalformed` with the path of the field: `a.json: affected[3].ranges: …`.
    static func decoded(_ bytes: [UInt8], name: String) throws -> OSVAdvisory {
        let data = Data(bytes)
        do {
            return try JSONDecoder().decode(OSVAdvisory.self, from: data)
        } catch let error as DecodingError {
            throw DomainError.malformed(name, line: nil, error.placeAndReason(in: data))
        }
    }

    /// How bad it is: AlmaLinux and Rocky Linux begin the summary with Red Hat's rating.
    var severity: Patch.Severity? {
        guard let end = title.firstIndex(of: ":") else { return nil }
        return Patch.Severity(rating: title[..<end])
    }

    /// What kind of change it brings.
    ///
    /// OSV is a format for vulnerabilities, but distributions of Red Hat's family put their bug fix
    /// and enhancement advisories (`…BA-`, `…EA-`) into it as well.
    var classification: Patch.Classification {
        let updates: Set<Substring> = ["ALBA", "ALEA", "RLBA", "RLEA"]
        return updates.contains(id.prefix { $0 != "-" }) ? .update : .security
    }

    /// The advisory as a patch refers to it.
    var reference: AdvisoryReference {
        AdvisoryReference(name: id, title: title, issuedAt: published, cves: cves)
    }
}

extension OSVAdvisory: Decodable {
    private enum Keys: String, CodingKey {
        case id, modified, published, withdrawn, summary, aliases, related, upstream, severity
        case affected
    }

    /// An element of `severity`: a rating in one of several scales.
    private struct Rating: Decodable {
        let type: String
        let score: String
    }

    /// Reads the fields that are kept; `id` and `modified` must be there.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        id = try container.nonEmptyText(.id)
        modified = try Self.time(try container.nonEmptyText(.modified), .modified, container)
        published = try container.decodeIfPresent(String.self, forKey: .published).map {
            try Self.time($0, .published, container)
        }
        isWithdrawn =
            try container.decodeIfPresent(String.self, forKey: .withdrawn).map {
                try Self.time($0, .withdrawn, container)
            } != nil
        let summary = try container.decodeIfPresent(String.self, forKey: .summary) ?? ""
        let words = summary.split { $0.isWhitespace }
        title = words.isEmpty ? id : words.joined(separator: " ")
        let names = try [Keys.aliases, .related, .upstream].flatMap {
            try container.decodeIfPresent([String].self, forKey: $0) ?? []
        }
        cves = Self.cves(names + [id])
        let ratings = try container.decodeIfPresent([Rating].self, forKey: .severity) ?? []
        priority = ratings.first { $0.type == "Ubuntu" }
            .flatMap { Patch.Severity(ubuntuPriority: $0.score) }
        packages = try container.decodeIfPresent([OSVPackage].self, forKey: .affected) ?? []
    }

    /// The CVEs among some names, each once; Debian and Ubuntu put their own name before a CVE's.
    private static func cves(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.compactMap { name in
            let owner = ["DEBIAN-", "UBUNTU-"].first { name.hasPrefix($0) } ?? ""
            let cve = String(name.dropFirst(owner.count))
            return cve.hasPrefix("CVE-") && seen.insert(cve).inserted ? cve : nil
        }
    }

    private static func time(
        _ text: String,
        _ key: Keys,
        _ container: KeyedDecodingContainer<Keys>
    ) throws -> Timestamp {
        guard let time = ISODate.internet(text) else {
            throw DecodingError.dataCorruptedError(
                forKey: key,
                in: container,
                debugDescription: "no time in UTC: \(text)"
            )
        }
        return time
    }
}
