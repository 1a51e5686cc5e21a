// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Loads the releases of macOS: SOFA's feed, which says what each fixes, and Apple's own list.
///
/// Neither carries a signature.
package enum AppleFeed {
    /// How many decompressed bytes a document may have: 64 MiB, some hundred times what it has.
    private static let limit: Int64 = 64 << 20

    /// The content of several documents, plain or compressed; its name is `apple`.
    ///
    /// Each version of macOS is a patch of the source `macOS` in the stream of its major version,
    /// `macos:15`. SOFA's feeds of version 1 and 2 and Apple's list are told apart by their
    /// members. What SOFA describes is taken from there, whatever the list says; a version that
    /// only the list has is an update of which nobody says what it fixes. That a CVE is exploited
    /// is not taken over: SOFA does not say since when, CISA's catalogue does.
    ///
    /// - Parameters:
    ///   - paths: The files; together they are all that the feed says from now on.
    ///   - progress: Receives how far the reading is, in decompressed bytes.
    /// - Returns: The content; it was published when the oldest of the documents was made.
    /// - Throws: `.feedUnavailable` for what is not there, `.feedMalformed` with the file, the path
    ///   in the document and the byte for what cannot be read.
    package static func content(
        paths: [String],
        progress: FeedProgress.Report? = nil
    ) throws -> FeedContent {
        var releases = AppleReleases()
        for path in paths {
            try Task.checkCancellation()
            var bytes: [UInt8] = []
            try Decompressor(path: path, limit: limit).read { chunk in
                bytes.append(contentsOf: chunk)
                progress?(FeedProgress(item: path, doneBytes: Int64(bytes.count), totalBytes: nil))
            }
            var document = AppleDocument(name: path)
            try document.read(bytes, into: &releases)
        }
        return try releases.content(source: paths.joined(separator: ", "))
    }

    /// The content of one document.
    package static func content(
        path: String,
        progress: FeedProgress.Report? = nil
    ) throws -> FeedContent {
        try content(paths: [path], progress: progress)
    }
}
