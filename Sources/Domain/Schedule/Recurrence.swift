// SPDX-License-Identifier: Apache-2.0

/// When something happens again, as a rule; the time of day is that of the schedule's start.
///
/// Every "each so many" counts from the start: `weekly(every: 2)` means the start's own week,
/// the second one after it and so on, and weeks begin on Sunday.
package enum Recurrence: Hashable, Sendable {
    /// Only when someone asks for it.
    case onDemand
    /// At the start and never again.
    case once
    /// Each so many days.
    case daily(every: Int)
    /// Monday to Friday.
    case everyWeekday
    /// On these days of each so many weeks.
    case weekly(every: Int, days: Set<Weekday>)
    /// On a day of each so many months. A month that is too short is left out, or has its last day
    /// instead.
    case monthlyOnDay(Int, every: Int, lastDayWhenShort: Bool)
    /// On the first to fifth or the last such weekday of each so many months; a month without a
    /// fifth is left out.
    case monthlyOnWeekday(WeekIndex, Weekday, every: Int)
    /// On the last day of each so many months.
    case monthlyOnLastDay(every: Int)
    /// So many days after (before, where negative) the second Tuesday of each month.
    case patchTuesday(plusDays: Int)
    /// Each so many seconds of elapsed time from the start; the clock's changes do not matter.
    case everyInterval(seconds: Int)
    /// Whenever the policy's window opens; where it is open at the start, then too.
    case windows
    /// When a device is activated.
    case onActivation
    /// When nothing was heard of a device for so many days.
    case onInactivity(days: Int)
    /// When a device is activated, and when nothing was heard of it for so many days.
    case onActivationOrInactivity(days: Int)
    /// When a linked deployment has ended; the link is the deployment's.
    case afterDeployment

    /// What kind of rule it is; the word that is stored.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case onDemand, once, daily, everyWeekday, weekly, monthlyOnDay, monthlyOnWeekday
        case monthlyOnLastDay, patchTuesday, everyInterval, windows, onActivation, onInactivity
        case onActivationOrInactivity, afterDeployment
    }

    /// What kind of rule it is.
    package var kind: Kind {
        switch self {
        case .onDemand: .onDemand
        case .once: .once
        case .daily: .daily
        case .everyWeekday: .everyWeekday
        case .weekly: .weekly
        case .monthlyOnDay: .monthlyOnDay
        case .monthlyOnWeekday: .monthlyOnWeekday
        case .monthlyOnLastDay: .monthlyOnLastDay
        case .patchTuesday: .patchTuesday
        case .everyInterval: .everyInterval
        case .windows: .windows
        case .onActivation: .onActivation
        case .onInactivity: .onInactivity
        case .onActivationOrInactivity: .onActivationOrInactivity
        case .afterDeployment: .afterDeployment
        }
    }

    /// Whether the clock alone decides when it happens, so that there are slots to ask for.
    package var isTimed: Bool {
        switch kind {
        case .onDemand, .onActivation, .onInactivity, .onActivationOrInactivity,
            .afterDeployment:
            false
        case .once, .daily, .everyWeekday, .weekly, .monthlyOnDay, .monthlyOnWeekday,
            .monthlyOnLastDay, .patchTuesday, .everyInterval, .windows:
            true
        }
    }

    /// Whether it may happen more than once without anyone asking.
    package var isRecurring: Bool { isTimed && self != .once }

    /// Whether something that happens to a device decides when it happens, for that device alone.
    package var isEventDriven: Bool { startsOnActivation || absenceDays != nil }

    /// Whether it happens when a device is activated.
    package var startsOnActivation: Bool {
        kind == .onActivation || kind == .onActivationOrInactivity
    }

    /// For how many days a device must have been silent until it happens; `nil` where silence does
    /// not matter.
    package var absenceDays: Int? {
        switch self {
        case .onInactivity(let days), .onActivationOrInactivity(let days): days
        default: nil
        }
    }

    /// Whether it counts from a start, which then must be given.
    package var needsStart: Bool { isTimed && self != .windows }
}
