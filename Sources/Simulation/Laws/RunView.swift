// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// A run as the laws see it: counted anew from single changes.
struct RunView {
    /// The run as the engine made it.
    let made: Run
    /// How it stands.
    var state: Run.State
    /// The last open ring.
    var openRing = 0
    /// How many decisions were taken.
    var decisions: Int
    /// How many devices it concerns, by the plan's limits in order.
    let allowedAway: [Int]
    /// The devices that have an execution.
    var devices: Set<Device.Identity> = []
    /// The executions.
    var members: [Execution.Identity] = []
    /// How many executions are in which state, by ring.
    var counts: [Int: [Execution.State: Int]] = [:]
    /// Since when the open ring has what the next one asks for.
    var gateSince: Timestamp?
    /// What people have accepted by letting the run go on.
    var accepted = (failed: 0, silent: 0)
    /// When it ended, and how many of a hundred had ended well then.
    var end: (at: Timestamp, share: Double)?

    /// The rings; one that asks for nothing where the plan has none.
    var rings: [Ring] {
        let rings = made.course.plan.rings
        return rings.isEmpty ? [Ring(name: "all", minimumSuccessShare: 0)] : rings
    }

    /// Whether the last ring is open.
    var isLast: Bool { openRing == rings.count - 1 }

    /// Counts executions in or out.
    mutating func add(_ number: Int, _ state: Execution.State, ring: Int) {
        counts[ring, default: [:]][state, default: 0] += number
    }

    /// How many executions are in some states; in one ring, or in all.
    func number(in states: Set<Execution.State>, ring: Int? = nil) -> Int {
        var sum = 0
        for (place, counts) in counts where ring.map({ $0 == place }) ?? true {
            for (state, count) in counts where states.contains(state) { sum += count }
        }
        return sum
    }

    /// How many executions there are; in one ring, or in all.
    func size(ring: Int? = nil) -> Int { number(in: StateLaws.all, ring: ring) }

    /// Whether the brakes say that it must stop: written from their words, not from the engine.
    var isBraked: Bool {
        let brakes = made.course.plan.brakes
        let failed = number(in: StateLaws.failures) - accepted.failed
        let silent = number(in: [.silent]) - accepted.silent
        let decided = number(in: StateLaws.decided)
        if let most = brakes.failureCount, failed > most { return true }
        if let most = brakes.silentCount, silent > most { return true }
        // Shares mean nothing while too few are decided.
        guard decided >= max(1, brakes.decidedMinimum) else { return false }
        let shareFailed = Double(failed) / Double(decided)
        let shareSilent = Double(silent) / Double(decided)
        if let most = brakes.failureShare, failed > 0, shareFailed > most + 1e-12 { return true }
        if let most = brakes.silentShare, silent > 0, shareSilent > most + 1e-12 { return true }
        return false
    }

    /// Whether the open ring has what the next one asks for.
    var isGateMet: Bool {
        let ring = rings[openRing]
        let size = size(ring: openRing)
        guard size > 0 else { return true }
        let good = number(in: StateLaws.successes, ring: openRing)
        let decided = number(in: StateLaws.decided, ring: openRing)
        guard good >= min(ring.minimumCount, size) else { return false }
        return Double(good) + 1e-9 >= ring.minimumSuccessShare * Double(max(1, decided))
    }

    /// Whether every device of the open ring is done, and the next must stay shut.
    var isStuck: Bool {
        !isLast && !isGateMet && number(in: StateLaws.unfinished, ring: openRing) == 0
    }

    /// Whether nothing is left to be done.
    var isDone: Bool { isLast && number(in: StateLaws.unfinished) == 0 }

    /// Starts or stops the time that the open ring has to soak.
    mutating func lookAtGate(at now: Timestamp) {
        gateSince = isGateMet ? gateSince ?? now : nil
    }
}

/// The states of executions, sorted by what they mean; written out, so that nobody sorts for us.
enum StateLaws {
    static let unfinished: Set<Execution.State> = [
        .pending, .offered, .waitingForUser, .downloading, .installing, .waitingForReboot,
        .rebooting, .verifying,
    ]
    static let active = unfinished.subtracting([.pending])
    static let away = active.union([.silent])
    static let successes: Set<Execution.State> = [.completed, .notApplicable, .superseded]
    static let failures: Set<Execution.State> = [.failed, .refused]
    static let decided = successes.union(failures).union([.noPatchAvailable, .blocked, .silent])
    static let finals = decided.union([.expired, .cancelled])
    static let all = finals.union(unfinished)

    /// What a report, or the inventory after it, can make of an execution.
    private static let reported: Set<Execution.State> = [
        .verifying, .completed, .failed, .blocked, .noPatchAvailable, .notApplicable, .expired,
        .pending,
    ]
    /// What a device at work says of itself.
    private static let phases = active.subtracting([.offered, .verifying])

    /// Which state may follow which; a state may always follow itself.
    static let legal: [Execution.State: Set<Execution.State>] = {
        var legal: [Execution.State: Set<Execution.State>] = [
            .pending: [
                .offered, .completed, .notApplicable, .superseded, .cancelled, .expired,
            ]
        ]
        for state in active {
            legal[state] = phases.union(reported).union([.silent, .refused])
        }
        legal[.offered]?.insert(.expired)
        legal[.verifying] = reported.union([.silent])
        legal[.silent] = phases.union(reported)
        // A report that comes late still counts.
        legal[.expired] = reported
        legal[.refused] = reported
        return legal
    }()
}
