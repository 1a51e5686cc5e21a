// SPDX-License-Identifier: Apache-2.0

/// How long to wait after failures: exponential with full jitter.
///
/// Each wait is random between nothing and a limit that doubles from 1 second to 5 minutes, so that
/// a fleet does not come back in one wave (Brooker, "Exponential Backoff And Jitter", AWS
/// Architecture Blog). A server that names a time is left alone for at least that long.
struct Backoff: Sendable, Equatable {
    private static let first = 1.0
    private static let limit = 300.0
    /// How much of a wait that the server named is added at random.
    private static let spread = 0.1

    /// How many failures came one after the other.
    private(set) var failureCount = 0

    /// The next wait; `fraction` is random in 0 ..< 1.
    mutating func next(fraction: Double, retryAfterSeconds: Int? = nil) -> Duration {
        // 2^9 seconds are more than the limit.
        let ceiling = min(Self.limit, Self.first * Double(1 << min(failureCount, 9)))
        failureCount += 1
        if let retryAfterSeconds {
            let wished = Double(retryAfterSeconds)
            return .seconds(wished * (1 + Self.spread * fraction))
        }
        return .seconds(ceiling * fraction)
    }

    /// A call has succeeded.
    mutating func reset() {
        failureCount = 0
    }
}
