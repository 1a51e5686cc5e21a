// SPDX-License-Identifier: Apache-2.0

/// What a fleet did, from its start to now or to its end.
package struct SimulationSummary: Encodable, Sendable, Equatable {
    /// Why a fleet ended.
    package enum Ending: String, Encodable, Sendable {
        /// It has not ended.
        case running
        /// Every device was scanned, orders were carried out, and nothing was left to do.
        case settled
        /// The time that it was given was over.
        case timeOver
        /// Someone stopped it.
        case stopped
    }

    /// Calls of one kind.
    package struct Calls: Encodable, Sendable, Equatable {
        /// How many got an answer that helps.
        package var count = 0
        /// The middle of their lengths, in milliseconds; absent where there were none.
        package var p50: Double?
        /// What 99 of 100 did not exceed, in milliseconds.
        package var p99: Double?
        /// The longest, in milliseconds.
        package var max: Double?
    }

    /// Why it ended.
    package var ending = Ending.running
    /// How many devices it has.
    package var devices = 0
    /// How many are enrolled.
    package var enrolled = 0
    /// How many the server turned away for good.
    package var turnedAway = 0
    /// How many have an inventory that the server holds.
    package var scanned = 0
    /// How many did not come back from a restart.
    package var gone = 0
    /// Their check-ins.
    package var checkIns = Calls()
    /// How many orders of each kind and outcome the server has reports or refusals of.
    ///
    /// Outcomes: `succeeded`, `failed`, `incomplete` (blocked, postponed or the like), `refused`,
    /// and `unknown` where the server waits for the report no more: a former answer was lost.
    package var orders: [String: [String: Int]] = [:]
    /// How many patches of those orders had each outcome.
    package var patches: [String: Int] = [:]
    /// How many different orders arrived.
    package var ordersReceived = 0
    /// How many devices act on an order, or owe a report, now.
    package var devicesAtWork = 0
    /// How many orders arrived more than once and were acted on at most once.
    package var ordersSeenTwiceActedOnce = 0
    /// How many orders were acted on more than once; anything but 0 is a defect.
    package var ordersActedTwice = 0
    /// How many calls and answers were lost or doubled on purpose, by fault.
    package var faults: [String: Int] = [:]
    /// How many calls failed, by error code.
    package var errors: [String: Int] = [:]
    /// How long it took, in seconds.
    package var wallSeconds = 0.0

    /// Whether every device is known to the server, and no order was acted on twice.
    package var isGood: Bool {
        let isComplete = enrolled == devices && scanned >= devices
        return ordersActedTwice == 0 && (ending == .stopped || isComplete)
    }
}
