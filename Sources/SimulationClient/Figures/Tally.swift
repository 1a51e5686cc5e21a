// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Synchronization

/// Counts what the devices of a fleet do; shared by all of them.
final class Tally: Sendable {
    private struct State {
        var summary = SimulationSummary()
        var checkIns = LatencyHistogram()
        var lastSilence: String?
        var untrusted: String?
        var refusal: (code: String, reason: String)?
        var hasAnswer = false
    }

    private let state = Mutex(State())

    /// Changes the counts.
    func count(_ change: (inout SimulationSummary) -> Void) {
        state.withLock { change(&$0.summary) }
    }

    /// Counts a fault that was made on purpose.
    func fault(_ name: String) { count { $0.faults[name, default: 0] += 1 } }

    /// Counts a check-in that was answered.
    func checkedIn(after length: Duration) {
        state.withLock { $0.checkIns.add(length) }
    }

    /// Counts what came of a call, whatever it was.
    func note(_ answer: ServerWire.Answer) {
        state.withLock { state in
            if let failure = answer.failure {
                state.summary.errors[failure, default: 0] += 1
            }
            switch answer {
            case .body, .refused: state.hasAnswer = true
            case .silence(let reason): state.lastSilence = reason
            case .untrusted(let reason): state.untrusted = reason
            }
        }
    }

    /// Counts a device that the server turns away for good.
    func turnedAway(_ code: String, _ reason: String) {
        state.withLock { state in
            state.summary.turnedAway += 1
            state.refusal = (code, reason)
        }
    }

    /// Counts an order that the server has a report of.
    func reported(_ kind: Order.Kind, _ outcome: String, _ report: OrderReport) {
        count { summary in
            summary.orders[kind.rawValue, default: [:]][outcome, default: 0] += 1
            for result in report.results {
                summary.patches[result.outcome.rawValue, default: 0] += 1
            }
        }
    }

    /// Counts an order that an agent refused; of one that cannot be read the kind is not known.
    func refused(_ kind: Order.Kind?) {
        let name = kind?.rawValue ?? "unreadable"
        count { $0.orders[name, default: [:]]["refused", default: 0] += 1 }
    }

    /// The counts so far.
    var summary: SimulationSummary {
        state.withLock { state in
            var summary = state.summary
            summary.checkIns = SimulationSummary.Calls(
                count: state.checkIns.count,
                p50: state.checkIns.milliseconds(at: 0.5),
                p99: state.checkIns.milliseconds(at: 0.99),
                max: state.checkIns.count == 0 ? nil : state.checkIns.longest / .milliseconds(1)
            )
            return summary
        }
    }

    /// Why it is no use to go on; `nil` where it may be.
    func obstacle(at server: String, isLate: Bool) -> SimulationFailure? {
        state.withLock { state in
            if let reason = state.untrusted { return .untrusted(server: server, reason: reason) }
            guard state.summary.enrolled == 0 else { return nil }
            if let refusal = state.refusal {
                return .notAdmitted(code: refusal.code, reason: refusal.reason)
            }
            if isLate, !state.hasAnswer, let reason = state.lastSilence {
                return .unreachable(server: server, reason: reason)
            }
            return nil
        }
    }
}

extension OrderReport {
    /// What came of the order, in a word.
    var outcome: String {
        let scripts = (actions ?? []).map(\.outcome)
        let hasFailed =
            failure != nil || results.contains { $0.outcome == .failed }
            || scripts.contains { $0 != .succeeded && $0 != .skipped }
        if hasFailed { return "failed" }
        return results.allSatisfy(\.outcome.isGood) ? "succeeded" : "incomplete"
    }
}
