// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// Which file is read for an rpm repository, and what the repository promises about it.
struct UpdateInfoInput {
    /// The list's path.
    let path: String
    /// What `repomd.xml` says; `nil` where the list itself was named.
    let metadata: RepositoryMetadata?

    /// Finds it; throws `.feedUnavailable` for what is not there.
    init(path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw DomainError(.feedUnavailable, subject: "\(path): no such file or folder")
        }
        if !isFolder.boolValue {
            guard path.split(separator: "/").last == "repomd.xml" else {
                self.init(path: path, metadata: nil)
                return
            }
            try self.init(metadata: path)
            return
        }
        let names = [path + "/repodata/repomd.xml", path + "/repomd.xml"]
        guard let metadata = names.first(where: FileManager.default.fileExists) else {
            throw DomainError(
                .feedUnavailable,
                subject: "\(path): neither repodata/repomd.xml nor repomd.xml in it"
            )
        }
        try self.init(metadata: metadata)
    }

    private init(path: String, metadata: RepositoryMetadata?) {
        self.path = path
        self.metadata = metadata
    }

    private init(metadata path: String) throws {
        let bytes = try Decompressor(path: path, limit: 16 << 20).contents()
        guard let metadata = try RepositoryMetadata.read(bytes, name: path) else {
            throw DomainError(
                .feedUnavailable,
                subject: "\(path): the repository has no updateinfo"
            )
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        let inRepository = folder.deletingLastPathComponent()
            .appendingPathComponent(metadata.location).path
        let name = metadata.location.split(separator: "/").last.map(String.init) ?? ""
        // The folder may have been copied alone and be called something else than repodata.
        let beside = folder.appendingPathComponent(name).path
        self.init(
            path: FileManager.default.fileExists(atPath: inRepository) ? inRepository : beside,
            metadata: metadata
        )
    }
}
