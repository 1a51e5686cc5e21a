// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// The documents of an import: a file, the files of a folder, or the members of an archive.
struct CSAFFiles {
    /// The endings of compressed files.
    private static let compressions = ["", ".gz", ".xz", ".bz2", ".zst", ".lz4"]

    private let path: String
    private let suffix: String
    private let isFolder: Bool

    /// Finds the input; throws `.feedUnavailable` for what is not there.
    ///
    /// `suffix` is how the names of the files in a folder or archive end that count.
    init(path: String, suffix: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw DomainError(.feedUnavailable, subject: "\(path): no such file or folder")
        }
        self.path = path
        self.suffix = suffix
        self.isFolder = isFolder.boolValue
    }

    /// Hands each document to `body`, with the name that stands for it in errors; returns how many
    /// other files there are.
    ///
    /// Throws what `body` throws, `.feedUnavailable` for what cannot be opened and `.feedMalformed`
    /// for what cannot be unpacked or has no document in it.
    func read(
        _ progress: FeedProgress.Report?,
        _ body: ([UInt8], String) throws -> Void
    ) throws -> Int {
        var count = 0
        let counted: ([UInt8], String) throws -> Void = { bytes, name in
            count += 1
            try body(bytes, name)
        }
        let others = try isFolder ? readFolder(progress, counted) : readFile(progress, counted)
        guard count > 0 else {
            throw DomainError.malformed(
                path,
                line: nil,
                isFolder
                    ? "no \(suffix) file in it" : "it is empty, or has no \(suffix) file in it"
            )
        }
        return others
    }

    private func readFile(
        _ progress: FeedProgress.Report?,
        _ body: ([UInt8], String) throws -> Void
    ) throws -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let size = (attributes?[.size] as? NSNumber)?.int64Value
        return try ArchiveMembers(path: path).read(suffix: suffix) { member in
            try body(member.bytes, member.name.map { "\(path): \($0)" } ?? path)
            // A file that is no archive is done with its only member.
            let done = member.name == nil ? size ?? member.readBytes : member.readBytes
            progress?(FeedProgress(item: path, doneBytes: done, totalBytes: size))
        }
    }

    private func readFolder(
        _ progress: FeedProgress.Report?,
        _ body: ([UInt8], String) throws -> Void
    ) throws -> Int {
        var others = 0
        var done: Int64 = 0
        for name in try FeedFolder.names(in: path) {
            try Task.checkCancellation()
            let file = path + "/" + name
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
            if isFolder.boolValue { continue }
            guard Self.compressions.contains(where: { name.hasSuffix(suffix + $0) }) else {
                others += 1
                continue
            }
            let limit = Int64(ArchiveMembers.memberLimit)
            let bytes = try Decompressor(path: file, limit: limit).contents()
            try body(bytes, file)
            done += Int64(bytes.count)
            progress?(FeedProgress(item: path, doneBytes: done, totalBytes: nil))
        }
        return others
    }
}
