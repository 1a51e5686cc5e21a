// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Loads Microsoft's monthly security updates from the CVRF documents of the Microsoft Security
/// Response Center.
///
/// They carry no signature. Each month has a document of its own, so several of them are one
/// content; a later import takes the place of an earlier one, it does not add to it.
package enum MSRCFeed {
    /// The feed's name.
    package static let name = "cvrf msrc"

    /// The content of a document, or of all the documents in an archive or a folder.
    ///
    /// Every KB that fixes a vulnerability of a product is one patch of the stream
    /// `windows:<product>`. Where a remediation says that there is no update for a product, or that
    /// there will be none, the vulnerability itself is an advisory of that stream. Vulnerabilities
    /// that were exploited before there was an update are exploited since their publication. Inside
    /// an archive or folder the files count whose names end in `.xml`.
    ///
    /// - Parameters:
    ///   - path: The file, archive or folder; compression is told from the content.
    ///   - progress: Receives how far the reading is.
    /// - Returns: The content, its records by stream and name.
    /// - Throws: `.feedUnavailable` for what is not there, `.feedMalformed` with the file and line
    ///   for what cannot be read; nothing is taken from such an import.
    package static func content(
        path: String,
        progress: FeedProgress.Report? = nil
    ) throws -> FeedContent {
        var collection = MSRCCollection()
        var document = MSRCDocument(name: path)
        var publishedAt: Timestamp?
        let documents = FeedDocuments(path: path, suffix: ".xml")
        let otherFiles = try documents.read(progress: progress) { piece in
            switch piece {
            case .start(let name): document = MSRCDocument(name: name)
            case .bytes(let bytes):
                try document.feed(bytes) { collection.add($0, products: $1) }
            case .end:
                try document.finish()
                publishedAt = [publishedAt, document.releasedAt].compactMap(\.self).max()
            }
        }
        guard collection.count > 0 else {
            throw DomainError.malformed(path, line: nil, "no vulnerability in it names a KB")
        }
        let records = collection.records()
        let vulnerabilities = collection.vulnerabilities()
        var hash = ContentHash()
        hash.add("\(name) records 1")
        for record in records { hash.add(record) }
        for vulnerability in vulnerabilities {
            hash.add("\(vulnerability.cve) \(vulnerability.exploitedSince?.milliseconds ?? -1)")
        }
        var content = FeedContent(
            feed: name,
            digest: hash.hexadecimal,
            source: path,
            records: records
        )
        content.vulnerabilities = vulnerabilities
        content.publishedAt = publishedAt
        content.remarks = collection.tally.remarks(
            selfReplacements: collection.patches.selfReplacements,
            otherFiles: otherFiles
        )
        return content
    }
}
