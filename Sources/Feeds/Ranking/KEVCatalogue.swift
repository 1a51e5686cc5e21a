// SPDX-License-Identifier: Apache-2.0
import Domain

/// The entries of CISA's catalogue, each vulnerability at most once.
struct KEVCatalogue {
    /// The entries, in the order of the document.
    private(set) var entries: [VulnerabilityRecord] = []
    /// When the catalogue was released; `nil` in its CSV, which does not say.
    var releasedAt: Timestamp?
    private var known: Set<String> = []

    /// Adds an entry; throws what is wrong where the vulnerability has one already.
    mutating func add(_ entry: VulnerabilityRecord) throws(KEVEntry.Fault) {
        guard known.insert(entry.cve).inserted else {
            throw KEVEntry.Fault(what: "\(entry.cve) stands here a second time")
        }
        entries.append(entry)
    }

    /// The content; throws `.feedMalformed` for a catalogue of nothing.
    ///
    /// The digest is of the entries alone, whatever their order: the JSON and the CSV of one
    /// catalogue are the same content, and so is a new release that changes nothing.
    func content(source: String) throws -> FeedContent {
        guard !entries.isEmpty else {
            throw DomainError.malformed(source, line: nil, "it names no vulnerability")
        }
        let sorted = entries.sorted { $0.cve < $1.cve }
        var hash = ContentHash()
        hash.add("kev entries 1")
        for entry in sorted {
            hash.add(entry.cve)
            hash.add("\(entry.exploitedSince?.milliseconds ?? -1)")
            hash.add("\(entry.dueAt?.milliseconds ?? -1)")
            hash.add(entry.isUsedByRansomware.map { "\($0)" } ?? "")
        }
        var content = FeedContent(
            feed: "kev",
            digest: hash.hexadecimal,
            source: source,
            records: []
        )
        content.publishedAt = releasedAt
        content.vulnerabilities = sorted
        return content
    }
}
