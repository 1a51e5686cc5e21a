// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite struct ApprovalTests {
    private static let root = TenantPath(root: 1)
    private static let site = root.appending(2).appending(3)

    private static func approval(
        _ decision: Approval.Decision,
        at path: TenantPath = root,
        group: String? = nil,
        since seconds: Int64 = 0
    ) -> Approval {
        Approval(
            tenant: .init(derivedFrom: "tenant \(path)"),
            path: path,
            group: group.map { .init(derivedFrom: $0) },
            patch: .init(derivedFrom: "patch"),
            decision: decision,
            by: "user:ada",
            at: Samples.at(seconds)
        )
    }

    private static func deciding(
        _ approvals: [Approval],
        _ groups: [String]
    ) -> Approval? {
        Approval.deciding(
            approvals,
            for: site,
            groups: Set(groups.map { Group.Identity(derivedFrom: $0) })
        )
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let approvals: [Approval]
        let groups: [String]
        let decision: Approval.Decision?
    }

    @Test(
        "one decision counts for a device, whatever the order they come in",
        arguments: [
            Case(testDescription: "none", approvals: [], groups: ["a"], decision: nil),
            Case(
                testDescription: "the tenant's",
                approvals: [approval(.approved)],
                groups: [],
                decision: .approved
            ),
            Case(
                testDescription: "the nearest tenant's",
                approvals: [approval(.declined), approval(.approved, at: site)],
                groups: ["a"],
                decision: .approved
            ),
            Case(
                testDescription: "not another tenant's",
                approvals: [approval(.declined, at: root.appending(20))],
                groups: ["a"],
                decision: nil
            ),
            Case(
                testDescription: "the group's before the nearest tenant's",
                approvals: [
                    approval(.declined, at: site), approval(.approved, group: "a"),
                ],
                groups: ["a"],
                decision: .approved
            ),
            Case(
                testDescription: "not that of a group without the device",
                approvals: [approval(.declined), approval(.approved, group: "a")],
                groups: ["b"],
                decision: .declined
            ),
            Case(
                testDescription: "not a group's of another tenant",
                approvals: [approval(.declined, at: root.appending(20), group: "a")],
                groups: ["a"],
                decision: nil
            ),
            Case(
                testDescription: "of several groups a decline",
                approvals: [
                    approval(.approved, at: site, group: "a"), approval(.declined, group: "b"),
                    approval(.approved, group: "c"),
                ],
                groups: ["a", "b", "c"],
                decision: .declined
            ),
            Case(
                testDescription: "about one group the nearest tenant's",
                approvals: [
                    approval(.declined, group: "a"), approval(.approved, at: site, group: "a"),
                ],
                groups: ["a"],
                decision: .approved
            ),
        ]
    )
    func decides(_ test: Case) {
        #expect(Self.deciding(test.approvals, test.groups)?.decision == test.decision)
        #expect(Self.deciding(test.approvals.reversed(), test.groups)?.decision == test.decision)
    }

    @Test("of groups that say the same, the nearest tenant's and then the oldest is given")
    func breaksTies() {
        let far = Self.approval(.approved, group: "a", since: 1)
        let near = Self.approval(.approved, at: Self.site, group: "b", since: 9)
        let older = Self.approval(.approved, at: Self.site, group: "c", since: 5)
        for approvals in [[far, near, older], [older, near, far], [near, far, older]] {
            #expect(Self.deciding(approvals, ["a", "b", "c"]) == older)
            #expect(Self.deciding(approvals, ["a", "b"]) == near)
        }
        #expect(Self.deciding([far, near], ["a"]) == far)
    }

    @Test("a place as a whole does not ask groups")
    func nearestIgnoresGroups() {
        let group = Self.approval(.declined, at: Self.site, group: "a")
        #expect(Approval.nearest([group], to: Self.site) == nil)
        let tenant = Self.approval(.approved)
        #expect(Approval.nearest([group, tenant], to: Self.site) == tenant)
        #expect(Approval.nearest([tenant], to: TenantPath(root: 2)) == nil)
    }

    @Test(
        "an approval is ripe once its days have passed, and a decline never",
        arguments: [
            (Approval.Decision.approved, 0, Int64(0), true), (.approved, -1, 0, true),
            (.approved, 1, 86_399, false), (.approved, 1, 86_400, true),
            (.approved, 7, 6 * 86_400, false), (.approved, 7, 7 * 86_400, true),
            (.approved, 0, -1, false), (.declined, 0, 86_400, false),
            (.approved, Int.max, 86_400, false),
        ]
    )
    func ripens(
        _ decision: Approval.Decision,
        _ days: Int,
        _ passed: Int64,
        _ isRipe: Bool
    ) {
        let approval = Self.approval(decision)
        #expect(approval.isRipe(delayDays: days, now: Samples.at(passed)) == isRipe)
    }

    @Test("a decision of the server's own is told from a person's")
    func tellsAutomatic() {
        var approval = Self.approval(.approved)
        #expect(!approval.isAutomatic)
        let system = Principal(actor: .system, scope: Self.root, permissions: [])
        approval.by = system.label
        #expect(approval.isAutomatic)
    }
}
