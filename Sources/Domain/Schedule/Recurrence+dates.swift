// SPDX-License-Identifier: Apache-2.0

extension Recurrence {
    /// The first day on or after a day on which the rule falls, counted from an origin and never
    /// before it; `nil` where there is none up to the year 9999, or the rule has no days.
    package func date(onOrAfter day: CivilDate, from origin: CivilDate) -> CivilDate? {
        let floor = max(day, origin)
        guard let found = uncheckedDate(floor, origin), found <= .last else { return nil }
        return found
    }

    /// The same, for a day that is not before the origin.
    private func uncheckedDate(_ floor: CivilDate, _ origin: CivilDate) -> CivilDate? {
        switch self {
        case .once: floor == origin ? origin : nil
        case .daily(let every): origin + roundUp(floor - origin, step(every))
        case .everyWeekday: firstDay(from: floor) { Weekday.working.contains($0.weekday) }
        case .weekly(let every, let days): weekDay(floor, origin, step(every), days)
        case .monthlyOnDay(let number, let every, let lastDayWhenShort):
            monthDay(floor, counted(origin, floor, every), step(every)) { month in
                if number <= month.dayCount { return month.firstDay + (number - 1) }
                return lastDayWhenShort ? month.lastDay : nil
            }
        case .monthlyOnWeekday(let index, let weekday, let every):
            monthDay(floor, counted(origin, floor, every), step(every)) { month in
                month.day(index, weekday)
            }
        case .monthlyOnLastDay(let every):
            monthDay(floor, counted(origin, floor, every), step(every)) { $0.lastDay }
        case .patchTuesday(let plusDays):
            // The day may lie in the month after the one that it is counted from.
            monthDay(floor, floor.month - 1, 1) { $0.patchTuesday + plusDays }
        case .onDemand, .everyInterval, .windows, .onActivation, .onInactivity,
            .onActivationOrInactivity, .afterDeployment:
            nil
        }
    }

    /// The first of the next seven days that fits.
    private func firstDay(from day: CivilDate, where fits: (CivilDate) -> Bool) -> CivilDate? {
        (0..<7).lazy.map { day + $0 }.first(where: fits)
    }

    /// The first day that is one of the weekdays, in a week that counts.
    private func weekDay(
        _ floor: CivilDate,
        _ origin: CivilDate,
        _ every: Int,
        _ days: Set<Weekday>
    ) -> CivilDate? {
        let start = origin.startOfWeek
        let weeks = (floor.startOfWeek - start) / 7
        var week = start + roundUp(weeks, every) * 7
        // In the first week that counts, all its days may have passed.
        for _ in 0..<2 {
            let day = (0..<7).lazy.map { week + $0 }
                .first { $0 >= floor && days.contains($0.weekday) }
            if let day { return day }
            week = week + every * 7
        }
        return nil
    }

    /// The first day on or after a day that one of the months from a given one on picks.
    private func monthDay(
        _ floor: CivilDate,
        _ first: CivilMonth,
        _ step: Int,
        _ pick: (CivilMonth) -> CivilDate?
    ) -> CivilDate? {
        var month = first
        while month <= .last {
            if let day = pick(month), day >= floor { return day }
            month = month + step
        }
        return nil
    }

    /// The first month that counts and is not before a day's.
    private func counted(_ origin: CivilDate, _ floor: CivilDate, _ every: Int) -> CivilMonth {
        origin.month + roundUp(floor.month - origin.month, step(every))
    }

    /// A step that always moves on, whatever was stored.
    private func step(_ every: Int) -> Int { min(max(every, 1), 9_999) }

    /// The smallest multiple that is not smaller.
    private func roundUp(_ value: Int, _ step: Int) -> Int { (value + step - 1) / step * step }
}
