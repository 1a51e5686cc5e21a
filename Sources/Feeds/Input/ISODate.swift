// SPDX-License-Identifier: Apache-2.0
import Domain

/// Dates whose day is `2026-11-20`: those of OSV (RFC 3339) and those of `updateinfo.xml`.
enum ISODate {
    /// Reads `2026-11-20T10:05:00Z`, with or without a fraction of a second, in UTC.
    ///
    /// OSV has no other zone ("Modified field"). `nil` for any other form or no such time.
    static func internet(_ text: String) -> Timestamp? {
        guard text.hasSuffix("Z") else { return nil }
        let parts = text.dropLast().split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let midnight = midnight(parts[0]) else { return nil }
        let clock = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        guard let seconds = secondsOfDay(clock[0], canOmitSeconds: false) else { return nil }
        if clock.count == 1 { return midnight + .seconds(seconds) }
        guard clock.count == 2, CalendarDate.number(clock[1], digits: 1...9) != nil,
            let milliseconds = Int((clock[1] + "00").prefix(3))
        else { return nil }
        return midnight + .seconds(seconds) + .milliseconds(milliseconds)
    }

    /// Reads the dates of update lists: `2026-11-20`, `2026-11-20 10:05`, `2026-11-20 10:05:00`,
    /// each with or without `UTC`, the form with `T` and `Z`, and plain seconds since 1970.
    static func update(_ text: String) -> Timestamp? {
        if let seconds = CalendarDate.number(text[...], digits: 9...11) {
            return Timestamp(milliseconds: Int64(seconds) * 1_000)
        }
        if text.contains("T"), !text.contains(" ") { return internet(text) }
        var words = text.split(separator: " ")
        if words.count > 1, let zone = words.last, zone == "UTC" || zone == "GMT" {
            words.removeLast()
        }
        guard let first = words.first, let midnight = midnight(first) else { return nil }
        if words.count == 1 { return midnight }
        guard words.count == 2,
            let seconds = secondsOfDay(words[1], canOmitSeconds: true)
        else { return nil }
        return midnight + .seconds(seconds)
    }

    private static func midnight(_ text: Substring) -> Timestamp? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = CalendarDate.number(parts[0], digits: 4...4),
            let month = CalendarDate.number(parts[1], digits: 2...2),
            let day = CalendarDate.number(parts[2], digits: 2...2)
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)?.midnight
    }

    private static func secondsOfDay(_ text: Substring, canOmitSeconds: Bool) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { CalendarDate.number($0, digits: 2...2) }
        guard numbers.count == parts.count,
            numbers.count == 3 || (canOmitSeconds && numbers.count == 2), numbers[0] < 24,
            numbers[1] < 60, numbers.count == 2 || numbers[2] < 60
        else { return nil }
        return numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
    }
}
