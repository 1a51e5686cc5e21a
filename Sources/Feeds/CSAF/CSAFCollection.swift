// SPDX-License-Identifier: Apache-2.0
import Domain

/// The documents of one import, each once.
///
/// Of several files about one document the revision that was released last counts. Two that differ
/// and were released at the same time contradict each other: the import is refused.
struct CSAFCollection {
    /// What is kept of a document, and the file that it was read from.
    private struct Entry {
        let statements: [CSAFStatement]
        let tally: CSAFTally
        let releasedAt: Timestamp
        let file: String
    }

    private struct Key: Hashable, Comparable {
        let publisher: String
        let id: String

        static func < (left: Self, right: Self) -> Bool {
            (left.publisher, left.id) < (right.publisher, right.id)
        }
    }

    /// Profiles of documents that tell news and name no fixes (CSAF 2.0, "Profiles").
    private static let otherProfiles: Set<String> = [
        "csaf_informational_advisory", "csaf_security_incident_response",
    ]

    private var entries: [Key: Entry] = [:]
    private var pool = CSAFPool()
    private var tally = CSAFTally()

    /// Reads one file and adds its document; throws `.feedMalformed` with the file and the place.
    mutating func add(_ bytes: [UInt8], name: String) throws {
        try add(try CSAFDocument.read(bytes, name: name), name: name)
    }

    /// Adds a document; throws `.feedMalformed` where it contradicts another one.
    mutating func add(_ document: CSAFDocument, name: String) throws {
        let header = document.header
        guard header.status != "draft" else {
            tally.add(.draft)
            return
        }
        guard !Self.otherProfiles.contains(header.category) else {
            tally.add(.otherProfile)
            return
        }
        let found = CSAFReading.statements(of: document, &pool)
        let entry = Entry(
            statements: found.statements,
            tally: found.tally,
            releasedAt: header.releasedAt,
            file: name
        )
        let key = Key(publisher: header.publisherName, id: header.id)
        guard let known = entries[key] else {
            entries[key] = entry
            return
        }
        if known.releasedAt != entry.releasedAt {
            tally.add(.outdated)
            if known.releasedAt < entry.releasedAt { entries[key] = entry }
        } else if known.statements == entry.statements {
            tally.add(.repeated)
        } else {
            throw DomainError.malformed(
                name,
                line: nil,
                "\(key.id) is not what \(known.file) says, and neither is newer"
            )
        }
    }

    /// The contents, one for each publisher, by name.
    ///
    /// `format` is the first word of their names, and `otherFiles` how many files were passed over.
    /// Throws `.feedMalformed` where nothing is said about any release that is known.
    func contents(
        source: String,
        format: String = "csaf",
        otherFiles: Int = 0
    ) throws -> [FeedContent] {
        var common = tally
        common.add(.otherFile, otherFiles)
        var all = common
        var contents: [FeedContent] = []
        let publishers = Dictionary(grouping: entries.keys, by: \.publisher)
        for (publisher, keys) in publishers.sorted(by: { $0.key < $1.key }) {
            var collected = CSAFRecords()
            var remarks = common
            var publishedAt: Timestamp?
            // The order of the files is of no meaning, so the records have one of their own.
            for key in keys.sorted() {
                guard let entry = entries[key] else { continue }
                collected.add(entry.statements)
                remarks.add(entry.tally)
                all.add(entry.tally)
                publishedAt = max(entry.releasedAt, publishedAt ?? entry.releasedAt)
            }
            let records = collected.records(pool)
            if records.isEmpty { continue }
            remarks.add(collected.tally)
            var content = FeedContent(
                feed: "\(format) \(publisher)",
                digest: CSAFRecords.digest(of: records),
                source: source,
                records: records
            )
            content.publishedAt = publishedAt
            content.remarks = remarks.remarks
            contents.append(content)
        }
        guard contents.isEmpty else { return contents }
        let reasons = all.remarks.isEmpty ? "" : ". " + all.remarks.joined(separator: " ")
        throw DomainError(
            .feedMalformed,
            subject: "\(source): no document in it says something about a release that is known"
                + reasons,
            hint: "known are the releases of Red Hat Enterprise Linux, SUSE Linux Enterprise and"
                + " openSUSE"
        )
    }
}
