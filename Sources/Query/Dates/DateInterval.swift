// SPDX-License-Identifier: Apache-2.0

/// What a date in a query stands for: all the milliseconds from its beginning to its end.
///
/// `2018-01-22` is that day, `2018-01` that month, `2018-01-22T10:00` that minute and `now-7d` one
/// millisecond. All times are UTC. (Qualys, "Search by date"; rounding as in Elasticsearch's date
/// math.)
package struct DateInterval: Sendable, Equatable {
    /// The first millisecond since 1970-01-01T00:00:00Z.
    package var start: Int64
    /// The last millisecond.
    package var end: Int64

    init(start: Int64, end: Int64) {
        self.start = start
        self.end = end
    }

    /// The whole unit that begins at a time.
    private init?(from start: Int64, unit: DateUnit?) {
        guard let unit else {
            self.init(start: start, end: start)
            return
        }
        guard let next = unit.advance(start, by: 1) ?? (start <= Self.last ? Self.last + 1 : nil)
        else { return nil }
        self.init(start: start, end: next - 1)
    }

    private static let first = CivilTime(year: 1).milliseconds
    private static let last = CivilTime(year: 10_000).milliseconds - 1

    /// The time, where it lies in the years 1 to 9999.
    static func limited(_ time: Int64) -> Int64? {
        guard first <= time, time <= last else { return nil }
        return time
    }

    /// Reads a date.
    ///
    /// Accepted are `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, a time after `T` or a blank with minutes,
    /// seconds or a fraction and an offset (`Z`, `+0200`, `+02:00`; none is UTC), `now` with any
    /// steps of `+N`, `-N` or `/` and a unit, and milliseconds since 1970 as a
    /// whole number that is negative or has at least five digits. It fails for any other text, and
    /// for a date outside the years 1 to 9999.
    ///
    /// - Parameters:
    ///   - text: The date.
    ///   - now: The current time in milliseconds since 1970.
    package init?(_ text: String, now: Int64) {
        var scanner = DateScanner(text)
        if scanner.take("now") || scanner.take("NOW") {
            guard let interval = Self.steps(&scanner, from: now) else { return nil }
            self = interval
        } else if let number = Self.plainNumber(text) {
            self.init(start: number, end: number)
        } else {
            guard let interval = Self.calendar(&scanner) else { return nil }
            self = interval
        }
    }

    private static func plainNumber(_ text: String) -> Int64? {
        guard text.utf8.count >= 5 || text.hasPrefix("-"), !text.hasPrefix("+") else { return nil }
        return Int64(text)
    }

    /// `now` and its steps.
    private static func steps(_ scanner: inout DateScanner, from now: Int64) -> Self? {
        var time = now
        var unit: DateUnit?
        while !scanner.isAtEnd {
            if scanner.take("/") {
                guard let next = scanner.unit(), limited(time) != nil else { return nil }
                time = next.floor(time)
                unit = next
                continue
            }
            let sign: Int64
            if scanner.take("-") {
                sign = -1
            } else if scanner.take("+") {
                sign = 1
            } else {
                return nil
            }
            guard let count = scanner.number(digits: 1...9), let step = scanner.unit(),
                let moved = step.advance(time, by: sign * count)
            else { return nil }
            time = moved
        }
        return Self(from: time, unit: unit)
    }

    /// A date of the calendar, to the precision that it is written in.
    private static func calendar(_ scanner: inout DateScanner) -> Self? {
        guard let year = scanner.number(digits: 4...4), year >= 1 else { return nil }
        var civil = CivilTime(year: year)
        if scanner.isAtEnd { return Self(from: civil.milliseconds, unit: .year) }
        guard scanner.take("-"), let month = scanner.number(digits: 2...2), (1...12).contains(month)
        else { return nil }
        civil.month = month
        if scanner.isAtEnd { return Self(from: civil.milliseconds, unit: .month) }
        guard scanner.take("-"), let day = scanner.number(digits: 2...2),
            (1...CivilTime.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        civil.day = day
        if scanner.isAtEnd { return Self(from: civil.milliseconds, unit: .day) }
        guard scanner.take("T") || scanner.take("t") || scanner.take(" ") else { return nil }
        return clock(&scanner, on: civil)
    }

    /// The time of day of a date, and its offset.
    private static func clock(_ scanner: inout DateScanner, on date: CivilTime) -> Self? {
        guard let hour = scanner.number(digits: 2...2), hour < 24, scanner.take(":"),
            let minute = scanner.number(digits: 2...2), minute < 60
        else { return nil }
        var time = date.milliseconds + hour * 3_600_000 + minute * 60_000
        var unit: DateUnit? = .minute
        if scanner.take(":") {
            guard let second = scanner.number(digits: 2...2), second < 60 else { return nil }
            time += second * 1_000
            unit = .second
            if scanner.take(".") {
                guard let fraction = scanner.milliseconds() else { return nil }
                time += fraction
                unit = nil
            }
        }
        guard let offset = scanner.offset(), scanner.isAtEnd, let utc = limited(time - offset)
        else { return nil }
        return Self(from: utc, unit: unit)
    }
}

/// A place in the text of a date.
private struct DateScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
    }

    mutating func number(digits: ClosedRange<Int>) -> Int64? {
        let run = rest.prefix(digits.upperBound).prefix { (48...57).contains($0) }
        guard digits.contains(run.count) else { return nil }
        rest = rest.dropFirst(run.count)
        return run.reduce(0) { $0 * 10 + Int64($1 - 48) }
    }

    mutating func unit() -> DateUnit? {
        guard let byte = rest.first,
            let unit = DateUnit(rawValue: Character(Unicode.Scalar(byte)))
        else { return nil }
        rest = rest.dropFirst()
        return unit
    }

    /// The digits of a fraction of a second; what is finer than a millisecond is cut off.
    mutating func milliseconds() -> Int64? {
        let run = rest.prefix { (48...57).contains($0) }
        guard (1...9).contains(run.count) else { return nil }
        rest = rest.dropFirst(run.count)
        let digits = run.prefix(3).reduce(0) { $0 * 10 + Int64($1 - 48) }
        return run.count == 1 ? digits * 100 : run.count == 2 ? digits * 10 : digits
    }

    /// The distance from UTC in milliseconds; zero where none is written.
    mutating func offset() -> Int64? {
        if isAtEnd || take("Z") || take("z") { return 0 }
        let sign: Int64
        if take("+") {
            sign = 1
        } else if take("-") {
            sign = -1
        } else {
            return nil
        }
        guard let hour = number(digits: 2...2), hour < 24 else { return nil }
        guard !isAtEnd else { return sign * hour * 3_600_000 }
        if take(":"), isAtEnd { return nil }
        guard let minute = number(digits: 2...2), minute < 60 else {
            return nil
        }
        return sign * (hour * 3_600_000 + minute * 60_000)
    }
}
