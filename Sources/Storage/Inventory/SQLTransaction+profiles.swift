// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    /// Profiles with equal content have equal text, and so one number.
    func number(of profile: InventoryProfile) throws -> UInt32 {
        let body = try StoredJSON.encode(profile)
        let known: UInt32? = try first(
            "SELECT number FROM inventory_profile WHERE body = ?",
            body
        ) { try $0.get(0) }
        if let known { return known }
        let number: UInt32 =
            try first("SELECT COALESCE(MAX(number) + 1, 0) FROM inventory_profile") {
                try $0.get(0)
            } ?? 0
        try execute("INSERT INTO inventory_profile (number, body) VALUES (?, ?)", number, body)
        return number
    }

    func profiles(from number: UInt32) throws -> [InventoryProfile] {
        try all(
            "SELECT body FROM inventory_profile WHERE number >= ? ORDER BY number",
            number
        ) { try $0.json(0) }
    }
}
