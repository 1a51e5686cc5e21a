// SPDX-License-Identifier: Apache-2.0
import Domain

/// When a job starts, as the vendor writes it: `2025-7-01 09:57:18 AM`.
///
/// The month has no leading zero and the day has one, as in the vendor's samples. Read are also
/// days without zero, months with one, and the 24 hours of `2026-08-01 21:00:00`, with a blank or a
/// `T` between date and time, with or without seconds.
struct JobStart: Equatable {
    /// What calendar and clock show.
    let time: LocalDateTime

    /// What it must be, as the end of a sentence that begins with "must be".
    static let rule =
        "a date and a time, as 2026-8-01 09:30:00 PM or 2026-08-01 21:30:00"

    /// The time that calendar and clock show.
    init(_ time: LocalDateTime) { self.time = time }

    /// Reads a text; `nil` where it is none.
    init?(_ text: String) {
        let words = text.replacing("T", with: " ").split(separator: " ").map { $0.uppercased() }
        guard (2...3).contains(words.count),
            let date = Self.numbers(words[0], "-", digits: 4, 2, 2),
            let clock = Self.numbers(words[1], ":", digits: 2, 2, 2)
                ?? Self.numbers(words[1], ":", digits: 2, 2)
        else { return nil }
        var hour = clock[0]
        if words.count == 3 {
            guard (1...12).contains(hour), words[2] == "AM" || words[2] == "PM" else { return nil }
            hour = hour % 12 + (words[2] == "PM" ? 12 : 0)
        }
        let time = LocalDateTime(
            year: date[0],
            month: date[1],
            day: date[2],
            hour: hour,
            minute: clock[1],
            second: clock.count > 2 ? clock[2] : 0
        )
        guard let time else { return nil }
        self.time = time
    }

    /// The form that is shown.
    var text: String {
        let date = time.date.parts
        let hour = (time.hour + 11) % 12 + 1
        let clock = [hour, time.minute, time.second].map(Self.padded).joined(separator: ":")
        return "\(date.year)-\(date.month)-\(Self.padded(date.day)) \(clock) "
            + (time.hour < 12 ? "AM" : "PM")
    }

    /// The numbers between separators, each of at most so many digits.
    private static func numbers(
        _ text: String,
        _ separator: Character,
        digits: Int...
    ) -> [Int]? {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.count == digits.count else { return nil }
        var numbers: [Int] = []
        for (part, most) in zip(parts, digits) {
            guard (1...most).contains(part.utf8.count), part.allSatisfy(\.isASCII),
                part.allSatisfy(\.isNumber), let number = Int(part)
            else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
