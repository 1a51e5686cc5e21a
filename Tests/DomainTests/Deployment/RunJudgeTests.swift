// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

/// Three rings of ten devices; the first two ask for 80 % and three good ones, for an hour.
@Suite struct RunJudgeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var ring = 0
        var satisfiedAt: Int64?
        var now: Int64 = 0
        var brakes = Brakes()
        var accepted = RunCounts.Losses()
        var counts: [(Int, Execution.State, Int)]
        let verdict: RunJudge.Verdict
    }

    private static func brakes(_ change: (inout Brakes) -> Void) -> Brakes {
        var brakes = Brakes()
        change(&brakes)
        return brakes
    }

    private static func losses(failed: Int) -> RunCounts.Losses {
        var losses = RunCounts.Losses()
        losses.failed = failed
        return losses
    }

    private static let rest: [(Int, Execution.State, Int)] = [(1, .pending, 10), (2, .pending, 10)]
    private static let fifth = brakes { $0.failureShare = 0.2 }

    static let cases = [
        Case(
            testDescription: "nothing is decided",
            counts: [(0, .pending, 10)] + rest,
            verdict: .wait
        ),
        Case(
            testDescription: "two good ones are too few",
            counts: [(0, .completed, 2), (0, .installing, 8)] + rest,
            verdict: .wait
        ),
        Case(
            testDescription: "three good ones are enough, others still at work",
            counts: [(0, .completed, 3), (0, .installing, 7)] + rest,
            verdict: .satisfied
        ),
        Case(
            testDescription: "exactly 80 %",
            counts: [(0, .completed, 4), (0, .failed, 1), (0, .pending, 5)] + rest,
            verdict: .satisfied
        ),
        Case(
            testDescription: "below 80 % while others may still make up for it",
            counts: [(0, .completed, 3), (0, .failed, 1), (0, .pending, 6)] + rest,
            verdict: .wait
        ),
        Case(
            testDescription: "it was enough and is not any more",
            satisfiedAt: 0,
            now: 100,
            counts: [(0, .completed, 3), (0, .failed, 1), (0, .pending, 6)] + rest,
            verdict: .unsatisfied
        ),
        Case(
            testDescription: "still soaking",
            satisfiedAt: 0,
            now: 3_599,
            counts: [(0, .completed, 10)] + rest,
            verdict: .wait
        ),
        Case(
            testDescription: "soaked",
            satisfiedAt: 0,
            now: 3_600,
            counts: [(0, .completed, 10)] + rest,
            verdict: .openNext(
                reason: "10 of 10 decided devices of ring one ended well, for 3600 s"
            )
        ),
        Case(
            testDescription: "all are decided and too few are good",
            counts: [(0, .completed, 7), (0, .failed, 2), (0, .silent, 1)] + rest,
            verdict: .halt(
                reason: "7 of 10 decided devices of ring one ended well, fewer than 80% "
                    + "or than 3 devices"
            )
        ),
        Case(
            testDescription: "what never began tells nothing of the patches",
            counts: [(0, .completed, 4), (0, .expired, 5), (0, .cancelled, 1)] + rest,
            verdict: .satisfied
        ),
        Case(
            testDescription: "an empty ring is passed",
            satisfiedAt: 0,
            now: 3_600,
            counts: rest,
            verdict: .openNext(reason: "0 of 0 decided devices of ring one ended well, for 3600 s")
        ),
        Case(
            testDescription: "the last ring ends when everybody has",
            ring: 2,
            counts: [(0, .completed, 9), (1, .completed, 9), (2, .completed, 9), (2, .failed, 1)],
            verdict: .complete(reason: "27 of 28 ended well")
        ),
        Case(
            testDescription: "exactly the share that may fail",
            brakes: fifth,
            counts: [(0, .completed, 4), (0, .failed, 1), (0, .pending, 5)] + rest,
            verdict: .satisfied
        ),
        Case(
            testDescription: "one more than the share that may fail",
            brakes: fifth,
            counts: [(0, .completed, 6), (0, .failed, 1), (0, .refused, 1)] + rest,
            verdict: .halt(reason: "2 of 8 devices failed, more than 20%")
        ),
        Case(
            testDescription: "a share of too few counts for nothing",
            brakes: brakes {
                $0.failureShare = 0
                $0.decidedMinimum = 5
            },
            counts: [(0, .completed, 3), (0, .failed, 1), (0, .pending, 6)] + rest,
            verdict: .wait
        ),
        Case(
            testDescription: "a number of failures",
            brakes: brakes { $0.failureCount = 0 },
            counts: [(0, .failed, 1), (0, .pending, 9)] + rest,
            verdict: .halt(reason: "1 devices failed, more than 0")
        ),
        Case(
            testDescription: "silent devices halt by number",
            brakes: brakes { $0.silentCount = 1 },
            counts: [(0, .completed, 8), (0, .silent, 2)] + rest,
            verdict: .halt(reason: "2 devices fell silent, more than 1")
        ),
        Case(
            testDescription: "and by share",
            brakes: brakes { $0.silentShare = 0.1 },
            counts: [(0, .completed, 8), (0, .silent, 2)] + rest,
            verdict: .halt(reason: "2 of 10 devices fell silent, more than 10%")
        ),
        Case(
            testDescription: "what a person accepted does not halt again",
            brakes: brakes { $0.failureCount = 0 },
            accepted: losses(failed: 2),
            counts: [(0, .completed, 8), (0, .failed, 2)] + rest,
            verdict: .satisfied
        ),
    ]

    @Test("counts and time decide", arguments: cases)
    func judges(_ example: Case) {
        var plan = DeploymentPlan(
            targets: .everything,
            patches: .missing,
            schedule: .onDemand,
            policy: DeploymentPolicy.builtIn[0]
        )
        plan.brakes = example.brakes
        plan.rings = ["one", "two", "three"].map {
            Ring(name: $0, minimumSuccessShare: 0.8, minimumCount: 3, soakSeconds: 3_600)
        }
        var course = RunCourse(plan: plan, expiresAt: Samples.at(100_000), at: Samples.at(0))
        course.openRing = example.ring
        course.ringSatisfiedAt = example.satisfiedAt.map(Samples.at)
        course.accepted = example.accepted
        var counts = RunCounts()
        for (ring, state, count) in example.counts { counts.add(count, state, ring: ring) }
        let verdict = RunJudge.verdict(on: course, counts: counts, now: Samples.at(example.now))
        #expect(verdict == example.verdict)
    }
}
