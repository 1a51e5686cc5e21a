// SPDX-License-Identifier: Apache-2.0
import Crypto
import Domain
package import Foundation
import Glibc
package import Services

/// The folder with everything that must survive: the database and the order key.
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
            guard link(draft.path, file.path) == 0 || errno == EEXIST else {
                throw DomainError(.storageConflict, subject: file.path)
            }
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

    /// Claims the folder for one server; the claim ends with the process.
    ///
    /// - Throws: ``DomainError/Code/storageBusy`` where another server runs on it.
    package func claim() throws {
        let path = url.appendingPathComponent("serve.lock").path
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw DomainError(
                .storageBusy,
                subject: "data folder \(url.path)",
                hint: "another server runs on it"
            )
        }
    }
}
