// SPDX-License-Identifier: Apache-2.0
import Domain

/// A `Packages` index on this machine, and what its release says about it.
struct AptIndexFile: Sendable {
    /// What the index is proven by.
    enum Proof: Sendable, Equatable {
        /// Size and hash of the index itself, after decompression.
        case content(ReleaseFile.Entry)
        /// Size and hash of the compressed file, where the release names nothing else.
        case file(ReleaseFile.Entry)
    }

    /// The release that lists it.
    let release: AptRelease
    /// Which index of the release it is.
    let index: AptIndexName
    /// The file.
    let path: String
    /// What it is called in errors: its path, or the address of a fetched file.
    let name: String
    /// Where it came from, for the revision: the path, or an address.
    let source: String
    /// What it is compared with.
    let proof: Proof

    /// Pairs a file with its release; throws `.feedUnverified` where the release has no hash for it.
    ///
    /// `suffix` is the ending of the file's compression, which the release may name instead.
    /// `name` and `source` are the path where they are not given.
    init(
        release: AptRelease,
        index: AptIndexName,
        path: String,
        suffix: String,
        name: String? = nil,
        source: String? = nil
    ) throws {
        self.release = release
        self.index = index
        self.path = path
        self.name = name ?? path
        self.source = source ?? path
        if let entry = release.file.files[index.path] {
            proof = .content(entry)
        } else if let entry = release.file.files[index.path + suffix] {
            proof = .file(entry)
        } else {
            throw DomainError(
                .feedUnverified,
                subject: "\(self.name): \(release.name) has no hash of \(index.path)"
            )
        }
    }
}
