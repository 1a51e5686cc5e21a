// SPDX-License-Identifier: Apache-2.0

/// How long something took, round by round.
struct Rounds {
    private(set) var milliseconds: [Double] = []

    /// Runs the body and notes how long it took; what it gives back is freed outside the time.
    mutating func measure<Result>(_ body: () throws -> Result) rethrows -> Result {
        let start = ContinuousClock.now
        let result = try body()
        milliseconds.append((ContinuousClock.now - start) / .milliseconds(1))
        return result
    }
}
