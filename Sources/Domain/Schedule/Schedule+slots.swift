// SPDX-License-Identifier: Apache-2.0
package import Foundation

extension Schedule {
    /// The first slot strictly after a point in time; `nil` where there is none.
    ///
    /// - Parameters:
    ///   - after: The slot is later than this.
    ///   - zone: The time zone to count with: `schedule.zone.timeZone(of:)`.
    ///   - window: The window whose openings ``Recurrence/windows`` means. Without one it is always
    ///     open, so it opens at the start and never again.
    /// - Returns: When the slot begins.
    package func next(
        after: Timestamp,
        zone: TimeZone,
        window: MaintenanceWindow? = nil
    ) -> Timestamp? {
        guard let slot = uncheckedNext(after: after, zone: zone, window: window) else { return nil }
        if let end, slot > zone.instant(of: end) { return nil }
        return slot
    }

    /// The slots after one point in time and up to another, which counts; at most `limit`.
    package func slots(
        after: Timestamp,
        through last: Timestamp,
        zone: TimeZone,
        window: MaintenanceWindow? = nil,
        limit: Int
    ) -> [Timestamp] {
        var found: [Timestamp] = []
        var cursor = after
        while found.count < limit, let slot = next(after: cursor, zone: zone, window: window),
            slot <= last
        {
            found.append(slot)
            cursor = slot
        }
        return found
    }

    /// The first slot after a point in time, whatever the end is.
    private func uncheckedNext(
        after: Timestamp,
        zone: TimeZone,
        window: MaintenanceWindow?
    ) -> Timestamp? {
        let first = start.map { zone.instant(of: $0) }
        if recurrence == .windows {
            return nextOpening(after: after, first: first, zone: zone, window: window)
        }
        guard let start, let first else { return nil }
        if case .everyInterval(let seconds) = recurrence {
            return nextTick(after: after, first: first, seconds: seconds)
        }
        // The slot of a day may come later on the wall than that day, where a change of the clock
        // leaves out its hour or the whole day; hence from two days before.
        var day = max(start.date, zone.local(at: after).date - 2)
        while let date = recurrence.date(onOrAfter: day, from: start.date) {
            let slot = zone.instant(of: LocalDateTime(date, secondOfDay: start.secondOfDay))
            if slot > after { return slot }
            day = date + 1
        }
        return nil
    }

    /// The next multiple of an interval.
    private func nextTick(after: Timestamp, first: Timestamp, seconds: Int) -> Timestamp? {
        guard after >= first else { return first }
        let step = Int64(max(seconds, 1)) * 1_000
        let (elapsed, isFar) = after.milliseconds.subtractingReportingOverflow(first.milliseconds)
        guard !isFar else { return nil }
        let (ticks, isFarther) = (elapsed / step + 1).multipliedReportingOverflow(by: step)
        let (slot, isOutside) = first.milliseconds.addingReportingOverflow(ticks)
        return isFarther || isOutside ? nil : Timestamp(milliseconds: slot)
    }

    /// The next time that the window opens.
    private func nextOpening(
        after: Timestamp,
        first: Timestamp?,
        zone: TimeZone,
        window: MaintenanceWindow?
    ) -> Timestamp? {
        guard let first, after < first else {
            return window?.nextInterval(after: after, zone: zone)?.lowerBound
        }
        guard let window, !window.contains(first, zone: zone) else { return first }
        return window.nextInterval(after: first, zone: zone)?.lowerBound
    }
}
