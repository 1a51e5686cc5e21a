// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The header `Retry-After` (RFC 9110, 10.2.3): a number of seconds or a date.
enum RetryAfter {
    /// The longest wait that is obeyed, in seconds: a day.
    static let secondsMax: Int64 = 86_400

    /// The wait from `now` (milliseconds since 1970) in seconds; `nil` when it is neither.
    static func seconds(_ value: String, now: Int64) -> Int? {
        let text = value.trimmed
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return Int(min(Int64(text) ?? secondsMax, secondsMax))
        }
        guard let date = date(text) else { return nil }
        return Int(max(0, min(date - now / 1_000, secondsMax)))
    }

    /// Reads the one form of a date that is still sent: `Sun, 06 Nov 1994 08:49:37 GMT`.
    private static func date(_ text: String) -> Int64? {
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT",
            let month = months.firstIndex(of: String(words[2]))
        else { return nil }
        let time = words[4].split(separator: ":").compactMap { Int32($0) }
        guard let day = Int32(words[1]), let year = Int32(words[3]), time.count == 3,
            (1...31).contains(day), (1970...9999).contains(year)
        else { return nil }
        var parts = tm()
        parts.tm_year = year - 1900
        parts.tm_mon = Int32(month)
        parts.tm_mday = day
        parts.tm_hour = time[0]
        parts.tm_min = time[1]
        parts.tm_sec = time[2]
        return Int64(timegm(&parts))
    }
}
