// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Testing

@Suite struct ExecutionPropertyTests {
    private static let working: Set<Execution.State> = [
        .offered, .waitingForUser, .downloading, .installing, .waitingForReboot, .rebooting,
    ]
    /// What a report, and its proof, lead to from everywhere.
    private static let reported: Set<Execution.State> = [
        .pending, .verifying, .completed, .failed, .blocked, .noPatchAvailable, .notApplicable,
        .expired,
    ]

    /// Whether a state may follow another.
    private static func isLegal(_ former: Execution.State, _ next: Execution.State) -> Bool {
        if former == next || reported.contains(next) { return true }
        return switch former {
        case .pending: next == .offered || next == .cancelled || next == .refused
        case _ where working.contains(former):
            working.contains(next) || next == .refused || next == .silent
        case .silent: working.contains(next)
        case .verifying: next == .silent || next == .refused
        default: false
        }
    }

    @Test("whatever happens in whatever order is legal, and the first report of an order counts")
    func anyInterleavingIsLegal() {
        for seed in 0..<500 as Range<UInt64> {
            var random = SplitMix64(seed: seed)
            var rules = AttemptRules()
            rules.retries = RetryPolicy(count: Int(random.next() % 3), firstDelaySeconds: 5)
            var execution = Reports.execution(patches: UInt8(random.next() % 3))
            var orders: Set = [execution.order]
            var clock: Int64 = 0
            for step in 0..<30 {
                clock += Int64(random.next() % 90)
                let event = Self.event(&random, execution)
                let before = execution
                let hasChanged = execution.on(event, at: Samples.at(clock), rules: rules)
                let place: Comment = "seed \(seed), step \(step): \(event)"

                #expect(hasChanged == (execution != before), place)
                #expect(Self.isLegal(before.state, execution.state), "\(place) \(before.state)")
                if case .reported(let report) = event {
                    #expect(hasChanged == (before.report?.order != before.order), place)
                    #expect(!hasChanged || execution.report == report, place)
                }
                if execution.attempt > before.attempt {
                    #expect(execution.state == .pending, place)
                    #expect(orders.insert(execution.order).inserted, place)
                }
                if execution.offers > before.offers {
                    #expect(execution.state.isActive, place)
                    #expect(before.leasedUntil.map { $0 <= Samples.at(clock) } ?? true, place)
                }
                #expect(execution.failures <= rules.retries.count + 1, place)
                #expect(execution.id == before.id && execution.patches == before.patches, place)
            }
        }
    }

    private static func event(
        _ random: inout SplitMix64,
        _ execution: Execution
    ) -> Execution.Event {
        func report(_ outcomes: [PatchResult.Outcome]) -> Execution.Event {
            var report = Reports.make(outcomes)
            report.order = execution.order
            return .reported(report)
        }
        switch random.next() % 14 {
        case 0, 1, 2: return .offered(until: Samples.at(400))
        case 3: return .tick
        case 4: return .cancelled(reason: "taken back")
        case 5: return report([.installed, .alreadyInstalled])
        case 6: return report([.failed])
        case 7: return report([.postponed, .postponed])
        case 8: return .refused(Reports.refusal(.expired))
        case 9: return .refused(Reports.refusal(.wrongDevice))
        case 10: return .verified(random.next() % 2 == 0 ? [] : Set(patches(execution)))
        case 11: return .fellSilent
        default:
            let phases = OrderProgress.Phase.allCases
            return .progressed(phases[Int(random.next() % UInt64(phases.count))])
        }
    }

    private static func patches(_ execution: Execution) -> [Patch.Identity] {
        execution.patches.map { Patch.Identity($0.patch) }
    }
}
