// SPDX-License-Identifier: Apache-2.0

/// When the next regular scan is due.
struct ScanSchedule: Sendable, Equatable {
    /// The shortest and longest interval, as parts of the wanted one.
    private static let spread = 0.9...1.1

    /// The time between two scans, in milliseconds.
    let interval: Int64
    /// When the next one is due, in milliseconds since 1970; at once before the first one.
    private(set) var due: Int64 = .min

    init(intervalHours: Double) {
        interval = Int64(intervalHours * 3_600_000)
    }

    /// Whether it is time; also when the clock was set back by more than an interval.
    func isDue(now: Int64) -> Bool {
        now >= due || due - now > interval * 2
    }

    /// A scan was made; `fraction` is random in 0 ..< 1 and spreads a fleet's scans.
    mutating func scanned(now: Int64, fraction: Double) {
        let width = Self.spread.upperBound - Self.spread.lowerBound
        due = now + Int64(Double(interval) * (Self.spread.lowerBound + width * fraction))
    }

    /// A scan failed; it is due again at this time.
    mutating func retry(at time: Int64) {
        due = time
    }
}
