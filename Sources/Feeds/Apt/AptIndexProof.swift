// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

extension ReleaseFile.Entry {
    /// Compares bytes with what the release promises; throws `.feedUnverified` where they differ.
    func check(size found: Int64, sha256 hash: String, name: String) throws {
        let hint = "fetch the release file and its indexes together"
        guard found == size else {
            throw DomainError(
                .feedUnverified,
                subject: "\(name): \(found) bytes, but \(size) in its release file",
                hint: hint
            )
        }
        guard hash == sha256 else {
            throw DomainError(
                .feedUnverified,
                subject: "\(name): SHA-256 \(hash), but \(sha256) in its release file",
                hint: hint
            )
        }
    }

    /// Compares a file, as it is stored, with what the release promises.
    func check(file path: String, name: String) throws {
        let (size, hash) = try Self.measure(file: path)
        try check(size: size, sha256: hash, name: name)
    }

    /// The size and SHA-256 of a file as it is stored.
    static func measure(file path: String) throws -> (size: Int64, sha256: String) {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw DomainError(.feedUnavailable, subject: "\(path): cannot be opened")
        }
        defer { try? file.close() }
        var hash = ContentHash()
        var size: Int64 = 0
        while let data = try file.read(upToCount: Decompressor.chunkSize), !data.isEmpty {
            data.withUnsafeBytes { hash.add($0) }
            size += Int64(data.count)
        }
        return (size, hash.hexadecimal)
    }
}
