// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation

extension SimulatedAgent {
    /// Decides about an order that has arrived.
    mutating func receive(_ order: Order, at now: Timestamp) {
        guard order.device == device else {
            refuse(order.id, .wrongDevice, "it is addressed to \(order.device)")
            return
        }
        switch journal[order.id] {
        case .accepted:
            return
        case .acting, .finished, .acknowledged:
            if case .acknowledged = journal[order.id] {
                refuse(order.id, .replayed, "its result was acknowledged before")
            }
            // A report that the server has not seen is sent again by itself.
            return
        case nil:
            break
        }
        guard !isTooLate(order, at: now) else {
            refuse(order.id, .expired, "it has expired")
            return
        }
        journal[order.id] = .accepted(order)
        queue.append(order.id)
    }

    /// Loses the journal, as no agent may.
    mutating func forget() {
        journal = [:]
        queue = []
        work = nil
    }

    /// Whether an order must not be begun any more, as far as the agent can tell.
    func isTooLate(_ order: Order, at now: Timestamp) -> Bool {
        habits.defect != .ignoresExpiry && believed(at: now).milliseconds >= order.expiresAt
    }

    mutating func refuse(_ order: UUID, _ reason: OrderRefusal.Reason, _ detail: String) {
        refusals.append(OrderRefusal(order: order, reason: reason, detail: detail))
    }

    /// Takes up the oldest order that waits.
    mutating func beginNext(at now: Timestamp) {
        while work == nil, let id = queue.first {
            guard case .accepted(let order) = journal[id] else {
                queue.removeFirst()
                continue
            }
            if isTooLate(order, at: now) {
                refuse(id, .expired, "it has expired")
                journal[id] = nil
                queue.removeFirst()
                continue
            }
            journal[id] = .acting
            work = Work(order: order, startedAt: clock(at: now), stageEndsAt: now)
            note(.began, id, at: now)
            enter(.preparing, at: now)
        }
    }

    /// Goes on with what was begun before the agent, or the machine, went away.
    mutating func resume(at now: Timestamp) {
        guard var present = work else { return }
        let restarted = present.isRestarting
        present.isRestarting = false
        if present.stage == .rebooting, restarted {
            present.hasRebooted = true
            work = present
            finish(at: now)
            return
        }
        present.wasResumed = true
        work = present
        switch present.stage {
        // The package manager goes on without its agent; what it did is found by the scan.
        case .working(let place): enter(.working(place), at: now, again: true)
        default: enter(present.stage, at: now)
        }
    }

    /// Ends the work with its report.
    mutating func finish(at now: Timestamp) {
        guard let done = work else { return }
        var report = OrderReport(
            order: done.order.id,
            startedAt: done.startedAt.milliseconds,
            finishedAt: clock(at: now).milliseconds,
            results: done.results,
            failure: done.failure,
            reboot: needsReboot ? .needed(reasons: ["a package asks for it"]) : .notNeeded,
            wasResumed: done.wasResumed
        )
        report.actions = done.actions.isEmpty ? nil : done.actions
        report.inventoryDigest = done.digest
        report.hasRebooted = done.hasRebooted ? true : nil
        journal[done.order.id] = .finished(report)
        queue.removeAll { $0 == done.order.id }
        note(.ended, done.order.id, at: now)
        work = nil
        checkInDue = min(checkInDue, now)
        beginNext(at: now)
    }
}
