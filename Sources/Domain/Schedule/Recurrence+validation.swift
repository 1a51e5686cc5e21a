// SPDX-License-Identifier: Apache-2.0

extension Recurrence {
    /// The most days that a patch Tuesday may be off, before and after.
    package static let patchTuesdayDaysMax = 27
    /// For how many days a device may be silent until a rule of inactivity holds.
    package static let inactivityDays = 3...180
    /// The step of a rule of days, weeks or months.
    package static let steps = 1...999
    /// The step of a rule of elapsed time, in seconds: from a minute to a year.
    package static let intervalSeconds = 60...31_622_400

    /// Refuses numbers out of their ranges, and weeks without a day.
    package func validate() throws(SettingError) {
        switch self {
        case .onDemand, .once, .everyWeekday, .windows, .onActivation, .afterDeployment: break
        case .daily(let every), .monthlyOnWeekday(_, _, let every), .monthlyOnLastDay(let every):
            try SettingError.require(every, in: Self.steps, "every")
        case .weekly(let every, let days):
            try SettingError.require(every, in: Self.steps, "every")
            guard !days.isEmpty else { throw SettingError("days", "no day of the week is given") }
        case .monthlyOnDay(let day, let every, _):
            try SettingError.require(day, in: 1...31, "day")
            try SettingError.require(every, in: Self.steps, "every")
        case .patchTuesday(let plusDays):
            let most = Self.patchTuesdayDaysMax
            try SettingError.require(plusDays, in: -most...most, "plusDays")
        case .everyInterval(let seconds):
            try SettingError.require(seconds, in: Self.intervalSeconds, "seconds")
        case .onInactivity(let days), .onActivationOrInactivity(let days):
            try SettingError.require(days, in: Self.inactivityDays, "days")
        }
    }
}
