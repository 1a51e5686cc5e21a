// SPDX-License-Identifier: Apache-2.0
import Crypto
import Domain
package import Foundation
import Glibc
package import Services

/// The folder with everything that must survive: the database and the keys.
package struct DataFolder: Sendable {
    /// The folder.
    package let url: URL

    /// Opens the folder; makes it, for its owner alone, where it does not exist.
    package init(_ url: URL) throws {
        self.url = url
        do {
            try FileManager.default.createDirectory(
                at: url,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw DomainError(
                .storageConflict,
                subject: "data folder \(url.path)",
                hint: "it cannot be made",
                underlying: error
            )
        }
    }

    /// The database file.
    package var database: URL { url.appendingPathComponent("thimble.sqlite") }

    /// The key that signs orders; made at first use, readable by its owner alone.
    ///
    /// Two processes that start at once end with the same key: the file is linked into place, which
    /// only one of them can do.
    package func orderKey() throws -> OrderKey {
        let file = url.appendingPathComponent("order.key")
        if !FileManager.default.fileExists(atPath: file.path) {
            try requireNewFolder(file)
            let draft = url.appendingPathComponent("order.key.\(getpid())")
            let key = Curve25519.Signing.PrivateKey()
            guard
                FileManager.default.createFile(
                    atPath: draft.path,
                    contents: key.rawRepresentation,
                    attributes: [.posixPermissions: 0o600]
                )
            else { throw DomainError(.storageConflict, subject: draft.path) }
            defer { unlink(draft.path) }
            // Agents pin the key: it is on the disk before the first of them can see it.
            try Self.synchronize(draft.path)
            guard link(draft.path, file.path) == 0 || errno == EEXIST else {
                throw DomainError(.storageConflict, subject: file.path)
            }
            try Self.synchronize(url.path)
        }
        do {
            return OrderKey(
                try Curve25519.Signing.PrivateKey(rawRepresentation: Data(contentsOf: file))
            )
        } catch {
            throw DomainError(
                .storageConflict,
                subject: file.path,
                hint: "it is not an Ed25519 key; agents obey only the key they pinned",
                underlying: error
            )
        }
    }

    /// Refuses to make a second key for a database that is in use.
    ///
    /// The key is made before the database, so a folder with a database alone has lost its key.
    private func requireNewFolder(_ file: URL) throws {
        // The key is looked for last: another process may be making both right now.
        guard FileManager.default.fileExists(atPath: database.path),
            !FileManager.default.fileExists(atPath: file.path)
        else { return }
        throw DomainError(
            .storageConflict,
            subject: "\(file.path) is missing",
            hint: "agents obey only this key: restore it from the backup, or make a new one with "
                + "`openssl rand -out order.key 32` and enrol every agent again"
        )
    }

    /// The keys that sign clients' tokens; the first token makes the first of them.
    package var signingKeys: any SigningKeyVault { SigningKeyFile(folder: url) }

    /// Waits until a file, or the entries of a folder, are on the disk.
    static func synchronize(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw refusal(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw refusal(path) }
    }

    /// What the system says about a file, in the domain's words.
    static func refusal(_ path: String) -> DomainError {
        DomainError(.storageConflict, subject: path, hint: String(cString: strerror(errno)))
    }

    /// Claims the folder for one server; the claim ends with the process.
    ///
    /// - Throws: ``DomainError/Code/storageBusy`` where another server runs on it,
    ///   ``DomainError/Code/storageConflict`` where the lock's file cannot be made or locked.
    package func claim() throws {
        let path = url.appendingPathComponent("serve.lock").path
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.refusal(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let refusal =
                errno == EWOULDBLOCK
                ? DomainError(
                    .storageBusy,
                    subject: "data folder \(url.path)",
                    hint: "another server runs on it"
                ) : Self.refusal(path)
            close(descriptor)
            throw refusal
        }
    }
}
