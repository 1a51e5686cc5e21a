// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing

@Suite struct ApprovalSurveyTests {
    private static let pilot = Group.Identity(derivedFrom: "pilot")

    private let world: World
    private let writer: FleetWriter
    private let a: Patch
    private let b: Patch

    /// Three machines: 1 and 2 lack `a`, 3 has it; 1 and 3 lack `b`.
    ///
    /// The first two and the last are at different sites; 2 and 3 are in the group.
    init() throws {
        world = try World("security a 1.1 a:amd64 day=3\nmain b 1.1 b:amd64\nmain c 1.1 c:amd64")
        a = try world.patch("a", "1.1")
        b = try world.patch("b", "1.1")
        writer = Snapshots.writer(
            world,
            inventories: [
                "1": try Machine.inventory("a:amd64 1.0 a\nb:amd64 1.0 b"),
                "2": try Machine.inventory("a:amd64 1.0 a"),
                "3": try Machine.inventory("a:amd64 1.1 a\nb:amd64 1.0 b"),
            ],
            devices: [
                Snapshots.device(1, digest: "1"), Snapshots.device(2, digest: "2"),
                Snapshots.device(3, path: Snapshots.there, digest: "3"),
            ]
        )
        writer.change { facts in
            facts.memberships = [2, 3].map {
                GroupMembership(
                    group: Self.pilot,
                    device: .init(Snapshots.uuid("device \($0)"))
                )
            }
        }
    }

    private func settings(
        _ mode: ApprovalSettings.Mode = .manual,
        at path: TenantPath = Snapshots.root,
        rules: [String] = [],
        tests: [TestGroup] = []
    ) -> ApprovalSettings {
        ApprovalSettings(
            tenant: .init(Snapshots.uuid("site \(path)")),
            path: path,
            mode: mode,
            rules: rules.map { ApprovalRule(query: $0, days: 0, start: .release) },
            testGroups: tests
        )
    }

    private func approval(
        _ patch: Patch,
        at path: TenantPath,
        group: Group.Identity? = nil,
        _ decision: Approval.Decision = .approved
    ) -> Approval {
        Approval(
            tenant: .init(Snapshots.uuid("site \(path)")),
            path: path,
            group: group,
            patch: patch.id,
            decision: decision,
            by: "user:ada",
            at: Snapshots.now
        )
    }

    private func survey(
        _ settings: ApprovalSettings,
        _ reserves: [ApprovalReserve] = []
    ) -> ApprovalSurvey {
        writer.snapshot.approvalSurvey(settings, reserves: reserves, now: Snapshots.now)
    }

    @Test("the candidates are what is lacking somewhere and not decided about for the tenant")
    func findsCandidates() {
        #expect(survey(settings(.automatic)).candidates.map(\.patch) == [a.id, b.id])
        #expect(survey(settings(at: Snapshots.there)).candidates.map(\.patch) == [b.id])
        writer.change { $0.approvals = [approval(b, at: Snapshots.root, .declined)] }
        #expect(survey(settings()).candidates.map(\.patch) == [a.id])
        #expect(survey(settings(at: Snapshots.there)).candidates.isEmpty)
        writer.change {
            $0.approvals = [
                approval(a, at: Snapshots.here), approval(b, at: Snapshots.root, group: Self.pilot),
            ]
        }
        // Neither a site's own decision nor one for a group decides for all.
        #expect(survey(settings()).candidates.map(\.patch) == [a.id, b.id])
    }

    @Test("dates are the patch's, and what a person took back is marked")
    func readsFacts() throws {
        let reserve = ApprovalReserve(
            tenant: .init(Snapshots.uuid("t")),
            group: nil,
            patch: b.id,
            by: "user:ada",
            at: Snapshots.now
        )
        let candidates = survey(settings(), [reserve]).candidates
        #expect(candidates.map(\.isReserved) == [false, true])
        #expect(candidates[0].releasedAt == a.releasedAt)
        #expect(candidates[1].releasedAt == b.releasedAt)
        #expect(candidates.map(\.failed) == [0, 0])
    }

    @Test("rules accept what their queries accept; one that cannot be read accepts nothing")
    func asksRules() {
        let survey = survey(
            settings(rules: ["isSecurity: true", "", "nonsense: 1", "missingCount >= 2"])
        )
        #expect(survey.candidates.map(\.rules) == [[0, 1, 3], [1, 3]])
        #expect(survey.faults.count == 1)
        #expect(survey.faults.first?.hasPrefix("nonsense: 1: ") == true)
    }

    @Test("a test group tests what concerns its devices, and counts where it is installed")
    func findsTrials() {
        let test = TestGroup(group: Self.pilot, days: 1)
        let candidates = survey(settings(tests: [test])).candidates
        #expect(candidates.map { $0.trials.map(\.installed) } == [[1], [0]])
        // At the site of 1 and 2 nothing in the group has `a`, and `b` concerns none of it.
        let here = survey(settings(at: Snapshots.here, tests: [test])).candidates
        #expect(here.map { $0.trials.map(\.installed) } == [[0], []])
        // A test that began stays.
        writer.change {
            $0.approvals = [approval(b, at: Snapshots.here, group: Self.pilot)]
        }
        let begun = survey(settings(at: Snapshots.here, tests: [test])).candidates
        #expect(begun.map { $0.trials.map(\.decision?.decision) } == [[nil], [.approved]])
    }

    @Test(
        "a test group tests the patches of its query and platform alone",
        arguments: [
            (TestGroup(group: pilot, days: 1, query: "isSecurity: true"), [1, 0]),
            (TestGroup(group: pilot, days: 1, platform: .linux), [1, 1]),
            (TestGroup(group: pilot, days: 1, platform: .windows), [0, 0]),
            (TestGroup(group: pilot, days: 1, query: "not ("), [0, 0]),
        ]
    )
    func limitsTests(_ test: TestGroup, _ counts: [Int]) {
        let candidates = survey(settings(tests: [test])).candidates
        #expect(candidates.map(\.trials.count) == counts)
    }

    @Test("a patch that failed anywhere at the tenant's place is told")
    func countsFailures() {
        let execution = Snapshots.execution("e", patches: [a], on: 1)
        var ended = execution
        _ = ended.on(.reported(Snapshots.report(execution, [.failed])), at: Snapshots.now)
        writer.change { $0.executions = [ended] }
        #expect(survey(settings()).candidates.map(\.failed) == [1, 0])
        #expect(survey(settings(at: Snapshots.there)).candidates.map(\.failed) == [0])
    }

    @Test("where everything is approved without testing, rules and groups are not asked")
    func skipsWhereAutomatic() {
        let test = TestGroup(group: Self.pilot, days: 1)
        let survey = survey(settings(.automatic, rules: ["nonsense: 1"], tests: [test]))
        #expect(survey.candidates.map(\.rules) == [[], []])
        #expect(survey.candidates.map(\.trials.count) == [0, 0])
        #expect(survey.faults.isEmpty)
    }
}
