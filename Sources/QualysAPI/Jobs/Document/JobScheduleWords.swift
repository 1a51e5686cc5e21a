// SPDX-License-Identifier: Apache-2.0
import Domain
import Web

/// A schedule in the vendor's words.
///
/// What has none (steps of several days, weeks or months, elapsed time, windows, other deployments)
/// has no type; whether it comes again is told all the same.
struct JobScheduleWords {
    private let schedule: Schedule

    init(_ schedule: Schedule) { self.schedule = schedule }

    /// The members that tell it.
    var members: [(String, JSONValue)] {
        let type = type
        var found: [(String, JSONValue)] = [
            ("scheduleType", type.map(JSONValue.string) ?? .null),
            ("recurring", .boolean(schedule.recurrence.isRecurring)),
        ]
        if schedule.recurrence.isTimed {
            found.append(("startDateTime", start))
            switch schedule.zone {
            case .named(let name):
                found += [("timezoneType", .string("SPECIFIC_TZ")), ("timezone", .string(name))]
            case .device:
                found.append(("timezoneType", .string("AGENT_TZ")))
            }
        }
        return found + days
    }

    private var start: JSONValue {
        schedule.start.map { .string(JobStart($0).text) } ?? .null
    }

    private var type: String? {
        switch schedule.recurrence {
        case .onDemand: "On-demand"
        case .once: "Once"
        case .daily(every: 1): "Daily"
        case .everyWeekday, .weekly(every: 1, _): "Weekly"
        case .monthlyOnDay(_, every: 1, _), .monthlyOnLastDay(every: 1), .patchTuesday: "Monthly"
        // The vendor counts to five and has no last one.
        case .monthlyOnWeekday(let week, _, every: 1): week.number == nil ? nil : "Monthly"
        case .onActivation, .onInactivity, .onActivationOrInactivity: "Conditional"
        case .daily, .weekly, .monthlyOnDay, .monthlyOnWeekday, .monthlyOnLastDay,
            .everyInterval, .windows, .afterDeployment:
            nil
        }
    }

    private var days: [(String, JSONValue)] {
        switch schedule.recurrence {
        case .everyWeekday: return [weekdays(Weekday.working)]
        case .weekly(_, let days): return [weekdays(days)]
        case .monthlyOnDay(let day, _, _): return [("dayOfMonth", .integer(Int64(day)))]
        case .monthlyOnLastDay: return [("recurringLastDayOfMonth", .boolean(true))]
        case .monthlyOnWeekday(let week, let day, _):
            return [
                ("recurringDayOfMonth", week.number.map { .integer(Int64($0)) } ?? .null),
                ("recurringWeekDayOfMonth", .integer(Int64(day.index))),
            ]
        case .patchTuesday(let days):
            return [
                ("monthlyRecurringType", .integer(1)),
                ("patchTuesdayPlusXDays", .integer(Int64(days))),
            ]
        case .onActivation: return occasion(isOnActivation: true, days: nil)
        case .onInactivity(let days): return occasion(isOnActivation: false, days: days)
        case .onActivationOrInactivity(let days):
            return occasion(isOnActivation: true, days: days)
        case .onDemand, .once, .daily, .everyInterval, .windows, .afterDeployment: return []
        }
    }

    private func weekdays(_ days: Set<Weekday>) -> (String, JSONValue) {
        let marks = Weekday.allCases.map { days.contains($0) ? "1" : "0" }
        return ("recurringWeekDays", .string(marks.joined(separator: ",")))
    }

    private func occasion(isOnActivation: Bool, days: Int?) -> [(String, JSONValue)] {
        [
            ("isDefaultJob", .boolean(true)),
            (
                "defaultJobConfiguration",
                .of([
                    ("onAssetActivation", .boolean(isOnActivation)),
                    ("onAssetInactiveForXDays", days.map { .integer(Int64($0)) } ?? .null),
                ])
            ),
        ]
    }
}
