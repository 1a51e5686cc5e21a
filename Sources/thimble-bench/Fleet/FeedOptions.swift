// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Feeds
import Fleet

/// The advisories that a measurement is about, read by the parsers of the server.
struct FeedOptions: ParsableArguments {
    @Option(help: "A list of Debian's security advisories; may be repeated.")
    var dsa: [String] = []

    @Option(help: "Advisories in OSV's format; may be repeated.")
    var osv: [String] = []

    @Option(help: "Only advisories of this stream.")
    var stream: String?

    /// One advisory's word about one package.
    struct Row {
        let advisory: String
        let package: String
        let version: String
        let stream: Stream

        /// What it is answered under.
        var key: String { "\(advisory) \(package)" }
    }

    /// The records of the files, as a database would give them.
    func records() throws -> [StoredPatchRecord] {
        let lists = try dsa.map { try DebianAdvisoryListParser.content(path: $0) }
        let collections = try osv.flatMap { try OSVFeed.contents(path: $0) }
        return (lists + collections).flatMap { content in
            content.records.compactMap { record in
                guard stream == nil || record.stream.rawValue == stream else { return nil }
                return StoredPatchRecord(
                    record: record,
                    feed: FeedReference(feed: content.feed, revision: 1),
                    withdrawnBy: nil
                )
            }
        }
    }

    /// The fixes of source packages, one by one.
    func rows() throws -> [Row] {
        try records().map(\.record).flatMap { record in
            record.advisories.map {
                Row(
                    advisory: $0.name,
                    package: record.source,
                    version: record.version,
                    stream: record.stream
                )
            }
        }
    }
}
