// SPDX-License-Identifier: Apache-2.0

/// When work may be done: rules of weeks, days and times of day, of which one must hold.
///
/// A window is open while the clock of its zone shows a time that a rule names. So in a night
/// without the hour from two to three, that hour is missing from it, and in a night that has the
/// hour twice it is open twice.
package struct MaintenanceWindow: Codable, Hashable, Sendable {
    /// Which weeks of a month a rule means; their numbers are 1 to 5.
    package enum Weeks: Hashable, Sendable {
        /// All of them.
        case all
        /// Days 1 to 7 of the month are week 1, and so on: the first Friday lies in week 1.
        case ofMonth(Set<Int>)
        /// The seven days from Patch Tuesday on, Tuesday to Monday, are week 1, and so on until the
        /// next one.
        case fromPatchTuesday(Set<Int>)
    }

    /// One stretch of time on some days.
    package struct Rule: Hashable, Sendable {
        /// The weeks.
        package var weeks: Weeks
        /// The days on which it begins.
        package var days: Set<Weekday>
        /// When it begins, in minutes after midnight, 0 to 1,439.
        package var startMinute: Int
        /// When it ends, in minutes after midnight, 0 to 1,440; the next day where it is not after
        /// the start.
        package var endMinute: Int

        /// Makes a rule.
        package init(
            weeks: Weeks = .all,
            days: Set<Weekday> = Weekday.all,
            startMinute: Int,
            endMinute: Int
        ) {
            self.weeks = weeks
            self.days = days
            self.startMinute = startMinute
            self.endMinute = endMinute
        }
    }

    /// The rules; where they meet or overlap, they are one.
    package var rules: [Rule]
    /// Whose clock they are read on.
    package var zone: ScheduleZone

    /// Makes a window.
    package init(rules: [Rule], zone: ScheduleZone = .device) {
        self.rules = rules
        self.zone = zone
    }

    /// Refuses a window that cannot be, naming the first setting that is wrong.
    package func validate() throws(SettingError) {
        guard !rules.isEmpty else {
            throw SettingError("rules", "a window without a rule never opens")
        }
        for (index, rule) in rules.enumerated() {
            do { try rule.validate() } catch { throw error.inside("rules[\(index)]") }
        }
        try zone.validate()
    }
}

extension MaintenanceWindow.Rule {
    /// Refuses a rule that names no day or no week, and times that no day has.
    package func validate() throws(SettingError) {
        switch weeks {
        case .all: break
        case .ofMonth(let numbers), .fromPatchTuesday(let numbers):
            guard !numbers.isEmpty else { throw SettingError("weeks", "no week is given") }
            for number in numbers.sorted() {
                try SettingError.require(number, in: 1...5, "weeks")
            }
        }
        guard !days.isEmpty else { throw SettingError("days", "no day of the week is given") }
        try SettingError.require(startMinute, in: 0...1_439, "startMinute")
        try SettingError.require(endMinute, in: 0...1_440, "endMinute")
    }

    /// Whether it begins on a day.
    package func begins(on day: CivilDate) -> Bool {
        guard days.contains(day.weekday) else { return false }
        switch weeks {
        case .all: return true
        case .ofMonth(let numbers): return numbers.contains((day.day - 1) / 7 + 1)
        case .fromPatchTuesday(let numbers):
            let month = day.month
            let own = month.patchTuesday
            let origin = own <= day ? own : (month - 1).patchTuesday
            return numbers.contains((day - origin) / 7 + 1)
        }
    }

    /// How long it is on the wall, in seconds: a minute to a day.
    var lengthSeconds: Int {
        (endMinute > startMinute ? endMinute - startMinute : endMinute + 1_440 - startMinute) * 60
    }
}
