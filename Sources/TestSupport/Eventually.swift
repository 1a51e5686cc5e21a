// SPDX-License-Identifier: Apache-2.0

/// A condition did not become true in time.
package struct EventuallyTimedOut: Error, CustomStringConvertible {
    /// What was waited for, in the words of the test.
    package let expectation: String
    /// How long it was waited for.
    package let limit: Duration

    /// One line for a test's output.
    package var description: String {
        "not within \(limit): \(expectation)"
    }
}

/// Asks a condition again and again until it is true.
///
/// The first question comes at once and the last one after the limit has passed, so a slow machine
/// gets one more chance. Throws `EventuallyTimedOut`, what `condition` throws, or
/// `CancellationError`.
package func eventually(
    _ expectation: String,
    within limit: Duration = .seconds(180),
    every pause: Duration = .milliseconds(20),
    isolation: isolated (any Actor)? = #isolation,
    _ condition: () async throws -> Bool
) async throws {
    let clock = ContinuousClock()
    let deadline = clock.now + limit
    while true {
        let isLast = clock.now >= deadline
        if try await condition() { return }
        if isLast { throw EventuallyTimedOut(expectation: expectation, limit: limit) }
        try await Task.sleep(for: pause, clock: clock)
    }
}
