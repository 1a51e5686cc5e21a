// SPDX-License-Identifier: Apache-2.0
import Foundation
import Simulation
import Testing

@Suite struct WorldTests {
    /// How many worlds one test lives through.
    private static let chunk: UInt64 = 25

    @Test(
        "in worlds full of mishaps no law is broken",
        arguments: (0..<10).map { UInt64($0) * chunk + 1 }
    )
    func lawsHold(first: UInt64) async {
        for seed in first..<first + Self.chunk {
            let outcome = World.run(seed: seed)
            for violation in outcome.violations { Issue.record("\(violation)") }
            #expect(outcome.figures.ticks > 0, "seed \(seed): nothing happened")
            // Tests beside this one wait for programs and clocks.
            await Task.yield()
        }
    }

    @Test("the worlds see everything that deployments can come to")
    func worldsAreRich() async {
        var ends: Set<String> = []
        var decisions: Set<String> = []
        var executions = 0
        for seed in 1...80 as ClosedRange<UInt64> {
            let figures = World.run(seed: seed).figures
            ends.formUnion(figures.ends.keys)
            decisions.formUnion(figures.decisions.keys)
            executions += figures.executions
            await Task.yield()
        }
        #expect(executions > 3_000)
        #expect(
            ends.isSuperset(of: [
                "completed", "failed", "expired", "cancelled", "blocked", "superseded", "silent",
                "notApplicable",
            ])
        )
        #expect(
            decisions.isSuperset(of: [
                "started by engine", "started by people", "ringOpened by engine",
                "ringSkipped by people", "halted by engine", "halted by people",
                "resumed by people", "aborted by people", "completed by engine",
            ])
        )
    }

    @Test("a world is the same each time")
    func worldsRepeat() async {
        for seed in [3, 14, 15] as [UInt64] {
            let (first, second) = (World.run(seed: seed).figures, World.run(seed: seed).figures)
            #expect(first.happenings == second.happenings)
            #expect(first.calls == second.calls)
            #expect(first.executions == second.executions)
            #expect(first.ends == second.ends)
            #expect(first.decisions == second.decisions)
            await Task.yield()
        }
    }

    @Test(
        "the world of THIMBLE_SEED breaks no law",
        .enabled(if: ProcessInfo.processInfo.environment["THIMBLE_SEED"] != nil)
    )
    func oneSeed() throws {
        let text = try #require(ProcessInfo.processInfo.environment["THIMBLE_SEED"])
        let seed = try #require(UInt64(text), "THIMBLE_SEED is no number")
        for violation in World.run(seed: seed).violations { Issue.record("\(violation)") }
    }
}
