// SPDX-License-Identifier: Apache-2.0

/// How long many short things took, each of them.
struct Samples: Sendable {
    private var microseconds: [Double] = []

    /// How many there are.
    var count: Int { microseconds.count }

    init(capacity: Int = 0) { microseconds.reserveCapacity(capacity) }

    /// Runs the body and notes how long it took; what it gives back is freed outside the time.
    mutating func measure<Result>(_ body: () throws -> Result) rethrows -> Result {
        let start = ContinuousClock.now
        let result = try body()
        add(ContinuousClock.now - start)
        return result
    }

    /// The same for a body that waits for others.
    mutating func measure<Result>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: () async throws -> Result
    ) async rethrows -> Result {
        let start = ContinuousClock.now
        let result = try await body()
        add(ContinuousClock.now - start)
        return result
    }

    /// Notes how long one thing took.
    mutating func add(_ duration: Duration) { microseconds.append(duration / .microseconds(1)) }

    /// Takes in the samples of another series.
    mutating func add(_ other: Samples) { microseconds += other.microseconds }

    /// The share of samples, 0 to 1, that took no longer: in microseconds.
    func percentile(_ share: Double) -> Double {
        let sorted = microseconds.sorted()
        guard let last = sorted.last else { return 0 }
        return min(last, sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))])
    }

    /// The figures that are reported.
    var figures: Figures {
        Figures(p50: percentile(0.5), p99: percentile(0.99), max: percentile(1))
    }

    /// Times in microseconds.
    struct Figures: Encodable {
        let p50: Double
        let p99: Double
        let max: Double
    }
}
