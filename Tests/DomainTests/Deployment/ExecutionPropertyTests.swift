// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Testing

@Suite struct ExecutionPropertyTests {
    /// Which state may follow which; a report leads from everywhere to its own result.
    private static let legal: [Execution.State: Set<Execution.State>] = [
        .pending: [.pending, .offered, .expired, .refused, .completed, .failed, .cancelled],
        .offered: [.offered, .expired, .refused, .completed, .failed],
        .expired: [.expired, .completed, .failed],
        .refused: [.refused, .completed, .failed],
        .completed: [.completed],
        .failed: [.failed],
        .cancelled: [.cancelled, .completed, .failed],
    ]

    @Test("whatever happens in whatever order ends legally, and no report is lost")
    func anyInterleavingIsLegal() {
        for seed in 0..<500 as Range<UInt64> {
            var random = SplitMix64(seed: seed)
            var execution = Reports.execution(patches: UInt8(random.next() % 3))
            var firstReport: OrderReport?
            var clock: Int64 = 0
            var offers = 0
            for step in 0..<30 {
                clock += Int64(random.next() % 90)
                let event = Self.event(&random)
                let before = execution
                let hasChanged = execution.on(event, at: Samples.at(clock))
                let place: Comment = "seed \(seed), step \(step): \(event)"

                #expect(hasChanged == (execution != before), place)
                #expect(Self.legal[before.state]?.contains(execution.state) ?? false, place)
                if case .reported(let report) = event, firstReport == nil { firstReport = report }
                #expect(execution.report == firstReport, place)
                #expect((execution.report == nil) || execution.state.isFinal, place)
                if execution.offers > offers {
                    #expect(execution.state == .offered, place)
                    #expect(before.leasedUntil.map { $0 <= Samples.at(clock) } ?? true, place)
                }
                offers = execution.offers
                #expect(execution.id == before.id && execution.patches == before.patches, place)
            }
        }
    }

    @Test("the state after a report depends on nothing that came before it")
    func reportDecidesAlone() {
        for seed in 0..<200 as Range<UInt64> {
            var random = SplitMix64(seed: seed)
            let report = Reports.make(seed % 2 == 0 ? [.installed] : [.failed])
            var execution = Reports.execution()
            for second in 0..<Int64(random.next() % 8) {
                var event = Self.event(&random)
                if case .reported = event { event = .tick }
                _ = execution.on(event, at: Samples.at(second * 200))
            }
            let isTaken = execution.on(.reported(report), at: Samples.at(9_999))
            #expect(isTaken, "seed \(seed)")
            #expect(execution.state == (seed % 2 == 0 ? .completed : .failed), "seed \(seed)")
        }
    }

    private static func event(_ random: inout SplitMix64) -> Execution.Event {
        switch random.next() % 10 {
        case 0, 1, 2, 3: return .asked
        case 4: return .tick
        case 5: return .disapproved
        case 6: return .reported(Reports.make([.installed, .alreadyInstalled]))
        case 7: return .reported(Reports.make([.failed]))
        case 8: return .refused(Reports.refusal(.expired))
        default: return .refused(Reports.refusal(.wrongDevice))
        }
    }
}
