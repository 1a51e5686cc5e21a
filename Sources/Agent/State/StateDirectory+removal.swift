// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

extension StateDirectory {
    /// What an agent keeps, in an order in which a removal that was killed can be repeated.
    ///
    /// The journal says that there is something to be removed, so it outlives the identity, without
    /// which the agent does nothing any more.
    private static let names = [
        "postpone.json", "program.new", "inventory.json", "scan.json", "contact.json", "apt.conf",
        "dnf.conf", "rpm", "ca.pem", "identity.json", "key", "journal", "lock",
    ]

    /// Removes the agent's own files, and the folder if nothing else is in it.
    func removeAll() throws {
        for name in Self.names where FileManager.default.fileExists(atPath: file(name)) {
            try FileManager.default.removeItem(atPath: file(name))
        }
        rmdir(path)
    }
}
