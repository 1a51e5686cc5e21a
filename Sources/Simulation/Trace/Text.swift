// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

extension ID {
    /// Enough of it to tell it from others in one world.
    var short: String { String(description.prefix(6)) }
}

extension UUID {
    /// Enough of it to tell it from others in one world.
    var short: String { String(uuidString.lowercased().prefix(6)) }
}

extension Timestamp {
    /// As `2025-03-30T02:30:00.000Z`.
    var text: String {
        let rest = milliseconds % 1_000
        return "\(TimeZone.gmt.local(at: self)).\(String(1_000 + rest).dropFirst())Z"
    }
}
