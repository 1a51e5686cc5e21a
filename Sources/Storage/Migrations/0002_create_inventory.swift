// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// Inventories by their content, the devices that share them, and groups of devices.
    ///
    /// An inventory is nobody's: devices of several tenants may have the same. Its reference is
    /// checked at the commit, so that a device and its inventory may be written in either order.
    static let createInventory = Migration(
        number: 2,
        name: "create_inventory",
        statements: [
            """
            CREATE TABLE inventory (
                digest {text} NOT NULL PRIMARY KEY,
                created_at {bigint} NOT NULL,
                bytes {blob} NOT NULL
            )
            """,
            "CREATE INDEX inventory_age ON inventory (created_at, digest)",
            """
            CREATE TABLE device (
                id {text} NOT NULL PRIMARY KEY,
                number {bigint} NOT NULL UNIQUE,
                tenant_id {text} NOT NULL REFERENCES tenant (id),
                path {text} NOT NULL,
                name {text} NOT NULL,
                stream {text},
                facts {text} NOT NULL,
                inventory_digest {text} REFERENCES inventory (digest)
                    DEFERRABLE INITIALLY DEFERRED,
                scanned_at {bigint},
                last_contact_at {bigint},
                enrolled_at {bigint} NOT NULL,
                agent_key {blob},
                UNIQUE (tenant_id, name)
            )
            """,
            "CREATE INDEX device_path ON device (path)",
            "CREATE INDEX device_inventory_digest ON device (inventory_digest)",
            """
            CREATE TABLE device_group (
                id {text} NOT NULL PRIMARY KEY,
                number {bigint} NOT NULL UNIQUE,
                tenant_id {text} NOT NULL REFERENCES tenant (id),
                path {text} NOT NULL,
                name {text} NOT NULL,
                UNIQUE (tenant_id, name)
            )
            """,
            """
            CREATE TABLE group_member (
                group_id {text} NOT NULL REFERENCES device_group (id),
                device_id {text} NOT NULL REFERENCES device (id),
                tenant_id {text} NOT NULL REFERENCES tenant (id),
                path {text} NOT NULL,
                PRIMARY KEY (group_id, device_id)
            )
            """,
            "CREATE INDEX group_member_device ON group_member (device_id)",
        ]
    )
}
