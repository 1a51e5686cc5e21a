// SPDX-License-Identifier: Apache-2.0

/// When a deployment runs: a rule, from when to when, and on whose clock.
package struct Schedule: Codable, Hashable, Sendable {
    /// The rule.
    package var recurrence: Recurrence
    /// Before this there is no slot; its time of day is that of every slot.
    ///
    /// A rule that the clock decides needs one, except for ``Recurrence/windows``.
    package var start: LocalDateTime?
    /// After this there is no slot; a slot at this very time still counts.
    package var end: LocalDateTime?
    /// Whose clock `start`, `end` and the slots are read on.
    package var zone: ScheduleZone

    /// Makes a schedule; ``validate()`` tells whether it can be.
    package init(
        recurrence: Recurrence,
        start: LocalDateTime? = nil,
        end: LocalDateTime? = nil,
        zone: ScheduleZone = .utc
    ) {
        self.recurrence = recurrence
        self.start = start
        self.end = end
        self.zone = zone
    }

    /// A schedule that waits for someone to ask.
    package static let onDemand = Schedule(recurrence: .onDemand)

    /// Refuses a schedule that cannot be, naming the first setting that is wrong.
    package func validate() throws(SettingError) {
        do { try recurrence.validate() } catch { throw error.inside("recurrence") }
        try zone.validate()
        guard recurrence.isTimed else { return }
        if let start, let end, end < start {
            throw SettingError("end", "\(end) is before the start, \(start)")
        }
        guard recurrence.needsStart else { return }
        guard let start else {
            throw SettingError("start", "a schedule of this kind needs a start")
        }
        if case .everyInterval = recurrence { return }
        guard recurrence.date(onOrAfter: start.date, from: start.date) != nil else {
            throw SettingError("recurrence", "no such day comes after the start, \(start)")
        }
    }
}
