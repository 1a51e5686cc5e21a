// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// The documents of one import, piece by piece: a file, the members of an archive, or the files of
/// a folder and the folders in it.
struct FeedDocuments {
    /// The endings of compressed files.
    private static let compressions = ["", ".gz", ".xz", ".bz2", ".zst", ".lz4"]
    /// How many bytes one document may have: 4 GiB, as ``Decompressor`` allows.
    private static let limit = Int(Decompressor.defaultLimit)

    /// The file, archive or folder.
    let path: String
    /// How the names of documents end inside archives and folders, for example `.csv`.
    let suffix: String

    /// Hands all documents to `body`, each as a start with its name, blocks of bytes and an end.
    ///
    /// Returns how many other files there are. Throws what `body` throws, `.feedUnavailable` for
    /// what is not there, and `.feedMalformed` for a damaged file or one without any document.
    func read(
        progress: FeedProgress.Report?,
        _ body: (FeedPiece) throws -> Void
    ) throws -> Int {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw DomainError(.feedUnavailable, subject: "\(path): no such file or folder")
        }
        var documents = 0
        let count: (FeedPiece) throws -> Void = { piece in
            if case .start = piece { documents += 1 }
            try body(piece)
        }
        let others =
            isFolder.boolValue ? try readFolder(progress, count) : try readFile(progress, count)
        guard documents > 0 else {
            throw DomainError.malformed(
                path,
                line: nil,
                isFolder.boolValue
                    ? "no \(suffix) file in it" : "it is empty, or has no \(suffix) file in it"
            )
        }
        return others
    }

    private func readFile(
        _ progress: FeedProgress.Report?,
        _ body: (FeedPiece) throws -> Void
    ) throws -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let size = (attributes?[.size] as? NSNumber)?.int64Value
        return try ArchiveMembers(path: path, memberLimit: Self.limit).stream(suffix: suffix) {
            switch $0 {
            case .start(let name):
                try body(.start(name: name.map { "\(path): \($0)" } ?? path))
            case .bytes(let bytes, let readBytes):
                try Task.checkCancellation()
                progress?(FeedProgress(item: path, doneBytes: readBytes, totalBytes: size))
                try body(.bytes(bytes))
            case .end: try body(.end)
            }
        }
    }

    private func readFolder(
        _ progress: FeedProgress.Report?,
        _ body: (FeedPiece) throws -> Void
    ) throws -> Int {
        var others = 0
        var done: Int64 = 0
        for name in try FeedFolder.names(in: path) {
            let file = path + "/" + name
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
            if isFolder.boolValue { continue }
            guard Self.compressions.contains(where: { name.hasSuffix(suffix + $0) }) else {
                others += 1
                continue
            }
            try body(.start(name: file))
            try Decompressor(path: file).read { bytes in
                try Task.checkCancellation()
                done += Int64(bytes.count)
                progress?(FeedProgress(item: path, doneBytes: done, totalBytes: nil))
                try body(.bytes(bytes))
            }
            try body(.end)
        }
        return others
    }
}

/// A part of the documents of an import.
enum FeedPiece {
    /// A document begins; the name stands for it in errors.
    case start(name: String)
    /// Its next bytes, which live for the call only.
    case bytes(UnsafeRawBufferPointer)
    /// It has ended.
    case end
}
