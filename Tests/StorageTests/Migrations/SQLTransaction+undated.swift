// SPDX-License-Identifier: Apache-2.0
import Domain

@testable import Storage

extension SQLTransaction {
    /// Adds a device to a schema from before devices were dated.
    func insertUndated(_ device: Device) throws {
        try execute(
            """
            INSERT INTO device (
                id, number, tenant_id, path, name, facts, enrolled_at, stream, inventory_digest,
                scanned_at, last_contact_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            device.id,
            device.number,
            device.site,
            device.path,
            device.name,
            try StoredJSON.encode(device.facts),
            device.enrolledAt,
            device.stream?.rawValue,
            device.inventoryDigest,
            device.scannedAt,
            device.lastContactAt
        )
    }
}
