// SPDX-License-Identifier: Apache-2.0

/// One `Packages` file that apt on a machine reads, as `apt-get indextargets` names it.
struct AptTarget: Equatable {
    /// The file, with the ending of its compression.
    let file: String
    /// The index's name below its release: `main/binary-amd64/Packages`.
    let metaKey: String
    /// The address that apt fetched it from.
    let uri: String
    /// The address of the repository.
    let repositoryURI: String
    /// The suite of the source, or the path of a flat repository.
    let release: String
    /// Whether apt takes the repository, by a signature or because its source says `trusted`.
    let isTrusted: Bool
    /// The file of sources with the entry; its text after the last colon is the entry's number.
    let sourcesFile: String

    /// What apt is asked to print for each target; the fields cannot hold a tab.
    static let format = [
        "$(FILENAME)", "$(METAKEY)", "$(URI)", "$(REPO_URI)", "$(RELEASE)", "$(TRUSTED)",
        "$(SOURCESENTRY)",
    ].joined(separator: "\t")

    /// Reads a line in that format; `nil` where apt did not know a field.
    init?(line: Substring) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 7, !fields[0].isEmpty, !fields[0].hasPrefix("$("),
            !fields[1].hasPrefix("$(")
        else { return nil }
        file = fields[0]
        metaKey = fields[1]
        uri = fields[2]
        repositoryURI = fields[3]
        release = fields[4]
        isTrusted = fields[5] == "yes"
        let end = fields[6].lastIndex(of: ":") ?? fields[6].endIndex
        sourcesFile = String(fields[6][..<end])
    }

    /// The ending of the file's compression; empty where it has none.
    var suffix: String { String(file.dropFirst(AptIndexName.withoutCompression(file).count)) }

    /// What the paths of the release's files begin with; `nil` where the file is named otherwise.
    var releasePrefix: String? {
        let name = AptIndexName.withoutCompression(file)
        let tail = AptIndexName.listName(of: AptIndexName.withoutCompression(metaKey))
        guard name.hasSuffix("_" + tail) else { return nil }
        return String(name.dropLast(tail.utf8.count))
    }
}
