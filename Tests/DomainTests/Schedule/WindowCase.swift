// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

/// A window, a point in time, and the stretches that begin after it.
///
/// The expected stretches were computed apart from this program, by reading the wall's clock at
/// every minute.
struct WindowCase: Sendable, CustomTestStringConvertible {
    var zone: String
    var after: String
    var rules: [MaintenanceWindow.Rule]
    var stretches: [(String, String)]

    init(
        _ zone: String,
        after: String,
        _ rules: [MaintenanceWindow.Rule],
        _ stretches: [(String, String)]
    ) {
        self.zone = zone
        self.after = after
        self.rules = rules
        self.stretches = stretches
    }

    var testDescription: String { "\(zone) after \(after): \(stretches)" }
}

/// A rule with its times as `22:00`.
func rule(
    weeks: MaintenanceWindow.Weeks = .all,
    days: Set<Weekday> = Weekday.all,
    _ start: String,
    _ end: String
) -> MaintenanceWindow.Rule {
    .init(weeks: weeks, days: days, startMinute: minutes(start), endMinute: minutes(end))
}

/// The minutes after midnight of `22:00`; -1 for anything else, which every test refuses.
private func minutes(_ text: String) -> Int {
    let parts = text.split(separator: ":").compactMap { Int($0) }
    return parts.count == 2 ? parts[0] * 60 + parts[1] : -1
}
