// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Glibc
import Services

/// The keys of clients' tokens in the file `token.keys` of a data folder, readable by its owner alone.
///
/// A change locks the folder and replaces the whole file, so processes on one folder agree, and a
/// reader never sees a part of it. Safe for concurrent use.
struct SigningKeyFile: SigningKeyVault {
    /// The data folder.
    let folder: URL

    private var file: URL { folder.appendingPathComponent("token.keys") }

    /// The keys in the file; none where it does not exist.
    func keys() throws -> SigningKeys {
        do {
            return try JSONDecoder().decode(SigningKeys.self, from: Data(contentsOf: file))
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return SigningKeys()
        } catch {
            throw DomainError(
                .storageConflict,
                subject: file.path,
                hint: "it cannot be read as keys of tokens; without it clients log in again",
                underlying: error
            )
        }
    }

    /// Changes the keys; another process waits meanwhile.
    func change(_ body: (inout SigningKeys) -> Void) throws -> SigningKeys {
        let lock = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0 else { throw DataFolder.refusal(folder.path) }
        // Closing ends the lock.
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 {
            guard errno == EINTR else { throw DataFolder.refusal(folder.path) }
        }
        let before = try keys()
        var after = before
        body(&after)
        if after != before { try write(after) }
        return after
    }

    /// Replaces the file; the caller has the lock, so there is one draft at a time.
    private func write(_ keys: SigningKeys) throws {
        let draft = folder.appendingPathComponent("token.keys.draft").path
        // What a killed process left behind may be anything.
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DataFolder.refusal(draft) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: JSONEncoder().encode(keys))
            // A token that was handed out stays good if the machine loses its power now.
            try handle.synchronize()
        } catch {
            unlink(draft)
            throw DomainError(.storageConflict, subject: draft, underlying: error)
        }
        guard rename(draft, file.path) == 0 else { throw DataFolder.refusal(file.path) }
        try DataFolder.synchronize(folder.path)
    }
}
