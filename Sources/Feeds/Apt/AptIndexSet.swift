// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// The indexes that a source offers, located on this machine and paired with checked releases.
struct AptIndexSet: Sendable {
    /// The indexes in the order in which they are read.
    var files: [AptIndexFile] = []
    /// What was left aside, as sentences for people.
    var remarks: [String] = []
    /// Keeps files that were fetched for this import until they are read.
    var folder: WorkFolder?

    /// Which of a release's indexes are wanted; an empty list wants all.
    struct Choice: Sendable, Equatable {
        /// Component names.
        var components: [String] = []
        /// Architectures; `all` always comes with them.
        var architectures: [String] = []

        /// Whether an index is wanted; the one index of a flat repository always is.
        func includes(_ index: AptIndexName) -> Bool {
            guard let architecture = index.architecture else { return true }
            return (components.isEmpty || components.contains(index.component))
                && (architectures.isEmpty || architecture == "all"
                    || architectures.contains(architecture))
        }
    }

    /// Adds those wanted indexes of a release that are there below its folder.
    ///
    /// Of several compressions the plainest is read; all of them must be the same index.
    mutating func add(_ release: AptRelease, in folder: String, _ choice: Choice) throws {
        let suffixes = AptIndexName.compressionSuffixes.reversed()
        for index in release.file.packageIndexes where choice.includes(index) {
            let base = folder + "/" + index.path
            let present = suffixes.first { FileManager.default.fileExists(atPath: base + $0) }
            guard let suffix = present else { continue }
            let path = base + suffix
            files.append(
                try AptIndexFile(release: release, index: index, path: path, suffix: suffix)
            )
        }
    }

    /// Reads all indexes, one after the other, into one content for each feed.
    func contents(now: Timestamp, progress: FeedProgress.Report?) throws -> [FeedContent] {
        var contents: [FeedContent] = []
        for file in files {
            try Task.checkCancellation()
            contents.add(try AptIndexContent.read(file, now: now, progress: progress))
        }
        if !contents.isEmpty { contents[0].remarks += remarks }
        return contents
    }
}
