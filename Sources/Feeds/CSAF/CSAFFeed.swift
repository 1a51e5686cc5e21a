// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation

/// Loads security advisories and VEX documents in the Common Security Advisory Framework (OASIS
/// CSAF 2.0): what Red Hat and SUSE have fixed in which version, and what they leave without a fix.
///
/// The signatures and checksums beside the documents are not looked at.
///
/// - An advisory is a patch in each stream for which it brings packages. Its packages are those
///   that it calls fixed; what it ships beside them and does not call fixed is not one of them.
/// - A document about a vulnerability adds to the patches of the advisories that fix it, and makes
///   one named like the CVE for what is affected, will not be fixed or is still being looked into.
/// - That something is not affected is kept where something else of the stream is, or where the
///   list is short (``CSAFReading/longestClearList``).
///
/// What streams there are is said in ``CSAFPlatform`` and ``SUSEProduct``.
package enum CSAFFeed {
    /// The contents of documents, folders of them, and tar or zip archives of them, all together.
    ///
    /// Of a document that stands in several of them the newest revision counts. There is one
    /// content for each publisher: `csaf redhat`, `csaf suse`, else with the name that the
    /// documents write. Files inside a folder or archive count where their names end in `.json`;
    /// those of a folder may be compressed.
    ///
    /// - Parameters:
    ///   - paths: The files, folders and archives; compression is told from the content.
    ///   - progress: Receives how far the reading is.
    /// - Returns: The contents by name; there is at least one.
    /// - Throws: `.feedUnavailable` for what is not there, `.feedMalformed` with the file, the path
    ///   of the value and its byte for what cannot be read; nothing is taken from such an import.
    package static func contents(
        paths: [String],
        progress: FeedProgress.Report? = nil
    ) throws -> [FeedContent] {
        var collection = CSAFCollection()
        var otherFiles = 0
        for path in paths {
            let files = try CSAFFiles(path: path, suffix: ".json")
            otherFiles += try files.read(progress) { try collection.add($0, name: $1) }
        }
        return try collection.contents(
            source: paths.joined(separator: ", "),
            otherFiles: otherFiles
        )
    }

    /// The contents of one file, folder or archive.
    package static func contents(
        path: String,
        progress: FeedProgress.Report? = nil
    ) throws -> [FeedContent] {
        try contents(paths: [path], progress: progress)
    }
}
