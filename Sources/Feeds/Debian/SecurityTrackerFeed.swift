// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Loads the JSON of Debian's security tracker: which version of which source package fixes which
/// issue in which release, and what is not fixed.
///
/// The document carries no signature and does not say when it was made.
package enum SecurityTrackerFeed {
    /// The content of the document, plain or compressed; its name is `security-tracker`.
    ///
    /// Each fixed version of a source package in a release is a record, which names the issues
    /// that it fixes; the feeds `dsa` and `dla` speak of the same patches. Each issue that is not
    /// fixed in a release is another one, named by the issue, with the answer for each source
    /// package. Statements that a package is not affected are kept beside such answers alone. One
    /// package at a time is held, of the document that has some 70 MB.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - progress: Receives how far the reading is, in decompressed bytes.
    /// - Returns: The content; its records are in the order of stream, source and version.
    /// - Throws: `.feedUnavailable` for what is not there, `.feedMalformed` with the file, the path
    ///   in the document and the byte for what cannot be read; nothing is taken from such a file.
    package static func content(
        path: String,
        progress: FeedProgress.Report? = nil
    ) throws -> FeedContent {
        var parser = SecurityTrackerParser(source: path)
        var done: Int64 = 0
        try Decompressor(path: path).read { chunk in
            try Task.checkCancellation()
            try parser.feed(chunk)
            done += Int64(chunk.count)
            progress?(FeedProgress(item: path, doneBytes: done, totalBytes: nil))
        }
        return try parser.finish()
    }
}
