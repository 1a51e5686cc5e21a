// SPDX-License-Identifier: Apache-2.0
import Synchronization

@testable import Agent

/// A clock whose sleepers wake at once, in a time that has jumped on.
///
/// A millisecond of real time passes, so that a program that is waited for gets its turn.
final class JumpingClock: AgentClock {
    private let time: Mutex<Int64>
    private let isStopping = Mutex(false)

    init(_ now: Int64) {
        time = Mutex(now)
    }

    var now: Int64 { time.withLock { $0 } }

    func sleep(for duration: Duration) async throws {
        try await HostClock().sleep(for: .milliseconds(1))
        if isStopping.withLock({ $0 }) { throw CancellationError() }
        time.withLock { $0 += Int64(duration / .milliseconds(1)) }
    }

    func fraction() -> Double { 0.5 }

    /// Stops the agent from now on whenever it waits for something.
    func stopAtEveryWait() {
        isStopping.withLock { $0 = true }
    }

    /// Sets the time.
    func jump(to now: Int64) {
        time.withLock { $0 = now }
    }
}
