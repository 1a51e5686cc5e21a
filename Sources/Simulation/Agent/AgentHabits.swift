// SPDX-License-Identifier: Apache-2.0

/// How an agent goes about its days.
package struct AgentHabits: Sendable {
    /// How an inventory is named.
    package enum Digest: Sendable {
        /// By a short text, where nobody else needs to understand it.
        case mark
        /// By the SHA-256 of the canonical bytes, as the protocol has it.
        case canonical
    }

    /// How long it waits between two check-ins; each time it is up to a fifth more or less.
    package var interval: Duration
    /// How long it waits between two scans.
    package var scanInterval: Duration = .seconds(4 * 3_600)
    /// How much longer or shorter than usual the steps of an order take.
    package var pace = 1.0
    /// How much longer or shorter than usual it, or its machine, is away.
    package var awayPace = 1.0
    /// How often things go wrong.
    package var faults: FaultRates
    /// How an inventory is named.
    package var digest: Digest
    /// Whether ``SimulatedAgent/deeds`` are kept.
    package var keepsDeeds = false
    /// The mistake that the agent makes on purpose.
    var defect: Defect?

    /// Makes habits.
    package init(interval: Duration, faults: FaultRates, digest: Digest) {
        self.interval = interval
        self.faults = faults
        self.digest = digest
    }
}
