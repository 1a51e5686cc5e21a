// SPDX-License-Identifier: Apache-2.0
package import Foundation

extension MaintenanceWindow {
    /// How far an opening or a closing is looked for, in days.
    ///
    /// What stays open so long counts as always open, what stays shut as never opening.
    package static let horizonDays = 1_100

    /// Whether it is open at a point in time; the end itself is outside.
    ///
    /// - Parameters:
    ///   - time: The point in time.
    ///   - zone: The time zone to read it in: `window.zone.timeZone(of:)`.
    /// - Returns: Whether a rule names what the zone's clock shows then.
    package func contains(_ time: Timestamp, zone: TimeZone) -> Bool {
        let second = time.calendarSeconds
        let local = LocalDateTime(seconds: second + zone.offset(atSecond: second))
        return isOpen(at: local)
    }

    /// Whether a rule names what the clock shows.
    package func isOpen(at local: LocalDateTime) -> Bool {
        let today = local.date
        return rules.contains { rule in
            let start = rule.startMinute * 60
            let end = start + rule.lengthSeconds
            let now = local.secondOfDay
            return (start..<end).contains(now) && rule.begins(on: today)
                || (start..<end).contains(now + 86_400) && rule.begins(on: today - 1)
        }
    }

    /// The whole stretch during which it is open around a point in time; `nil` where it is shut.
    ///
    /// A window that is never shut has no ends: they are the first and the last timestamp.
    package func interval(containing time: Timestamp, zone: TimeZone) -> Range<Timestamp>? {
        guard contains(time, zone: zone) else { return nil }
        if isNeverShut {
            return Timestamp(milliseconds: .min)..<Timestamp(milliseconds: .max)
        }
        let second = time.calendarSeconds
        let closing = closing(after: second, zone: zone)
        let opening = opening(before: second, zone: zone)
        return
            (opening.map(Timestamp.init(seconds:)) ?? Timestamp(milliseconds: .min))..<(closing.map(
                Timestamp.init(seconds:)
            ) ?? Timestamp(milliseconds: .max))
    }

    /// The first stretch that begins strictly after a point in time; `nil` where none does.
    package func nextInterval(after time: Timestamp, zone: TimeZone) -> Range<Timestamp>? {
        var cursor = time.calendarSeconds
        if let current = interval(containing: time, zone: zone) {
            guard current.upperBound.milliseconds < .max else { return nil }
            cursor = current.upperBound.calendarSeconds
        }
        let last = cursor + Self.horizonDays * 86_400
        while cursor < last {
            let next = cursor + 35 * 86_400
            if let found = stretches(in: cursor..<next, zone: zone).first {
                return interval(
                    containing: Timestamp(seconds: found.lowerBound),
                    zone: zone
                )
            }
            cursor = next
        }
        return nil
    }

    /// The stretch that a point in time lies in, otherwise the next one.
    package func current(orNextAfter time: Timestamp, zone: TimeZone) -> Range<Timestamp>? {
        interval(containing: time, zone: zone) ?? nextInterval(after: time, zone: zone)
    }

    /// Whether the rules of all weeks leave no minute of a week out.
    private var isNeverShut: Bool {
        let week = 7 * 86_400
        var spans = rules.filter { $0.weeks == .all }.flatMap { rule in
            rule.days.flatMap { day in
                let start = day.index * 86_400 + rule.startMinute * 60
                let span = start..<start + rule.lengthSeconds
                // What runs over the end of the week also opens the next one.
                return [span, span.lowerBound - week..<span.upperBound - week]
            }
        }
        spans = merged(spans)
        return spans.contains { $0.lowerBound <= 0 && $0.upperBound >= week }
    }

    /// When it closes, given that it is open.
    private func closing(after second: Int, zone: TimeZone) -> Int? {
        var cursor = second
        let last = second + Self.horizonDays * 86_400
        while cursor < last {
            let next = cursor + 9 * 86_400
            guard let span = stretches(in: cursor..<next, zone: zone).first,
                span.lowerBound == cursor
            else { return cursor }
            if span.upperBound < next { return span.upperBound }
            cursor = next
        }
        return nil
    }

    /// When it opened, given that it is open.
    private func opening(before second: Int, zone: TimeZone) -> Int? {
        var cursor = second + 1
        let last = second - Self.horizonDays * 86_400
        while cursor > last {
            let previous = cursor - 9 * 86_400
            guard let span = stretches(in: previous..<cursor, zone: zone).last,
                span.upperBound == cursor
            else { return cursor }
            if span.lowerBound > previous { return span.lowerBound }
            cursor = previous
        }
        return nil
    }

    /// When it is open within a range of seconds since 1970, cut off at its ends.
    private func stretches(in range: Range<Int>, zone: TimeZone) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for (seconds, offset) in zone.stretches(in: range) {
            let wall = seconds.lowerBound + offset..<seconds.upperBound + offset
            for span in wallSpans(in: wall) {
                found.append(span.lowerBound - offset..<span.upperBound - offset)
            }
        }
        return merged(found)
    }

    /// When it is open within a range of seconds on the wall.
    private func wallSpans(in wall: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        let days = floorDivide(wall.lowerBound, 86_400) - 1...floorDivide(wall.upperBound, 86_400)
        for number in days {
            let day = CivilDate(dayNumber: number)
            for rule in rules where rule.begins(on: day) {
                let start = number * 86_400 + rule.startMinute * 60
                let span = (start..<start + rule.lengthSeconds).clamped(to: wall)
                if !span.isEmpty { found.append(span) }
            }
        }
        return merged(found)
    }

    /// The spans in order, those that meet or overlap made one.
    private func merged(_ spans: [Range<Int>]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = found.last, span.lowerBound <= last.upperBound {
                let end = max(last.upperBound, span.upperBound)
                found[found.count - 1] = last.lowerBound..<end
            } else {
                found.append(span)
            }
        }
        return found
    }
}
