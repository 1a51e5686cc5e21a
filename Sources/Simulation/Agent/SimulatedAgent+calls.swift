// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain
import Foundation

extension SimulatedAgent {
    /// What it sends next; `nil` while it has nothing to say, or is not there.
    package mutating func nextCall(at now: Timestamp) -> AgentCall? {
        guard !isGone, absentUntil == nil, quietUntil.map({ $0 <= now }) ?? true else { return nil }
        if let message = messages.first { return .progress(message) }
        if let report = owedReport { return .report(report) }
        if let refusal = refusals.first { return .refuse(refusal) }
        if owesInventory, let scanned, let digest { return .upload(scanned, digest: digest) }
        guard checkInDue <= now else { return nil }
        if work == nil, scanDue <= now { scan(at: now) }
        return .checkIn(
            CheckIn(
                inventoryDigest: digest,
                scannedAt: scannedAt?.milliseconds,
                facts: facts,
                waitSeconds: 0
            )
        )
    }

    private var owedReport: OrderReport? {
        var owed: [OrderReport] = []
        for case .finished(let report) in journal.values { owed.append(report) }
        return owed.min {
            ($0.finishedAt, $0.order.uuidString) < ($1.finishedAt, $1.order.uuidString)
        }
    }

    /// What it says of its machine.
    package var facts: DeviceFacts {
        var facts = DeviceFacts(hostName: name, agentVersion: "simulated")
        facts.timeZone = zone
        facts.bootedAt = (bootedAt + skew).milliseconds
        facts.bootID = "\(boots)"
        facts.reboot = needsReboot ? .needed(reasons: ["a package asks for it"]) : .notNeeded
        return facts
    }

    /// Takes the answer to a call.
    package mutating func take(_ answer: AgentAnswer, of call: AgentCall, at now: Timestamp) {
        if case .unanswered = answer {
            failures += 1
            let ceiling = min(300_000, 1_000 << min(failures, 9))
            quietUntil = now + .milliseconds(dice.roll(200...ceiling))
            // Progress and refusals are told once: the report says all that counts, and an order
            // that is refused comes again.
            switch call {
            case .progress: messages.removeFirst()
            case .refuse: refusals.removeFirst()
            case .checkIn, .upload, .report: break
            }
            return
        }
        failures = 0
        quietUntil = nil
        switch call {
        case .progress: messages.removeFirst()
        case .refuse: refusals.removeFirst()
        case .upload(_, let sent): owesInventory = digest != sent
        case .report(let report): journal[report.order] = .acknowledged
        case .checkIn:
            let milliseconds = habits.interval / .milliseconds(1) * (0.8 + 0.4 * dice.fraction())
            checkInDue = now + .milliseconds(Int64(milliseconds))
            guard case .checkedIn(let needsInventory, let orders, let serverTime) = answer else {
                return
            }
            setClock(by: serverTime, at: now)
            owesInventory = needsInventory
            for order in orders { receive(order, at: now) }
            beginNext(at: now)
        }
    }

    /// Clocks that are too far apart open no session until the agent has learnt the difference.
    package mutating func setClock(by serverTime: Timestamp, at now: Timestamp) {
        let tolerance = Duration.milliseconds(AgentProtocol.clockToleranceMilliseconds)
        let error = serverTime - believed(at: now)
        if error > tolerance || error < .zero - tolerance {
            clockOffset = serverTime - clock(at: now)
        }
    }
}
