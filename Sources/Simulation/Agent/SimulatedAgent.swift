// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
package import Domain
package import Foundation

/// One device with an agent that keeps to the protocol: a state machine without any wires.
///
/// ``advance(to:)`` lets time pass, ``nextCall(at:)`` says what the agent sends, ``take(_:of:at:)``
/// brings it the answer. All times are true times; the device's own clock may show another.
package struct SimulatedAgent: Sendable {
    /// What the journal knows of an order.
    enum Entry: Sendable {
        /// It waits for its turn.
        case accepted(Order)
        /// It is acted on.
        case acting
        /// It is over, and the server has not said that it has the report.
        case finished(OrderReport)
        /// The server has the report.
        case acknowledged
    }

    /// The device, as the server knows it.
    package let device: UUID
    /// Its name.
    package let name: String
    /// What is installed.
    package var stock: PackageStock
    /// Its time zone's name.
    package var zone: String
    /// How it goes about its days.
    package var habits: AgentHabits
    /// What it did since someone emptied the list.
    package var deeds: [Deed] = []

    var dice: Dice
    /// What its clock shows beyond the true time.
    let skew: Duration
    /// What it adds to its clock to get the server's time.
    var clockOffset: Duration = .zero

    /// Off, or without its agent, until a time; `nil` while it works.
    var absentUntil: Timestamp?
    /// Whether it is the machine that is off, and so starts anew.
    var willRestart = false
    /// Whether it never comes back.
    package internal(set) var isGone = false
    /// How often it was started.
    var boots = 1
    /// When it was started last.
    var bootedAt: Timestamp
    /// Whether it waits for a restart.
    var needsReboot = false
    /// When the next mishap strikes; `nil` for never.
    var mishapAt: Timestamp?

    /// The orders that it ever took, and what became of them.
    var journal: [UUID: Entry] = [:]
    /// The orders that are not over, oldest first.
    var queue: [UUID] = []
    /// The order that it acts on.
    var work: Work?

    /// What was there at the last scan.
    package internal(set) var scanned: PackageStock?
    /// How that is named.
    var digest: String?
    /// When it was, by its own clock.
    var scannedAt: Timestamp?
    /// When the next regular scan is due.
    var scanDue: Timestamp

    /// When it checks in next.
    var checkInDue: Timestamp
    /// Before this time it calls nobody, since nobody answered.
    var quietUntil: Timestamp?
    /// How many calls in a row had no answer.
    var failures = 0
    var messages: [OrderProgress] = []
    var refusals: [OrderRefusal] = []
    var owesInventory = false

    /// Makes a device that is switched on and has not called yet.
    package init(
        device: UUID,
        name: String,
        stock: PackageStock,
        zone: String,
        habits: AgentHabits,
        dice: Dice,
        at now: Timestamp
    ) {
        self.device = device
        self.name = name
        self.stock = stock
        self.zone = zone
        self.habits = habits
        var dice = dice
        // Small differences, which the protocol tolerates, are everywhere.
        let isWrong = dice.happens(habits.faults.clockWrong)
        skew = isWrong ? dice.minutes(-1_800...1_800) : .seconds(dice.roll(-30...30))
        bootedAt = now - dice.minutes(10...20_000)
        checkInDue = now + .milliseconds(dice.roll(0...Int(habits.interval / .milliseconds(1))))
        scanDue = now
        self.dice = dice
        mishapAt = nextMishap(after: now)
    }

    /// Whether it acts on nothing and owes no report.
    package var isIdle: Bool {
        queue.isEmpty && work == nil
            && !journal.values.contains { if case .finished = $0 { true } else { false } }
    }

    /// What its clock shows.
    package func clock(at now: Timestamp) -> Timestamp { now + skew }

    /// What it takes for the server's time.
    package func believed(at now: Timestamp) -> Timestamp { clock(at: now) + clockOffset }

    /// Keeps what it did, where someone wants to know.
    mutating func note(_ kind: Deed.Kind, _ order: UUID, patch: UUID? = nil, at now: Timestamp) {
        guard habits.keepsDeeds else { return }
        deeds.append(
            Deed(kind: kind, order: order, patch: patch, at: now, believed: believed(at: now))
        )
    }
}
