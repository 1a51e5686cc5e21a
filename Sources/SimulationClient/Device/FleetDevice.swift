// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Domain
import Foundation
import Simulation

/// One simulated device with its identity, its session and what it has seen.
///
/// It is served by one task at a time, see ``serve(_:)``.
struct FleetDevice: Sendable {
    /// What a device knows of an order, for the counts.
    struct SeenOrder: Sendable {
        /// What it was about.
        let kind: Order.Kind
        /// How often it arrived.
        var arrivals = 1
        /// How often it was begun.
        var beginnings = 0
        /// The patches, or the order itself, that were worked on.
        var worked: Set<UUID> = []
        /// Whether something of it was done twice.
        var isRepeated = false
        /// Whether it was counted as seen twice.
        var isCountedTwice = false
        /// Whether its end was counted.
        var isSettled = false
    }

    /// What it has once it is enrolled.
    struct Enrolled: Sendable {
        /// Its behaviour.
        var agent: SimulatedAgent
        /// The key that orders must be signed with.
        let orderKey: Curve25519.Signing.PublicKey
    }

    /// Its place in the fleet, from 0.
    let place: Int
    /// Its name.
    let name: String
    /// What chance brings its calls.
    var dice: Dice
    /// Absent before it is enrolled.
    var enrolled: Enrolled?
    /// The session's token; absent without a session.
    var token: String?
    /// When that token is to be renewed.
    var tokenEnd = Timestamp(milliseconds: 0)
    /// How many sessions it asked for.
    var sessionCount = 0
    /// How many times in a row nobody enrolled it.
    var enrolFailures = 0
    /// Whether the server does not want it.
    var isTurnedAway = false
    /// Before this time the server wants to be left alone.
    var notBefore: Timestamp?
    /// The orders that arrived.
    var seen: [UUID: SeenOrder] = [:]
    /// Whether the server holds its inventory.
    var isScanned = false
    /// Whether it was counted as gone.
    var isCountedGone = false

    /// Makes a device that nobody knows.
    init(place: Int, settings: SimulationSettings) {
        self.place = place
        name = settings.name(place)
        // Neighbouring seeds must not give neighbouring devices the same sequence.
        var first = Dice(seed: settings.seed)
        var mixed = Dice(seed: first.next() ^ UInt64(truncatingIfNeeded: place))
        dice = mixed.split()
    }

    /// Whether it acts on an order or owes a report, and can still do so.
    var isAtWork: Bool {
        guard let agent = enrolled?.agent else { return false }
        return !agent.isGone && !agent.isIdle
    }

    /// Does what is to be done now; returns when there is more, or `nil` for never.
    mutating func serve(_ context: FleetContext) async -> Timestamp? {
        if isTurnedAway { return nil }
        notBefore = nil
        guard enrolled != nil else { return await enrol(context) }
        // One who has so much to say lets others go first.
        for _ in 0..<50 {
            let now = context.now
            enrolled?.agent.advance(to: now)
            noteDeeds(context.tally)
            guard notBefore == nil, !Task.isCancelled, let call = enrolled?.agent.nextCall(at: now)
            else { break }
            let answer = await exchange(call, context)
            enrolled?.agent.take(answer, of: call, at: context.now)
            noteDeeds(context.tally)
        }
        noteGone(context.tally)
        guard let wake = enrolled?.agent.wakesAt else { return nil }
        return max(wake, notBefore ?? wake)
    }

    /// Counts what the agent truly did.
    private mutating func noteDeeds(_ tally: Tally) {
        guard let deeds = enrolled?.agent.deeds, !deeds.isEmpty else { return }
        enrolled?.agent.deeds = []
        for deed in deeds {
            guard var order = seen[deed.order] else { continue }
            switch deed.kind {
            case .began: order.beginnings += 1
            case .worked:
                if !order.worked.insert(deed.patch ?? deed.order).inserted {
                    order.beginnings = max(2, order.beginnings)
                }
            case .restarted, .ended: break
            }
            if order.beginnings > 1, !order.isRepeated {
                order.isRepeated = true
                let wasCounted = order.isCountedTwice
                tally.count { summary in
                    summary.ordersActedTwice += 1
                    if wasCounted { summary.ordersSeenTwiceActedOnce -= 1 }
                }
            }
            seen[deed.order] = order
        }
    }

    private mutating func noteGone(_ tally: Tally) {
        guard enrolled?.agent.isGone == true, !isCountedGone else { return }
        isCountedGone = true
        tally.count { $0.gone += 1 }
    }
}
