// SPDX-License-Identifier: Apache-2.0
import Domain
import Web

/// The members of the vendor's rows: what is absent is `"--"`, times are milliseconds since 1970,
/// ids are numbers.
extension JSONWriter {
    /// Writes a member that this server never has a value for.
    mutating func blank(_ key: StaticString) { field(key, "--") }

    /// Writes text; `"--"` where it is absent or empty.
    mutating func cell(_ key: StaticString, _ value: String?) {
        field(key, value.flatMap { $0.isEmpty ? nil : $0 } ?? "--")
    }

    /// Writes a number; `"--"` where it is absent.
    mutating func cell(_ key: StaticString, _ value: Int64?) {
        if let value { field(key, value) } else { blank(key) }
    }

    /// Writes a count; `"--"` where it is absent.
    mutating func cell(_ key: StaticString, _ value: Int?) {
        cell(key, value.map { Int64($0) })
    }

    /// Writes a truth value; `"--"` where it is absent.
    mutating func cell(_ key: StaticString, _ value: Bool?) {
        if let value { field(key, value) } else { blank(key) }
    }

    /// Writes a time; `"--"` where it is absent.
    mutating func cell(_ key: StaticString, _ value: Timestamp?) {
        cell(key, value?.milliseconds)
    }

    /// Writes a time in the way of the computers' list, where an absent one is -1.
    mutating func timeOrNone(_ key: StaticString, _ value: Timestamp?) {
        field(key, value?.milliseconds ?? -1)
    }
}

/// The vendor's date and time without seconds, `yyyy-MM-dd HH:mm`.
///
/// The document writes MM for the minutes and names no time zone, so it is read as UTC.
enum VendorTime {
    /// The point in time; `nil` where the text is not a date that exists.
    static func parse(_ text: String) -> Timestamp? {
        let bytes = Array(text.utf8)
        let separators: [Int: UInt8] = [4: 0x2D, 7: 0x2D, 10: 0x20, 13: 0x3A]
        guard bytes.count == 16, separators.allSatisfy({ bytes[$0.key] == $0.value }),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
            let day = number(bytes[8..<10]), let hour = number(bytes[11..<13]),
            let minute = number(bytes[14..<16]),
            (1...12).contains(month), (1...days(inMonth: month, of: year)).contains(day),
            hour < 24, minute < 60
        else { return nil }
        let seconds = ((days(before: year, month) + day - 1) * 24 + hour) * 60 + minute
        return Timestamp(milliseconds: seconds * 60_000)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    private static func isLeap(_ year: Int64) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The days from 1970-01-01 to the first of a month.
    private static func days(before year: Int64, _ month: Int64) -> Int64 {
        let past = year - 1
        let years = past * 365 + past / 4 - past / 100 + past / 400
        let months = (1..<month).reduce(0) { $0 + days(inMonth: $1, of: year) }
        // 719,162 days lie between 0001-01-01 and 1970-01-01.
        return years + months - 719_162
    }
}
