// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    func hasInventory(digest: String) throws -> Bool {
        try first("SELECT 1 FROM inventory WHERE digest = ?", digest) { _ in true } ?? false
    }

    func insertInventory(digest: String, list: PackageList, at: Timestamp) throws {
        try execute(
            """
            INSERT INTO inventory (digest, bytes, created_at) VALUES (?, ?, ?)
            ON CONFLICT (digest) DO NOTHING
            """,
            digest,
            list,
            at
        )
    }

    func inventory(digest: String) throws -> PackageList? {
        try first("SELECT bytes FROM inventory WHERE digest = ?", digest) { try $0.get(0) }
    }

    func inventories(_ each: (String, PackageList) throws -> Void) throws {
        try self.each(
            """
            SELECT digest, bytes FROM inventory
            WHERE EXISTS (SELECT 1 FROM device WHERE device.inventory_digest = inventory.digest)
            ORDER BY digest
            """
        ) { row in
            try each(try row.get(0), try row.get(1))
        }
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
