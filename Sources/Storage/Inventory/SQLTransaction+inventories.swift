// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

extension SQLTransaction {
    func hasInventory(digest: String) throws -> Bool {
        try first("SELECT 1 FROM inventory WHERE digest = ?", digest) { _ in true } ?? false
    }

    func insertInventory(digest: String, bytes: Data, at: Timestamp) throws {
        try execute(
            """
            INSERT INTO inventory (digest, bytes, created_at) VALUES (?, ?, ?)
            ON CONFLICT (digest) DO NOTHING
            """,
            digest,
            bytes,
            at
        )
    }

    func inventory(digest: String) throws -> Data? {
        try first("SELECT bytes FROM inventory WHERE digest = ?", digest) { try $0.get(0) }
    }

    func deleteUnusedInventories(madeBefore: Timestamp) throws {
        try execute(
            """
            DELETE FROM inventory WHERE created_at < ? AND NOT EXISTS (
                SELECT 1 FROM device WHERE device.inventory_digest = inventory.digest)
            """,
            madeBefore
        )
    }
}
