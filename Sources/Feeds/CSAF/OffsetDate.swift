// SPDX-License-Identifier: Apache-2.0
import Domain

/// The dates of CSAF documents: RFC 3339 with any offset from UTC (CSAF 2.0, "Date and Time").
enum OffsetDate {
    /// Reads `2026-11-20T10:05:00+01:00` or the form with `Z`; `nil` for any other.
    static func read(_ text: String) -> Timestamp? {
        guard !text.hasSuffix("Z") else { return ISODate.internet(text) }
        guard text.utf8.count > 6, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let zone = text.suffix(6)
        let parts = zone.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard zone.hasPrefix("+") || zone.hasPrefix("-"), parts.count == 2,
            let hours = CalendarDate.number(parts[0], digits: 2...2), hours < 24,
            let minutes = CalendarDate.number(parts[1], digits: 2...2), minutes < 60,
            let local = ISODate.internet(text.dropLast(6) + "Z")
        else { return nil }
        let offset = Duration.seconds(hours * 3_600 + minutes * 60)
        return zone.hasPrefix("+") ? local - offset : local + offset
    }
}
