// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Loads Microsoft's updates and what each of them replaces from a KB bulletin table, the CSV that
/// Windows Exploit Suggester collects from the vendor's bulletins.
///
/// The table has a row for each CVE, KB, product and component; the columns `DatePosted`, `CVE`,
/// `BulletinKB`, `Title`, `AffectedProduct`, `Severity` and `Supersedes` are read. It carries no
/// signature. A table that is cut off between two rows cannot be told from a whole one, but inside
/// the zip archive that it is published in, it can.
package enum KBBulletinFeed {
    /// The feed's name.
    package static let name = "kb-csv"

    /// The content of a table, or of all the tables in an archive or a folder.
    ///
    /// Every KB that is listed for a product is one patch of the stream `windows:<product>`, with
    /// the product exactly as the table writes it. Inside an archive or folder the files count
    /// whose names end in `.csv`.
    ///
    /// - Parameters:
    ///   - path: The file, archive or folder; compression is told from the content.
    ///   - progress: Receives how far the reading is.
    /// - Returns: The content, its records by stream and KB, whatever the order of the rows.
    /// - Throws: `.feedUnavailable` for what is not there, `.feedMalformed` with the file and line
    ///   for what cannot be read; nothing is taken from such an import.
    package static func content(
        path: String,
        progress: FeedProgress.Report? = nil
    ) throws -> FeedContent {
        var rows = KBBulletinRows()
        var reader = CSVReader(name: path, header: nil)
        var publishedAt: Timestamp?
        let documents = FeedDocuments(path: path, suffix: ".csv")
        let otherFiles = try documents.read(progress: progress) { piece in
            switch piece {
            case .start(let document):
                reader = CSVReader(
                    name: document,
                    header: KBBulletinRows.columns,
                    skipsComments: true
                )
                publishedAt = publishedAt ?? day(inName: document)
            case .bytes(let bytes): try reader.feed(bytes) { try rows.take($0) }
            case .end: try reader.finish()
            }
        }
        guard rows.patches.count > 0 else {
            throw DomainError.malformed(path, line: nil, "no row in it names a KB")
        }
        let records = rows.patches.records()
        var hash = ContentHash()
        hash.add("\(name) records 1")
        for record in records { hash.add(record) }
        var content = FeedContent(
            feed: name,
            digest: hash.hexadecimal,
            source: path,
            records: records
        )
        content.publishedAt = publishedAt
        content.remarks = rows.tally.remarks(
            selfReplacements: rows.patches.selfReplacements,
            otherFiles: otherFiles
        )
        return content
    }

    /// The day that the table's name carries, `CVEs_20260628.csv`; nothing inside tells it.
    private static func day(inName document: String) -> Timestamp? {
        let parts = document.split { "/: ".contains($0) }
        guard let file = parts.last, file.hasPrefix("CVEs_") else { return nil }
        let digits = file.dropFirst(5).prefix(8)
        guard let day = CalendarDate.number(digits, digits: 8...8) else { return nil }
        return CalendarDate(year: day / 10_000, month: day / 100 % 100, day: day % 100)?.midnight
    }
}
