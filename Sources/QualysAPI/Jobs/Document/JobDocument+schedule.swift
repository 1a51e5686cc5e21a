// SPDX-License-Identifier: Apache-2.0
import Domain
import Web

extension JobDocument {
    /// The schedule of a plan.
    ///
    /// A month that is too short for its day has its last day instead; Patch Tuesday is the second
    /// Tuesday. A schedule that the vendor has no word for waits to be asked.
    var schedule: Schedule {
        let recurrence = recurrence
        guard recurrence.isTimed else { return Schedule(recurrence: recurrence) }
        let zone = members.text("timezone").map(ScheduleZone.named) ?? .utc
        return Schedule(
            recurrence: recurrence,
            start: members.text("startDateTime").flatMap(JobStart.init)?.time,
            zone: members.text("timezoneType") == "AGENT_TZ" ? .device : zone
        )
    }

    private var recurrence: Recurrence {
        switch scheduleType {
        case "Once": .once
        case "Daily": .daily(every: 1)
        case "Weekly": .weekly(every: 1, days: weekdays)
        case "Monthly": monthly
        case "Conditional": occasion
        default: .onDemand
        }
    }

    private var weekdays: Set<Weekday> {
        let days = (members.text("recurringWeekDays") ?? "").split(separator: ",")
        return Set(
            days.enumerated().compactMap { $1 == "1" ? Weekday(index: $0) : nil }
        )
    }

    private var monthly: Recurrence {
        if members.number("monthlyRecurringType") == 1 {
            return .patchTuesday(plusDays: members.number("patchTuesdayPlusXDays") ?? 0)
        }
        if members.flag("recurringLastDayOfMonth") { return .monthlyOnLastDay(every: 1) }
        if let week = members.number("recurringDayOfMonth").flatMap(WeekIndex.init(number:)),
            let day = members.number("recurringWeekDayOfMonth").flatMap(Weekday.init(index:))
        {
            return .monthlyOnWeekday(week, day, every: 1)
        }
        return .monthlyOnDay(
            members.number("dayOfMonth") ?? 1,
            every: 1,
            lastDayWhenShort: true
        )
    }

    private var occasion: Recurrence {
        let days = members.number("defaultJobConfiguration.onAssetInactiveForXDays")
        let isOnActivation = members.flag("defaultJobConfiguration.onAssetActivation")
        guard let days else { return .onActivation }
        return isOnActivation ? .onActivationOrInactivity(days: days) : .onInactivity(days: days)
    }
}
