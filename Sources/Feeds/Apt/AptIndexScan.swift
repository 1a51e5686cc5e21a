// SPDX-License-Identifier: Apache-2.0
import Domain

/// One pass over a `Packages` file: its packages, and the size and hash of the same bytes.
struct AptIndexScan {
    /// The packages, or why they could not be read.
    private let packages: Result<AptPackagesParser, any Error>
    /// The size of the uncompressed index in bytes.
    let size: Int64
    /// The SHA-256 of the uncompressed index in hexadecimal.
    let sha256: String

    /// Reads a file whole, plain or compressed.
    ///
    /// A malformed index is still read to its end: that its hash is wrong is the better reason to
    /// refuse it. `name` stands for the file in errors. Throws `.feedMalformed` where the compression is damaged, and `.feedUnverified`
    /// as soon as the index is larger than `expectedSize`.
    init(
        path: String,
        name: String,
        expectedSize: Int64? = nil,
        item: String,
        progress: FeedProgress.Report?
    ) throws {
        var parser = AptPackagesParser(name: name)
        var failure: (any Error)?
        var size: Int64 = 0
        var hash = ContentHash()
        try Decompressor(path: path, name: name).read { chunk in
            hash.add(chunk)
            size += Int64(chunk.count)
            if let expectedSize, size > expectedSize {
                throw DomainError(
                    .feedUnverified,
                    subject: "\(name): larger than the \(expectedSize) bytes of its release file"
                )
            }
            progress?(FeedProgress(item: item, doneBytes: size, totalBytes: expectedSize))
            if failure != nil { return }
            do {
                try parser.feed(chunk)
            } catch {
                failure = error
            }
        }
        self.size = size
        sha256 = hash.hexadecimal
        packages = failure.map { .failure($0) } ?? .success(parser)
    }

    /// The records of the index; throws `.feedMalformed` with the line of what is wrong in it.
    func records(stream: Stream, origin: PatchOrigin) throws -> [PatchRecord] {
        try packages.get().finish(stream: stream, origin: origin)
    }
}
