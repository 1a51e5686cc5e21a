// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite struct ApprovalPlanTests {
    private static let day: Int64 = 86_400
    private static let patch = Patch.Identity(derivedFrom: "patch")
    private static let pilot = Group.Identity(derivedFrom: "pilot")
    private static let lab = Group.Identity(derivedFrom: "lab")

    private static func settings(
        _ mode: ApprovalSettings.Mode = .manual,
        rules: [ApprovalRule] = [],
        testGroups: [TestGroup] = []
    ) -> ApprovalSettings {
        ApprovalSettings(
            tenant: .init(derivedFrom: "tenant"),
            path: TenantPath(root: 1),
            mode: mode,
            rules: rules,
            testGroups: testGroups
        )
    }

    private static func candidate(
        released: Int64? = nil,
        imported: Int64? = nil,
        failed: Int = 0,
        isReserved: Bool = false,
        rules: Set<Int> = [],
        trials: [ApprovalCandidate.Trial] = []
    ) -> ApprovalCandidate {
        var candidate = ApprovalCandidate(
            patch: patch,
            releasedAt: released.map { Samples.at($0 * day) },
            firstImportedAt: imported.map { Samples.at($0 * day) },
            isReserved: isReserved,
            failed: failed
        )
        candidate.rules = rules
        candidate.trials = trials
        return candidate
    }

    private static func trial(
        _ place: Int = 0,
        _ decision: Approval.Decision? = nil,
        since days: Int64 = 0,
        isReserved: Bool = false,
        installed: Int = 0
    ) -> ApprovalCandidate.Trial {
        ApprovalCandidate.Trial(
            testGroup: place,
            decision: decision.map {
                Approval(
                    tenant: .init(derivedFrom: "tenant"),
                    path: TenantPath(root: 1),
                    group: place == 0 ? pilot : lab,
                    patch: patch,
                    decision: $0,
                    by: "system",
                    at: Samples.at(days * day)
                )
            },
            isReserved: isReserved,
            installed: installed
        )
    }

    private static func plan(
        _ settings: ApprovalSettings,
        _ candidate: ApprovalCandidate,
        day now: Int64
    ) -> ApprovalPlan {
        ApprovalPlan(
            settings,
            candidates: [candidate],
            groupNames: [pilot: "pilot", lab: "lab"],
            now: Samples.at(now * day)
        )
    }

    /// The steps and waits as lines.
    private static func lines(_ plan: ApprovalPlan) -> [String] {
        plan.steps.map { "\($0.group == nil ? "all" : "group"): \($0.reason)" }
            + plan.waits.flatMap(\.reasons).map { wait in
                wait.words(
                    groupName: { $0 == pilot ? "pilot" : "lab" },
                    time: { "day \(($0 - Samples.at(0)).components.seconds / day)" }
                )
            }
    }

    @Test("where everything is approved without testing, every candidate is")
    func approvesAutomatically() {
        let test = TestGroup(group: Self.pilot, days: 3)
        let settings = Self.settings(.automatic, testGroups: [test])
        let plan = Self.plan(settings, Self.candidate(trials: [Self.trial()]), day: 0)
        #expect(Self.lines(plan) == ["all: automatic: approved without testing"])
        #expect(settings.countingTestGroups.isEmpty)
    }

    @Test("where people decide and no rule speaks of a patch, nothing happens")
    func leavesToPeople() {
        let rule = ApprovalRule(query: "", days: 0, start: .release)
        let plan = Self.plan(Self.settings(rules: [rule]), Self.candidate(), day: 9)
        #expect(plan.steps.isEmpty && plan.waits.isEmpty)
        #expect(!Self.settings().isActive)
        #expect(Self.settings(rules: [rule]).isActive)
    }

    @Test(
        "a rule approves after its days",
        arguments: [
            (.release, 2, 0, 5, 1, "a rule approves it at day 2"),
            (.release, 2, 0, 5, 2, "all: rule: cve: *, 2 days after release"),
            (.release, 1, nil, 5, 5, "a rule approves it at day 6"),
            (.release, 1, nil, 5, 6, "all: rule: cve: *, 1 day after release"),
            (.firstImport, 2, 0, 5, 6, "a rule approves it at day 7"),
            (.firstImport, 2, 0, 5, 7, "all: rule: cve: *, 2 days after the first import"),
            (.firstImport, 2, 0, nil, 99, "a rule counts its days, and nobody kept when it came"),
            (.release, 2, nil, nil, 99, "a rule counts its days, and nobody kept when it came"),
            (.firstImport, 0, nil, nil, 0, "all: rule: cve: *"),
        ] as [(ApprovalRule.Start, Int, Int64?, Int64?, Int64, String)]
    )
    func rulesWait(
        _ start: ApprovalRule.Start,
        _ days: Int,
        _ released: Int64?,
        _ imported: Int64?,
        _ now: Int64,
        _ line: String
    ) {
        let rule = ApprovalRule(query: "cve: *", days: days, start: start)
        let candidate = Self.candidate(released: released, imported: imported, rules: [0])
        let plan = Self.plan(Self.settings(rules: [rule]), candidate, day: now)
        #expect(Self.lines(plan) == [line])
    }

    @Test("of several rules the first that is ready approves")
    func anyRuleApproves() {
        let rules = [
            ApprovalRule(query: "a", days: 9, start: .release),
            ApprovalRule(query: "b", days: 1, start: .release),
        ]
        let candidate = Self.candidate(released: 0, rules: [0, 1])
        let settings = Self.settings(rules: rules)
        let early = Self.lines(Self.plan(settings, candidate, day: 0))
        #expect(early == ["a rule approves it at day 9", "a rule approves it at day 1"])
        let ready = Self.lines(Self.plan(settings, candidate, day: 1))
        #expect(ready == ["all: rule: b, 1 day after release"])
    }

    @Test(
        "a test begins, takes its days, and ends by what came of it",
        arguments: [
            (
                trial(), 0, Int64(0),
                ["group: test for 3 days in pilot", "in test in pilot until day 3"]
            ),
            (trial(0, .approved), 0, 2, ["in test in pilot until day 3"]),
            (trial(0, .approved, installed: 5), 0, 2, ["in test in pilot until day 3"]),
            (
                trial(0, .approved), 0, 3,
                ["its test in pilot is over, and no device there has it"]
            ),
            (
                trial(0, .approved, installed: 2), 1, 3,
                ["in test in pilot, and it failed on 1 device"]
            ),
            (
                trial(0, .approved, installed: 2), 2, 1,
                ["in test in pilot, and it failed on 2 devices"]
            ),
            (
                trial(0, .approved, installed: 1), 0, 3,
                [
                    "all: tested for 3 days in pilot: installed on 1 device there, failed nowhere"
                ]
            ),
            (
                trial(0, .approved, since: 4, installed: 1), 0, 6,
                ["in test in pilot until day 7"]
            ),
            (trial(0, .declined, installed: 1), 0, 9, ["declined for its test group pilot"]),
            (
                trial(0, nil, isReserved: true), 0, 9,
                ["a person took it out of the test in pilot"]
            ),
        ] as [(ApprovalCandidate.Trial, Int, Int64, [String])]
    )
    func tests(
        _ trial: ApprovalCandidate.Trial,
        _ failed: Int,
        _ now: Int64,
        _ lines: [String]
    ) {
        let settings = Self.settings(testGroups: [TestGroup(group: Self.pilot, days: 3)])
        let candidate = Self.candidate(failed: failed, trials: [trial])
        #expect(Self.lines(Self.plan(settings, candidate, day: now)) == lines)
    }

    @Test("a patch in several tests must pass all of them")
    func passesAllTests() {
        let settings = Self.settings(testGroups: [
            TestGroup(group: Self.pilot, days: 1), TestGroup(group: Self.lab, days: 2),
        ])
        let passed = Self.trial(0, .approved, installed: 1)
        let open = Self.trial(1, .approved)
        let waiting = Self.plan(settings, Self.candidate(trials: [passed, open]), day: 9)
        #expect(
            Self.lines(waiting) == ["its test in lab is over, and no device there has it"]
        )
        let done = Self.trial(1, .approved, installed: 4)
        let plan = Self.plan(settings, Self.candidate(trials: [passed, done]), day: 9)
        #expect(plan.steps.map(\.group) == [nil])
        #expect(plan.waits.isEmpty)
    }

    @Test("what a person took back is left to people, whatever the settings say")
    func leavesReserved() {
        let rule = ApprovalRule(query: "", days: 0, start: .release)
        let candidate = Self.candidate(isReserved: true, rules: [0])
        for settings in [Self.settings(.automatic), Self.settings(rules: [rule])] {
            let plan = Self.plan(settings, candidate, day: 9)
            #expect(Self.lines(plan) == ["a person took the decision back"])
        }
    }

    @Test("a rule or a test group that is gone is passed over")
    func ignoresUnknownPlaces() {
        let candidate = Self.candidate(released: 0, rules: [7], trials: [Self.trial(3)])
        let plan = Self.plan(Self.settings(), candidate, day: 9)
        #expect(plan.steps.isEmpty && plan.waits.isEmpty)
    }
}
