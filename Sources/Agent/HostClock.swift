// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Time and chance for the agent's loops; tests bring their own.
package protocol AgentClock: Sendable {
    /// The machine's time, in milliseconds since 1970; not corrected by the server's.
    var now: Int64 { get }

    /// Waits; throws `CancellationError` as soon as the task is cancelled.
    func sleep(for duration: Duration) async throws

    /// A random number of 0 ..< 1, for jitter; never for secrets.
    func fraction() -> Double
}

/// The real clock of this machine; nothing else in the agent reads one.
package struct HostClock: AgentClock {
    /// Makes the clock.
    package init() {}

    /// The real-time clock of the system, in milliseconds since 1970.
    package var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Waits for a time that counts on while the machine sleeps.
    package func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration, clock: .continuous)
    }

    /// A number from the system's generator.
    package func fraction() -> Double {
        Double.random(in: 0..<1)
    }
}
