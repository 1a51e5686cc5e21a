// SPDX-License-Identifier: Apache-2.0

/// A point in time in whole milliseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Hashable, Comparable, Codable, Sendable {
    /// Milliseconds since 1970; negative before.
    package var milliseconds: Int64

    /// Makes a timestamp from milliseconds since 1970.
    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Reads one whole number.
    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Writes one whole number.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    /// The earlier one is smaller.
    package static func < (left: Self, right: Self) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The point in time that lies a duration later; below a millisecond is cut off.
    ///
    /// What lies outside the range of a timestamp becomes its end: times come from machines whose
    /// clocks may say anything, and must not stop the server.
    package static func + (left: Self, right: Duration) -> Self {
        let parts = right.components
        let (whole, isFar) = parts.seconds.multipliedReportingOverflow(by: 1_000)
        let (sum, isFarther) = whole.addingReportingOverflow(
            parts.attoseconds / 1_000_000_000_000_000
        )
        let (result, isOutside) = left.milliseconds.addingReportingOverflow(sum)
        guard isFar || isFarther || isOutside else { return Self(milliseconds: result) }
        return Self(milliseconds: right < .zero ? .min : .max)
    }

    /// The point in time that lies a duration earlier.
    package static func - (left: Self, right: Duration) -> Self { left + (.zero - right) }

    /// The time that passed from one point to a later one.
    package static func - (left: Self, right: Self) -> Duration {
        .milliseconds(left.milliseconds) - .milliseconds(right.milliseconds)
    }
}

/// The source of the current time; the only implementation that reads a real clock is in `Server`.
package protocol WallClock: Sendable {
    /// The current time. Use cases read it once per transaction.
    var now: Timestamp { get }
}
