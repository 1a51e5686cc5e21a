// SPDX-License-Identifier: Apache-2.0

extension Recurrence: Codable {
    private enum CodingKeys: String, CodingKey {
        case kind, every, days, day, lastDayWhenShort, index, weekday, plusDays, seconds
    }

    /// Reads `{"kind": "weekly", "every": 2, "days": ["monday"]}` and its like.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let every = { try values.decode(Int.self, forKey: .every) }
        switch try values.decode(Kind.self, forKey: .kind) {
        case .onDemand: self = .onDemand
        case .once: self = .once
        case .daily: self = .daily(every: try every())
        case .everyWeekday: self = .everyWeekday
        case .weekly:
            self = .weekly(
                every: try every(),
                days: Set(try values.decode([Weekday].self, forKey: .days))
            )
        case .monthlyOnDay:
            self = .monthlyOnDay(
                try values.decode(Int.self, forKey: .day),
                every: try every(),
                lastDayWhenShort: try values.decode(Bool.self, forKey: .lastDayWhenShort)
            )
        case .monthlyOnWeekday:
            self = .monthlyOnWeekday(
                try values.decode(WeekIndex.self, forKey: .index),
                try values.decode(Weekday.self, forKey: .weekday),
                every: try every()
            )
        case .monthlyOnLastDay: self = .monthlyOnLastDay(every: try every())
        case .patchTuesday:
            self = .patchTuesday(plusDays: try values.decode(Int.self, forKey: .plusDays))
        case .everyInterval:
            self = .everyInterval(seconds: try values.decode(Int.self, forKey: .seconds))
        case .windows: self = .windows
        case .onActivation: self = .onActivation
        case .onInactivity:
            self = .onInactivity(days: try values.decode(Int.self, forKey: .days))
        case .onActivationOrInactivity:
            self = .onActivationOrInactivity(days: try values.decode(Int.self, forKey: .days))
        case .afterDeployment: self = .afterDeployment
        }
    }

    /// Writes the kind and what belongs to it; weekdays from Sunday on, so that equal rules are
    /// equal text.
    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(kind, forKey: .kind)
        switch self {
        case .onDemand, .once, .everyWeekday, .windows, .onActivation, .afterDeployment: break
        case .daily(let every), .monthlyOnLastDay(let every):
            try values.encode(every, forKey: .every)
        case .weekly(let every, let days):
            try values.encode(every, forKey: .every)
            try values.encode(days.sorted(), forKey: .days)
        case .monthlyOnDay(let day, let every, let lastDayWhenShort):
            try values.encode(day, forKey: .day)
            try values.encode(every, forKey: .every)
            try values.encode(lastDayWhenShort, forKey: .lastDayWhenShort)
        case .monthlyOnWeekday(let index, let weekday, let every):
            try values.encode(index, forKey: .index)
            try values.encode(weekday, forKey: .weekday)
            try values.encode(every, forKey: .every)
        case .patchTuesday(let plusDays): try values.encode(plusDays, forKey: .plusDays)
        case .everyInterval(let seconds): try values.encode(seconds, forKey: .seconds)
        case .onInactivity(let days), .onActivationOrInactivity(let days):
            try values.encode(days, forKey: .days)
        }
    }
}
