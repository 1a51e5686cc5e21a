// SPDX-License-Identifier: Apache-2.0

/// How many executions of a run are in which state, by ring.
package struct RunCounts: Sendable, Equatable {
    private var states: [Int: [Execution.State: Int]] = [:]

    /// Counts of nothing.
    package init() {}

    /// Adds executions to a state of a ring; a negative number takes them away.
    package mutating func add(_ count: Int, _ state: Execution.State, ring: Int) {
        states[ring, default: [:]][state, default: 0] += count
    }

    /// How many executions of some rings are in states that a condition accepts.
    package func sum(
        rings: ClosedRange<Int> = 0...Int.max,
        where isMeant: (Execution.State) -> Bool = { _ in true }
    ) -> Int {
        var sum = 0
        for (ring, counts) in states where rings.contains(ring) {
            for (state, count) in counts where isMeant(state) { sum += count }
        }
        return sum
    }

    /// What ended well, badly and not at all.
    package struct Losses: Codable, Sendable, Equatable {
        /// How many failed.
        package var failed = 0
        /// How many devices are silent.
        package var silent = 0

        /// None.
        package init() {}
    }

    /// The losses of the whole run.
    package var losses: Losses {
        var losses = Losses()
        losses.failed = sum { $0.isFailure }
        losses.silent = sum { $0 == .silent }
        return losses
    }

    /// The share of all executions that ended well; 1 where there are none.
    package var successShare: Double {
        let total = sum()
        return total == 0 ? 1 : Double(sum { $0.isSuccess }) / Double(total)
    }
}
