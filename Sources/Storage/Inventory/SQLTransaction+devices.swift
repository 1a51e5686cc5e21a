// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    private static let columns = """
        id, number, tenant_id, path, name, facts, enrolled_at, agent_key, stream, \
        inventory_digest, scanned_at, last_contact_at, first_scanned_at, installed_since
        """

    func insert(_ device: Device) throws {
        let count = try execute(
            """
            INSERT INTO device (\(Self.columns))
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, name) DO NOTHING
            """,
            device.id,
            device.number,
            device.site,
            device.path,
            device.name,
            try StoredJSON.encode(device.facts),
            device.enrolledAt,
            device.agentKey,
            device.stream?.rawValue,
            device.inventoryDigest,
            device.scannedAt,
            device.lastContactAt,
            device.firstScannedAt,
            try Self.text(device.installedSince)
        )
        guard count == 1 else {
            throw DomainError(.deviceNameTaken, subject: "device \(device.name)")
        }
    }

    /// The path stays with the site.
    func update(_ device: Device) throws {
        let count = try execute(
            """
            UPDATE device SET name = ?, facts = ?, enrolled_at = ?, agent_key = ?, stream = ?,
                inventory_digest = ?, scanned_at = ?, last_contact_at = ?,
                first_scanned_at = ?, installed_since = ?
            WHERE id = ? AND NOT EXISTS (
                SELECT 1 FROM device other
                WHERE other.tenant_id = device.tenant_id AND other.name = ?
                    AND other.id <> device.id)
            """,
            device.name,
            try StoredJSON.encode(device.facts),
            device.enrolledAt,
            device.agentKey,
            device.stream?.rawValue,
            device.inventoryDigest,
            device.scannedAt,
            device.lastContactAt,
            device.firstScannedAt,
            try Self.text(device.installedSince),
            device.id,
            device.name
        )
        guard count == 0 else { return }
        guard try self.device(device.id) != nil else {
            throw DomainError(.deviceNotFound, subject: "device \(device.id)")
        }
        throw DomainError(.deviceNameTaken, subject: "device \(device.name)")
    }

    func setContact(of id: Device.Identity, at: Timestamp) throws -> Bool {
        try execute(
            """
            UPDATE device SET last_contact_at = ?
            WHERE id = ? AND (last_contact_at IS NULL OR last_contact_at < ?)
            """,
            at,
            id,
            at
        ) > 0
    }

    func device(_ id: Device.Identity) throws -> Device? {
        try first("SELECT \(Self.columns) FROM device WHERE id = ?", id, make: device)
    }

    func device(named name: String, site: Tenant.Identity) throws -> Device? {
        try first(
            "SELECT \(Self.columns) FROM device WHERE tenant_id = ? AND name = ?",
            site,
            name,
            make: device
        )
    }

    func devices(in path: TenantPath) throws -> [Device] {
        try all(
            "SELECT \(Self.columns) FROM device WHERE path >= ? AND path < ? ORDER BY number",
            path,
            path.upperBound,
            make: device
        )
    }

    private func device(_ row: any SQLRow) throws -> Device {
        var device = Device(
            id: try row.get(0),
            number: try row.get(1),
            site: try row.get(2),
            path: try row.get(3),
            name: try row.get(4),
            facts: try row.reading(5),
            enrolledAt: try row.get(6),
            agentKey: try row.get(7)
        )
        device.stream = try row.wordIfPresent(8)
        device.inventoryDigest = try row.get(9)
        device.scannedAt = try row.get(10)
        device.lastContactAt = try row.get(11)
        device.firstScannedAt = try row.get(12)
        device.installedSince = try row.readingIfPresent(13) ?? [:]
        return device
    }

    /// The text of dates by name; `nil` where there are none.
    private static func text(_ dates: [String: Timestamp]) throws -> String? {
        dates.isEmpty ? nil : try StoredJSON.encode(dates)
    }
}
