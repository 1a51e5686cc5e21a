// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Testing

/// An index that followed every change is the one that is made of the end.
@Suite struct FleetChangeLawTests {
    private func follow(
        seeds: Range<UInt64>,
        batches: Int,
        size: (inout SplitMix64) -> Int
    ) {
        for seed in seeds {
            var fleet = RandomFleet(seed: seed)
            var random = SplitMix64(seed: seed)
            let writer = FleetWriter(limits: Snapshots.limits)
            _ = writer.take(fleet.beginning())
            for _ in 0..<batches {
                let followed = writer.take(fleet.change(size(&random), after: writer.snapshot))
                let fresh = FleetWriter(limits: Snapshots.limits).take(fleet.everything())
                let differences = FleetAnswers(followed).differences(from: FleetAnswers(fresh))
                #expect(
                    differences.isEmpty,
                    "seed \(seed): \(fleet.story.suffix(12).joined(separator: "; "))"
                )
                // What follows would only repeat it.
                if !differences.isEmpty { break }
            }
        }
    }

    @Test("change by change")
    func followsSingleChanges() {
        follow(seeds: 0..<40, batches: 20) { _ in 1 }
    }

    @Test("several changes at once, as a reader finds them after a while")
    func followsBatches() {
        follow(seeds: 1_000..<1_040, batches: 8) { 2 + $0.draw(below: 8) }
    }

    @Test("a snapshot that a reader keeps stays as it was")
    func keepsOldStates() {
        for seed in 0..<20 as Range<UInt64> {
            var fleet = RandomFleet(seed: seed)
            let writer = FleetWriter(limits: Snapshots.limits)
            let kept = writer.take(fleet.beginning())
            let before = FleetAnswers(kept)
            for _ in 0..<10 { _ = writer.take(fleet.change(3, after: writer.snapshot)) }
            #expect(FleetAnswers(kept).differences(from: before).isEmpty, "seed \(seed)")
        }
    }
}
