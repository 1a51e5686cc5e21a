// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The time that a fleet lives in.
package struct SimulationTime: Sendable {
    /// The wall clock, by which agents speak to the server.
    package let wall: any WallClock
    /// A clock that only goes forward, by which answers are timed.
    package let elapsed: @Sendable () -> Duration
    /// Waits; throws `CancellationError` as soon as the task is cancelled.
    package let sleep: @Sendable (Duration) async throws -> Void

    /// Makes a time of its parts.
    package init(
        wall: any WallClock,
        elapsed: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.wall = wall
        self.elapsed = elapsed
        self.sleep = sleep
    }

    /// The present time.
    var now: Timestamp { wall.now }
}
