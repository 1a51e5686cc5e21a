// SPDX-License-Identifier: Apache-2.0
import Foundation

/// An engine's names for the types of the schema.
struct SQLTypes: Sendable {
    /// Text in UTF-8, ordered by its bytes.
    let text: String
    /// An integer of at least 32 bits.
    let integer: String
    /// An integer of 64 bits.
    let bigint: String
    /// Bytes.
    let blob: String

    /// A statement of the schema with its `{…}` replaced by the engine's names.
    func naming(_ sql: String) -> String {
        let names = [
            ("{text}", text), ("{integer}", integer), ("{bigint}", bigint), ("{blob}", blob),
        ]
        return names.reduce(sql) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    }
}
