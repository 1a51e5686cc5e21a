// SPDX-License-Identifier: Apache-2.0
import Domain

/// The dates of release files: `Fri, 20 Nov 2026 00:12:41 UTC` (RFC 2822 section 3.3).
///
/// The zone is `UTC`, `GMT`, `Z` or an offset such as `+0000`. The name of the day may be absent; it
/// is not compared with the date, as apt does not either.
enum ReleaseDate {
    private static let dayNames: Set<String> = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// Reads a date; `nil` for anything that is not exactly of the form or no such time.
    static func parse(_ text: String) -> Timestamp? {
        var words = text.split(separator: " ")[...]
        if let first = words.first, first.hasSuffix(",") {
            guard dayNames.contains(String(first.dropLast())) else { return nil }
            words = words.dropFirst()
        }
        guard words.count == 5 else { return nil }
        let parts = Array(words)
        guard let date = CalendarDate(day: parts[0], monthName: parts[1], year: parts[2]),
            let seconds = secondsOfDay(parts[3]), let offset = offsetSeconds(parts[4])
        else { return nil }
        return date.midnight + .seconds(seconds - offset)
    }

    /// `00:12:41`; a leap second is no time of the POSIX clock and refused.
    private static func secondsOfDay(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        let numbers = parts.compactMap { CalendarDate.number($0, digits: 2...2) }
        guard numbers.count == 3, numbers[0] < 24, numbers[1] < 60, numbers[2] < 60 else {
            return nil
        }
        return numbers[0] * 3_600 + numbers[1] * 60 + numbers[2]
    }

    /// How far east of UTC the zone is.
    private static func offsetSeconds(_ text: Substring) -> Int? {
        if text == "UTC" || text == "GMT" || text == "Z" { return 0 }
        guard text.hasPrefix("+") || text.hasPrefix("-"),
            let number = CalendarDate.number(text.dropFirst(), digits: 4...4), number % 100 < 60
        else { return nil }
        let seconds = number / 100 * 3_600 + number % 100 * 60
        return text.hasPrefix("-") ? -seconds : seconds
    }
}
