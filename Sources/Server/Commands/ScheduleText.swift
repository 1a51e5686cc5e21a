// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation

/// A rule of a schedule as people write it: `WORD[/EVERY][:DETAIL]`.
///
/// `on-demand`, `once`, `daily`, `daily/3`, `weekdays`, `weekly:tue,thu`, `weekly/2:mon`,
/// `monthly:15`, `monthly/3:last`, `monthly:second-tuesday`, `patch-tuesday+3`, `every:6h`,
/// `windows`, `activation`, `inactivity:7`, `activation+inactivity:7`, `after`.
package struct ScheduleText: Sendable, Equatable {
    private static let place = "--schedule"

    /// The rule.
    package var recurrence: Recurrence

    /// Reads a text; `start` gives the day where the text names none.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid``.
    package init(_ text: String, start: LocalDateTime?) throws(DomainError) {
        let parts = text.lowercased().split(
            separator: ":",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        let head = (parts.first ?? "").split(separator: "/", maxSplits: 1)
        let word = head.first.map(String.init) ?? ""
        let detail = parts.count > 1 ? String(parts[1]) : nil
        let every = head.count > 1 ? Int(head[1]) : 1
        guard let every else {
            throw Self.refusal("\(text): \(head[1]) is no number after the slash")
        }
        guard head.count <= 1 || ["daily", "weekly", "monthly"].contains(word) else {
            throw Self.refusal("\(text): only daily, weekly and monthly take a number")
        }
        recurrence = try Self.recurrence(word, every, detail, start, text)
    }

    private static func recurrence(
        _ word: String,
        _ every: Int,
        _ detail: String?,
        _ start: LocalDateTime?,
        _ text: String
    ) throws(DomainError) -> Recurrence {
        if word.hasPrefix("patch-tuesday") {
            let rest = word.dropFirst("patch-tuesday".count)
            guard detail == nil, let days = rest.isEmpty ? 0 : Int(rest) else {
                throw refusal("\(text) is not of the form patch-tuesday+3")
            }
            return .patchTuesday(plusDays: days)
        }
        switch (word, detail) {
        case ("on-demand", nil): return .onDemand
        case ("once", nil): return .once
        case ("daily", nil): return .daily(every: every)
        case ("weekdays", nil): return .everyWeekday
        case ("windows", nil): return .windows
        case ("activation", nil): return .onActivation
        case ("after", nil): return .afterDeployment
        case ("weekly", let days): return .weekly(every: every, days: try weekdays(days, start))
        case ("monthly", let day): return try monthly(day, every, start)
        case ("every", let time?):
            return .everyInterval(seconds: try AmountText.seconds(time, place))
        case ("inactivity", let days?): return .onInactivity(days: try count(days, text))
        case ("activation+inactivity", let days?):
            return .onActivationOrInactivity(days: try count(days, text))
        default: throw refusal("\(text) is no schedule; see --help")
        }
    }

    private static func count(_ days: String, _ text: String) throws(DomainError) -> Int {
        guard let count = Int(days) else {
            throw refusal("\(text): \(days) is no number of days")
        }
        return count
    }

    private static func weekdays(
        _ text: String?,
        _ start: LocalDateTime?
    ) throws(DomainError) -> Set<Weekday> {
        guard let text else {
            guard let start else {
                throw refusal("weekly: name the days, for example weekly:tue,thu")
            }
            return [start.date.weekday]
        }
        var days: Set<Weekday> = []
        for name in text.split(separator: ",") { days.insert(try weekday(name)) }
        return days
    }

    private static func weekday(_ name: Substring) throws(DomainError) -> Weekday {
        let day = Weekday.allCases.first { name.count >= 3 && $0.rawValue.hasPrefix(name) }
        guard let day else { throw refusal("\(name) is no day of the week") }
        return day
    }

    private static func monthly(
        _ text: String?,
        _ every: Int,
        _ start: LocalDateTime?
    ) throws(DomainError) -> Recurrence {
        guard let text else {
            guard let start else { throw refusal("monthly: name the day, for example monthly:15") }
            return .monthlyOnDay(start.date.day, every: every, lastDayWhenShort: true)
        }
        if text == "last" { return .monthlyOnLastDay(every: every) }
        if let day = Int(text) { return .monthlyOnDay(day, every: every, lastDayWhenShort: true) }
        let words = text.split(separator: "-", maxSplits: 1)
        guard words.count == 2, let index = WeekIndex(rawValue: String(words[0])) else {
            throw refusal("monthly:\(text): give a day, last, or for example second-tuesday")
        }
        return .monthlyOnWeekday(index, try weekday(words[1]), every: every)
    }

    private static func refusal(_ reason: String) -> DomainError {
        AmountText.refusal(place, reason)
    }
}

extension Recurrence {
    /// The rule in a few words.
    package var words: String {
        switch self {
        case .onDemand: "on demand"
        case .once: "once"
        case .daily(let every): every == 1 ? "daily" : "every \(every) days"
        case .everyWeekday: "Monday to Friday"
        case .weekly(let every, let days):
            (every == 1 ? "weekly" : "every \(every) weeks") + " on "
                + days.sorted().map(\.rawValue.capitalized).joined(separator: ", ")
        case .monthlyOnDay(let day, let every, _): Self.months(every) + " on day \(day)"
        case .monthlyOnWeekday(let index, let day, let every):
            Self.months(every) + " on the \(index.rawValue) \(day.rawValue.capitalized)"
        case .monthlyOnLastDay(let every): Self.months(every) + " on the last day"
        case .patchTuesday(let days):
            days == 0 ? "on Patch Tuesday" : "on Patch Tuesday \(days < 0 ? "-" : "+")\(abs(days))"
        case .everyInterval(let seconds): "every \(seconds) s"
        case .windows: "when the window opens"
        case .onActivation: "when a device is new"
        case .onInactivity(let days): "when a device was away for \(days) days"
        case .onActivationOrInactivity(let days):
            "when a device is new, or was away for \(days) days"
        case .afterDeployment: "after another deployment"
        }
    }

    private static func months(_ every: Int) -> String {
        every == 1 ? "monthly" : "every \(every) months"
    }
}
