// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// Random schedules and windows, and a calendar that is not this program's own.
enum ScheduleSamples {
    /// Zones whose clocks change by an hour, by half an hour, at midnight, by a day, or never.
    static let zones = [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
        "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Apia", "Pacific/Kiritimati", "UTC",
        "America/St_Johns", "Pacific/Chatham", "Asia/Kathmandu", "Antarctica/Troll",
    ]

    /// A rule of days.
    static func recurrence(_ random: inout SplitMix64) -> Recurrence {
        let every = Int.random(in: 1...4, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return .daily(every: every)
        case 1: return .everyWeekday
        case 2: return .weekly(every: every, days: weekdays(&random))
        case 3:
            return .monthlyOnDay(
                Int.random(in: 1...31, using: &random),
                every: every,
                lastDayWhenShort: Bool.random(using: &random)
            )
        case 4:
            return .monthlyOnWeekday(
                WeekIndex.allCases.randomElement(using: &random) ?? .last,
                Weekday.allCases.randomElement(using: &random) ?? .sunday,
                every: every
            )
        case 5: return .monthlyOnLastDay(every: every)
        case 6: return .patchTuesday(plusDays: Int.random(in: -27...27, using: &random))
        default: return .once
        }
    }

    /// One to seven days.
    static func weekdays(_ random: inout SplitMix64) -> Set<Weekday> {
        let count = Int.random(in: 1...4, using: &random)
        return Set((0..<count).compactMap { _ in Weekday.allCases.randomElement(using: &random) })
    }

    /// A rule of a window, in steps of five minutes.
    static func rule(_ random: inout SplitMix64) -> MaintenanceWindow.Rule {
        let numbers = Set((0..<2).map { _ in Int.random(in: 1...5, using: &random) })
        let weeks: MaintenanceWindow.Weeks =
            switch Int.random(in: 0..<4, using: &random) {
            case 0: .ofMonth(numbers)
            case 1: .fromPatchTuesday(numbers)
            default: .all
            }
        return MaintenanceWindow.Rule(
            weeks: weeks,
            days: weekdays(&random),
            startMinute: Int.random(in: 0..<288, using: &random) * 5,
            endMinute: Int.random(in: 0...288, using: &random) * 5
        )
    }

    /// Foundation's calendar, on walls that show UTC.
    static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    /// What a wall shows, in seconds since 1970.
    static func wall(_ second: Int, _ zone: TimeZone) -> Int {
        second + zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
    }
}

/// A day as Foundation's calendar sees it.
struct FoundationDay {
    var number: Int
    var year = 0
    var month = 0
    var day = 0
    /// From 0 for Sunday.
    var weekday = 0
    var monthLength = 0

    init(_ number: Int) {
        self.number = number
        let calendar = ScheduleSamples.calendar
        let date = Date(timeIntervalSince1970: Double(number) * 86_400)
        let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
        year = parts.year ?? 0
        month = parts.month ?? 0
        day = parts.day ?? 0
        weekday = (parts.weekday ?? 0) - 1
        monthLength = calendar.range(of: .day, in: .month, for: date)?.count ?? 0
    }

    /// Whether it is the second Tuesday of its month.
    var isPatchTuesday: Bool { weekday == 2 && (8...14).contains(day) }

    /// Whether a rule that counts from a day falls on this one.
    func falls(_ rule: Recurrence, from origin: FoundationDay) -> Bool {
        let months = (year - origin.year) * 12 + month - origin.month
        switch rule {
        case .once: return number == origin.number
        case .daily(let every): return (number - origin.number) % every == 0
        case .everyWeekday: return (1...5).contains(weekday)
        case .weekly(let every, let days):
            let sunday = number - weekday
            let originSunday = origin.number - origin.weekday
            return (sunday - originSunday) / 7 % every == 0
                && days.contains { $0.index == weekday }
        case .monthlyOnDay(let wanted, let every, let lastDayWhenShort):
            guard months % every == 0 else { return false }
            return day == wanted || lastDayWhenShort && wanted > monthLength && day == monthLength
        case .monthlyOnWeekday(let index, let wanted, let every):
            guard months % every == 0, wanted.index == weekday else { return false }
            guard let number = index.number else { return day + 7 > monthLength }
            return day > 7 * (number - 1) && day <= 7 * number
        case .monthlyOnLastDay(let every): return months % every == 0 && day == monthLength
        case .patchTuesday(let plusDays): return FoundationDay(number - plusDays).isPatchTuesday
        default: return false
        }
    }
}
