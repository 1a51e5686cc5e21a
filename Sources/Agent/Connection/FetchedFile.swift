// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// A file that grows piece by piece while it is fetched, and no further than it may.
final class FetchedFile {
    private let path: String
    private let bytesMax: Int64
    private let handle: FileHandle
    private var size: Int64 = 0

    /// Makes the file, or empties it; only its owner may read it.
    init(_ path: String, bytesMax: Int64) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFailure("open", path) }
        self.path = path
        self.bytesMax = bytesMax
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Adds a piece.
    func append(_ piece: Data) throws {
        size += Int64(piece.count)
        guard size <= bytesMax else {
            let reason = "it is longer than \(bytesMax) bytes"
            throw ServerError.unintelligible(call: path, reason: reason)
        }
        try handle.write(contentsOf: piece)
    }

    /// Flushes it.
    func finish() throws {
        try handle.synchronize()
        try handle.close()
    }
}
