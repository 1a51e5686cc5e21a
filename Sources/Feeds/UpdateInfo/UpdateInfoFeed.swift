// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Loads the advisories of an rpm repository from its `updateinfo.xml`.
///
/// The release that they are for is not in the file, so the caller names its stream. All
/// repositories of one stream are one feed: their contents belong joined before they are stored.
package enum UpdateInfoFeed {
    /// The content of an `updateinfo.xml`, plain or compressed, or of a repository's folder.
    ///
    /// In a folder, `repodata/repomd.xml` or `repomd.xml` says which file it is; the SHA-256 that
    /// it promises is checked, its own signature is not.
    ///
    /// - Parameters:
    ///   - path: The file, the repository's folder, its `repodata` folder or its `repomd.xml`.
    ///   - stream: The release that the repository belongs to, for example `almalinux:9`.
    ///   - progress: Receives how far the reading is, in decompressed bytes.
    /// - Returns: The content, called `updateinfo` and the stream.
    /// - Throws: `.feedUnavailable` for what is not there, `.feedUnverified` for a file that is not
    ///   what the repository promises, `.feedMalformed` with file and line for what cannot be read.
    package static func content(
        path: String,
        stream: Stream,
        progress: FeedProgress.Report? = nil
    ) throws -> FeedContent {
        let input = try UpdateInfoInput(path: path)
        if let metadata = input.metadata {
            let stored = try ReleaseFile.Entry.measure(file: input.path)
            try check(stored.sha256, metadata.sha256, input.path)
        }
        let feed = "updateinfo \(stream)"
        var parser = UpdateInfoParser(name: input.path)
        var failure: (any Error)?
        var hash = ContentHash()
        var done: Int64 = 0
        try Decompressor(path: input.path).read { chunk in
            try Task.checkCancellation()
            hash.add(chunk)
            done += Int64(chunk.count)
            progress?(FeedProgress(item: feed, doneBytes: done, totalBytes: nil))
            if failure != nil { return }
            do {
                try parser.feed(chunk)
            } catch {
                // Read to the end: that the hash is wrong is the better reason to refuse it.
                failure = error
            }
        }
        let digest = hash.hexadecimal
        if let promised = input.metadata?.openSHA256 { try check(digest, promised, input.path) }
        if let failure { throw failure }
        let (records, remarks) = try parser.finish(stream: stream)
        var identity = ContentHash()
        for part in ["updateinfo 1", stream.rawValue, digest] { identity.add(part) }
        var content = FeedContent(
            feed: feed,
            digest: identity.hexadecimal,
            source: input.path,
            records: records
        )
        content.publishedAt = input.metadata?.publishedAt
        content.remarks = remarks
        return content
    }

    private static func check(_ actual: String, _ promised: String, _ path: String) throws {
        guard actual == promised else {
            throw DomainError(
                .feedUnverified,
                subject: "\(path): its SHA-256 is \(actual), repomd.xml says \(promised)",
                hint: "fetch the whole repodata folder again"
            )
        }
    }
}
