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

        /// Whether an index is wanted. The one index of a flat repository always is.
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
                try AptIndexFile(release: release, index: index, path: path, suffix: suffix))
        }
    }

    /// Reads all indexes, one after the other, into one content for each feed.
    func contents(now: Timestamp, progress: FeedProgress.Report?) throws -> [FeedContent] {
        var contents: [FeedContent] = []
        for file in files {
            try Task.checkCancellation()
            let next = try AptIndexContent.read(file, now: now, progress: progress)
            if let place = contents.firstIndex(where: { $0.feed == next.feed }) {
                contents[place].join(next)
            } else {
                contents.append(next)
            }
        }
        if !contents.isEmpty { contents[0].remarks += remarks }
        return contents
    }
}

extension FeedContent {
    /// Adds the content of another index that goes by the same name.
    ///
    /// Two repositories with the same owner, codename and component are one stream to every device,
    /// so they are one feed too. Neither replaces the other.
    mutating func join(_ other: FeedContent) {
        if other.digest == digest { return }
        var hash = ContentHash()
        for part in [digest, other.digest].sorted() { hash.add(part) }
        digest = hash.hexadecimal
        var places: [Patch.Identity: Int] = [:]
        for (place, record) in records.enumerated() { places[record.patch] = place }
        for record in other.records {
            guard let place = places[record.patch] else {
                records.append(record)
                continue
            }
            let known = Set(records[place].binaries)
            records[place].binaries += record.binaries.filter { !known.contains($0) }
        }
        publishedAt = [publishedAt, other.publishedAt].compactMap { $0 }.min()
        validUntil = [validUntil, other.validUntil].compactMap { $0 }.min()
        if signedBy != other.signedBy {
            let signers = [signedBy, other.signedBy].compactMap { $0 }
            signedBy = signers.count == 2 ? signers.joined(separator: " ") : nil
        }
        remarks += other.remarks
        remarks.append("Joined with \(other.source), which goes by the same name.")
    }
}
