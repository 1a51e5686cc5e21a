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

    static let stories = [
        Story("nothing happens", [], .pending, offers: 0),
        Story("asked", [(0, .asked, true)], .offered, offers: 1),
        Story(
            "asked again within the lease",
            [(0, .asked, true), (59, .asked, false)],
            .offered,
            offers: 1
        ),
        Story(
            "asked again when the lease ends",
            [(0, .asked, true), (60, .asked, true)],
            .offered,
            offers: 2
        ),
        Story(
            "the lease counts from the last offer",
            [(0, .asked, true), (60, .asked, true), (119, .asked, false), (120, .asked, true)],
            .offered,
            offers: 3
        ),
        Story("done", [(0, .asked, true), (5, good, true)], .completed, offers: 1),
        Story("failed", [(0, .asked, true), (5, bad, true)], .failed, offers: 1),
        Story("reported without having been asked for", [(5, good, true)], .completed, offers: 0),
        Story("refused", [(0, .asked, true), (5, refused, true)], .refused, offers: 1),
        Story(
            "refused for its age",
            [(0, .asked, true), (5, .refused(Reports.refusal(.expired)), true)],
            .expired,
            offers: 1
        ),
        Story("still in time", [(599, .tick, false)], .pending, offers: 0),
        Story("never begun", [(600, .tick, true)], .expired, offers: 0),
        Story(
            "handed out and never heard of again",
            [(0, .asked, true), (599, .tick, false), (600, .tick, true)],
            .expired,
            offers: 1
        ),
        Story(
            "handed out just before the end",
            [(599, .asked, true), (600, .tick, false), (659, .tick, true)],
            .expired,
            offers: 1
        ),
        Story("disapproved in time", [(0, .disapproved, true)], .cancelled, offers: 0),
        Story(
            "disapproved too late",
            [(0, .asked, true), (1, .disapproved, false)],
            .offered,
            offers: 1
        ),
        Story("asked too late", [(600, .asked, true)], .expired, offers: 0),
        Story(
            "it is not handed out again after its expiry: nobody may begin it any more",
            [(0, .asked, true), (700, .asked, true)],
            .expired,
            offers: 1
        ),
        Story(
            "an order that was begun in time and reported after its expiry is done",
            [(0, .asked, true), (10_000, .tick, true), (10_001, good, true)],
            .completed,
            offers: 1
        ),
        Story(
            "a report after the expiry counts",
            [(600, .tick, true), (900, good, true)],
            .completed,
            offers: 0
        ),
        Story(
            "a report after a refusal counts",
            [(0, .asked, true), (1, refused, true), (2, bad, true)],
            .failed,
            offers: 1
        ),
        Story(
            "a repeated report changes nothing",
            [(0, .asked, true), (5, good, true), (6, good, false)],
            .completed,
            offers: 1
        ),
        Story(
            "a contradicting second report changes nothing",
            [(0, .asked, true), (5, bad, true), (6, good, false)],
            .failed,
            offers: 1
        ),
        Story(
            "nothing follows a report",
            [
                (0, .asked, true), (5, good, true), (6, refused, false), (70, .asked, false),
                (700, .tick, false),
            ],
            .completed,
            offers: 1
        ),
        Story(
            "a second refusal changes nothing",
            [(0, refused, true), (1, .refused(Reports.refusal(.expired)), false)],
            .refused,
            offers: 0
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
        "a report is good where every patch of the order has a good result and nothing failed",
        arguments: [
            (Reports.make([.installed]), Execution.State.completed),
            (Reports.make([.alreadyInstalled]), .completed),
            (Reports.make([.installed, .alreadyInstalled]), .completed),
            (Reports.make([.failed]), .failed),
            (Reports.make([.blocked]), .failed),
            (Reports.make([.installed, .blocked]), .failed),
            (Reports.make([.failed, .installed]), .failed),
            (Reports.make([]), .failed),
            (Reports.make([.installed], first: 9), .failed),
            (Reports.make([.installed], failure: true), .failed),
        ]
    )
    func judges(_ report: OrderReport, _ state: Execution.State) {
        var execution = Reports.execution(patches: 1)
        let isTaken = execution.on(.reported(report), at: Samples.at(1))
        #expect(isTaken)
        #expect(execution.state == state)
        #expect(execution.report == report)
        #expect(execution.reportedAt == Samples.at(1))
    }

    @Test("one result of two patches is not enough")
    func needsEveryPatch() {
        var execution = Reports.execution(patches: 2)
        _ = execution.on(.reported(Reports.make([.installed])), at: Samples.at(1))
        #expect(execution.state == .failed)
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
