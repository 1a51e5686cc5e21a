// SPDX-License-Identifier: Apache-2.0

/// A point in time in whole milliseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Hashable, Comparable, Codable, Sendable {
    /// Milliseconds since 1970; negative before.
    package var milliseconds: Int64

    /// Makes a timestamp from milliseconds since 1970.
    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The point in time that lies a duration later; below a millisecond is cut off.
    package static func + (left: Self, right: Duration) -> Self {
        let parts = right.components
        return Self(
            milliseconds: left.milliseconds + parts.seconds * 1_000
                + parts.attoseconds / 1_000_000_000_000_000)
    }

    /// The point in time that lies a duration earlier.
    package static func - (left: Self, right: Duration) -> Self { left + (.zero - right) }

    /// The time that passed from one point to a later one.
    package static func - (left: Self, right: Self) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }
}

/// The source of the current time; the only implementation that reads a real clock is in `Server`.
package protocol WallClock: Sendable {
    /// The current time. Use cases read it once per transaction.
    var now: Timestamp { get }
}
