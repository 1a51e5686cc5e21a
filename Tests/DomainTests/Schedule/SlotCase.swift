// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Testing

/// A schedule, a point in time, and the slots after it.
///
/// The expected slots were computed apart from this program, by trying every day of the calendar.
struct SlotCase: Sendable, CustomTestStringConvertible {
    var zone: String
    var recurrence: Recurrence
    var start: String
    var end: String?
    var after: String
    var slots: [String]
    /// Whether nothing comes after the given slots.
    var isAll: Bool

    init(
        _ zone: String,
        _ recurrence: Recurrence,
        _ start: String,
        to end: String? = nil,
        after: String,
        _ slots: [String],
        ends isAll: Bool = false
    ) {
        self.zone = zone
        self.recurrence = recurrence
        self.start = start
        self.end = end
        self.after = after
        self.slots = slots
        self.isAll = isAll
    }

    var testDescription: String { "\(zone) \(recurrence) from \(start) after \(after)" }

    /// The schedule.
    func schedule() throws -> Schedule {
        Schedule(
            recurrence: recurrence,
            start: try local(start),
            end: try end.map(local),
            zone: .named(zone)
        )
    }
}

/// The point in time that a text with an offset writes, read by Foundation.
func instant(_ text: String) throws -> Timestamp {
    var text = text
    if let rest = text.dropFirst(16).first, rest != ":" {
        text.insert(contentsOf: ":00", at: text.index(text.startIndex, offsetBy: 16))
    }
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains("."))
    let date = try Date(text, strategy: style)
    return Timestamp(milliseconds: Int64((date.timeIntervalSince1970 * 1_000).rounded()))
}

/// A point in time as UTC, written by Foundation.
func utc(_ time: Timestamp?) -> String {
    guard let time else { return "none" }
    let date = Date(timeIntervalSince1970: Double(time.milliseconds) / 1_000)
    return date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
}

/// The time on a wall that a text writes.
func local(_ text: String) throws -> LocalDateTime { try #require(LocalDateTime(text)) }

/// The time zone with a name.
func timeZone(_ name: String) throws -> TimeZone { try #require(TimeZone(identifier: name)) }
