// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Loads SUSE's security advisories in the format before CSAF, the Common Vulnerability Reporting
/// Framework (ICASI CVRF 1.1).
///
/// They say what the CSAF documents of the same names say, without CPEs and architectures, so they
/// are read into the same documents and give the same patches.
package enum SUSECVRFFeed {
    /// The content of documents, folders of them, and tar or zip archives of them, all together.
    ///
    /// Files inside a folder or archive count where their names end in `.xml`; those of a folder
    /// may be compressed.
    ///
    /// - Parameters:
    ///   - paths: The files, folders and archives; compression is told from the content.
    ///   - progress: Receives how far the reading is.
    /// - Returns: The content, called `cvrf suse`.
    /// - Throws: `.feedUnavailable` for what is not there, `.feedMalformed` with the file and line
    ///   for what cannot be read or is of another publisher; nothing is taken from such an import.
    package static func content(
        paths: [String],
        progress: FeedProgress.Report? = nil
    ) throws -> FeedContent {
        var collection = CSAFCollection()
        var otherFiles = 0
        for path in paths {
            let files = try CSAFFiles(path: path, suffix: ".xml")
            otherFiles += try files.read(progress) { bytes, name in
                let document = try CVRFDocument.read(bytes, name: name)
                guard document.header.publisherName == "suse" else {
                    throw DomainError.malformed(
                        name,
                        line: nil,
                        "a document of \(document.header.publisher), not of SUSE"
                    )
                }
                try collection.add(document, name: name)
            }
        }
        let contents = try collection.contents(
            source: paths.joined(separator: ", "),
            format: "cvrf",
            otherFiles: otherFiles
        )
        // All documents are of one publisher, so there is one content.
        return contents[0]
    }

    /// The content of one file, folder or archive.
    package static func content(
        path: String,
        progress: FeedProgress.Report? = nil
    ) throws -> FeedContent {
        try content(paths: [path], progress: progress)
    }
}
