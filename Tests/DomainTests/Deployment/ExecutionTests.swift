// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Testing

/// Orders live from second 0 to second 600; a lease lasts 60 seconds.
@Suite struct ExecutionTests {
    typealias Step = (at: Int64, event: Execution.Event, changes: Bool)

    struct Story: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let steps: [Step]
        let state: Execution.State
        let offers: Int

        init(_ name: String, _ steps: [Step], _ state: Execution.State, offers: Int) {
            testDescription = name
            self.steps = steps
            self.state = state
            self.offers = offers
        }
    }

    private static let good = Execution.Event.reported(Reports.make([.installed]))
    private static let bad = Execution.Event.reported(Reports.make([.failed]))
    private static let refused = Execution.Event.refused(Reports.refusal(.wrongDevice))

    private static let ask = Execution.Event.offered(until: Samples.at(600))
    private static let proof = Execution.Event.verified([Reports.patch(1)])
    private static let gone = Execution.Event.cancelled(reason: "its approval was taken back")

    static let stories = [
        Story("nothing happens", [], .pending, offers: 0),
        Story("asked", [(0, ask, true)], .offered, offers: 1),
        Story(
            "asked again within the lease",
            [(0, ask, true), (59, ask, false)],
            .offered,
            offers: 1
        ),
        Story(
            "asked again when the lease ends",
            [(0, ask, true), (60, ask, true)],
            .offered,
            offers: 2
        ),
        Story(
            "the lease counts from the last offer",
            [(0, ask, true), (60, ask, true), (119, ask, false), (120, ask, true)],
            .offered,
            offers: 3
        ),
        Story("done, and not proven", [(0, ask, true), (5, good, true)], .verifying, offers: 1),
        Story("done", [(0, ask, true), (5, good, true), (6, proof, true)], .completed, offers: 1),
        Story(
            "said to be done, and it is not",
            [(0, ask, true), (5, good, true), (6, .verified([]), true)],
            .failed,
            offers: 1
        ),
        Story("proof without a report", [(0, ask, true), (6, proof, false)], .offered, offers: 1),
        Story("failed", [(0, ask, true), (5, bad, true)], .failed, offers: 1),
        Story("reported without having been asked for", [(5, bad, true)], .failed, offers: 0),
        Story("refused", [(0, ask, true), (5, refused, true)], .refused, offers: 1),
        Story("refused before it was given out", [(5, refused, false)], .pending, offers: 0),
        Story(
            "refused because its window was over: it goes on in the next one",
            [(0, ask, true), (5, .refused(Reports.refusal(.expired)), true)],
            .pending,
            offers: 0
        ),
        Story(
            "refused because its time was over",
            [(0, ask, true), (600, .refused(Reports.refusal(.expired)), true)],
            .expired,
            offers: 1
        ),
        Story("still in time", [(599, .tick, false)], .pending, offers: 0),
        Story("never begun", [(600, .tick, true)], .expired, offers: 0),
        Story(
            "handed out and never heard of again",
            [(0, ask, true), (599, .tick, false), (600, .tick, true)],
            .expired,
            offers: 1
        ),
        Story(
            "handed out just before the end",
            [(599, ask, true), (600, .tick, false), (659, .tick, true)],
            .expired,
            offers: 1
        ),
        Story("taken back in time", [(0, gone, true)], .cancelled, offers: 0),
        Story("taken back too late", [(0, ask, true), (1, gone, false)], .offered, offers: 1),
        Story("asked too late", [(600, ask, true)], .expired, offers: 0),
        Story(
            "at work, then done",
            [
                (0, ask, true), (1, .progressed(.downloading), true),
                (2, .progressed(.downloading), false), (3, .progressed(.installing), true),
                (4, .progressed(.waitingForReboot), true), (5, .progressed(.rebooting), true),
                (6, .progressed(.verifying), true), (9_000, .tick, false), (9_001, good, true),
                (9_002, proof, true),
            ],
            .completed,
            offers: 1
        ),
        Story(
            "progress that was overtaken by the report changes nothing",
            [(0, ask, true), (1, good, true), (2, .progressed(.installing), false)],
            .verifying,
            offers: 1
        ),
        Story(
            "silent, and back with its report",
            [
                (0, ask, true), (1, .progressed(.installing), true), (4_000, .fellSilent, true),
                (9_000, good, true), (9_001, proof, true),
            ],
            .completed,
            offers: 1
        ),
        Story(
            "silent after its report, and back with the proof",
            [(0, ask, true), (1, good, true), (4_000, .fellSilent, true), (9_001, proof, true)],
            .completed,
            offers: 1
        ),
        Story(
            "nobody falls silent before the order",
            [(5, .fellSilent, false)],
            .pending,
            offers: 0
        ),
        Story(
            "it is not handed out again after its expiry: nobody may begin it any more",
            [(0, ask, true), (700, ask, true)],
            .expired,
            offers: 1
        ),
        Story(
            "a report after the expiry counts",
            [(600, .tick, true), (900, good, true), (901, proof, true)],
            .completed,
            offers: 0
        ),
        Story(
            "a report after a refusal counts",
            [(0, ask, true), (1, refused, true), (2, bad, true)],
            .failed,
            offers: 1
        ),
        Story(
            "a repeated report changes nothing",
            [(0, ask, true), (5, good, true), (6, good, false)],
            .verifying,
            offers: 1
        ),
        Story(
            "a contradicting second report changes nothing",
            [(0, ask, true), (5, bad, true), (6, good, false)],
            .failed,
            offers: 1
        ),
        Story(
            "nothing follows the proof",
            [
                (0, ask, true), (5, good, true), (6, proof, true), (6, refused, false),
                (70, ask, false), (700, .tick, false), (800, .fellSilent, false),
            ],
            .completed,
            offers: 1
        ),
    ]

    @Test("events lead to a state", arguments: stories)
    func follows(_ story: Story) {
        var execution = Reports.execution()
        for step in story.steps {
            let before = execution
            let hasChanged = execution.on(step.event, at: Samples.at(step.at))
            #expect(hasChanged == step.changes)
            #expect(step.changes || execution == before, "an event of no effect changes nothing")
        }
        #expect(execution.state == story.state)
        #expect(execution.offers == story.offers)
    }

    @Test(
        "a report is judged by every patch of the order",
        arguments: [
            (Reports.make([.installed]), Execution.State.completed),
            (Reports.make([.alreadyInstalled]), .completed),
            (Reports.make([.installed, .alreadyInstalled]), .completed),
            (Reports.make([.failed]), .failed),
            (Reports.make([.skipped]), .failed),
            (Reports.make([.blocked]), .blocked),
            (Reports.make([.unavailable]), .noPatchAvailable),
            (Reports.make([.notApplicable]), .notApplicable),
            (Reports.make([.postponed]), .pending),
            (Reports.make([]), .failed),
            (Reports.make([.installed], first: 9), .failed),
            (Reports.make([.installed], failure: true), .failed),
        ]
    )
    func judges(_ report: OrderReport, _ state: Execution.State) {
        var execution = Reports.execution(patches: 1)
        let isTaken = execution.on(.reported(report), at: Samples.at(1))
        #expect(isTaken)
        _ = execution.on(.verified([Reports.patch(1)]), at: Samples.at(2))
        #expect(execution.state == state)
        #expect(execution.report == report)
        #expect(execution.reportedAt == Samples.at(1))
    }

    @Test("one result of two patches is not enough")
    func needsEveryPatch() {
        var execution = Reports.execution(patches: 2)
        _ = execution.on(.reported(Reports.make([.installed])), at: Samples.at(1))
        _ = execution.on(.verified([Reports.patch(1), Reports.patch(2)]), at: Samples.at(2))
        #expect(execution.state == .failed)
    }

    @Test("a failed attempt is repeated with another order, later each time, and only so often")
    func retries() {
        var rules = AttemptRules()
        rules.retries = RetryPolicy(count: 2, firstDelaySeconds: 30, factor: 2)
        var execution = Reports.execution(patches: 2)
        var orders = [execution.order]
        var waits: [Timestamp?] = []
        for (second, outcomes) in [
            (1, [PatchResult.Outcome.installed, .failed]), (50, [.failed]), (200, [.failed]),
        ] {
            let first: UInt8 = outcomes.count == 2 ? 0 : 1
            var report = Reports.make(outcomes, first: first)
            report.order = execution.order
            _ = execution.on(.reported(report), at: Samples.at(Int64(second)), rules: rules)
            _ = execution.on(
                .verified([Reports.patch(1)]),
                at: Samples.at(Int64(second)),
                rules: rules
            )
            orders.append(execution.order)
            waits.append(execution.notBefore)
        }
        #expect(execution.state == .failed)
        #expect(execution.failures == 3)
        #expect(Set(orders).count == 3)
        #expect(waits == [Samples.at(31), Samples.at(110), Samples.at(110)])
        #expect(execution.openPatches.map(\.patch) == [Reports.patch(2).uuid])
        #expect(execution.results.map(\.outcome) == [.installed, .failed])
    }

    @Test("what was fetched ahead is installed by another order")
    func downloads() {
        var execution = Reports.execution()
        execution.isDownload = true
        let download = execution.order
        _ = execution.on(Self.ask, at: Samples.at(0))
        var report = Reports.make([.downloaded])
        report.order = download
        let isTaken = execution.on(.reported(report), at: Samples.at(9))
        #expect(isTaken)
        #expect(execution.state == .pending)
        #expect(execution.downloadedAt == Samples.at(9))
        #expect(execution.order != download && execution.order == execution.id.uuid)
        #expect(execution.results.isEmpty)
    }

    @Test("a scan is done by a report without results, and failed by a failure")
    func judgesScans() {
        var scan = Reports.execution(patches: 0)
        _ = scan.on(.reported(Reports.make([])), at: Samples.at(1))
        #expect(scan.state == .completed)
        scan = Reports.execution(patches: 0)
        _ = scan.on(.reported(Reports.make([], failure: true)), at: Samples.at(1))
        #expect(scan.state == .failed)
    }

    @Test("a refusal is kept with its time")
    func keepsRefusal() {
        var execution = Reports.execution()
        _ = execution.on(Self.ask, at: Samples.at(0))
        _ = execution.on(Self.refused, at: Samples.at(3))
        #expect(execution.refusal == Reports.refusal(.wrongDevice))
        #expect(execution.reportedAt == Samples.at(3))
        #expect(execution.report == nil)
    }
}

/// What agents say about the execution of the suites.
enum Reports {
    static func execution(patches: UInt8 = 1) -> Execution {
        Execution(
            id: .init(Samples.uuid(1)),
            deployment: .init(Samples.uuid(2)),
            run: .init(Samples.uuid(4)),
            device: .init(Samples.uuid(3)),
            path: TenantPath(root: 1),
            kind: patches == 0 ? .scan : .install,
            patches: (0..<patches).map {
                OrderPatch(
                    patch: Samples.uuid(10 + $0),
                    title: "",
                    packages: [TargetPackage(name: "a", architecture: "all", version: "1")]
                )
            },
            createdAt: Samples.at(0),
            expiresAt: Samples.at(600)
        )
    }

    /// The patch of a place in the order, from 1.
    static func patch(_ place: UInt8) -> Patch.Identity { .init(Samples.uuid(9 + place)) }

    /// A report with one result per outcome, about the patches from a number on.
    static func make(
        _ outcomes: [PatchResult.Outcome],
        first: UInt8 = 0,
        failure: Bool = false
    ) -> OrderReport {
        OrderReport(
            order: Samples.uuid(1),
            startedAt: 1,
            finishedAt: 2,
            results: outcomes.enumerated().map { index, outcome in
                PatchResult(
                    patch: Samples.uuid(10 + first + UInt8(index)),
                    outcome: outcome,
                    failure: nil,
                    packages: []
                )
            },
            failure: failure ? Failure(exitCode: 1, text: "no") : nil,
            reboot: .unknown,
            wasResumed: false
        )
    }

    static func refusal(_ reason: OrderRefusal.Reason) -> OrderRefusal {
        OrderRefusal(order: Samples.uuid(1), reason: reason, detail: "no")
    }
}
