// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Testing

@Suite struct MitigationPlanTests {
    private static let cve = "CVE-2026-0001"

    private func choice(
        of cves: [String],
        on platform: Mitigation.Platform = .linux,
        needsReboot: Bool = false
    ) -> MitigationChoice {
        var content = Mitigation.Content(
            name: "a",
            cves: [Self.cve],
            platform: platform,
            apply: Script(interpreter: platform.interpreter, text: "12345", timeoutSeconds: 60)
        )
        content.verification = Script(interpreter: .python, text: "678", timeoutSeconds: 60)
        content.needsReboot = needsReboot
        let mitigation = Mitigation(
            content,
            of: ID(derivedFrom: "tenant"),
            at: TenantPath(root: 1),
            writtenBy: "local:ada",
            writtenAt: Timestamp(milliseconds: 0)
        )
        return MitigationChoice(of: cves, on: platform, among: [mitigation])
    }

    private func plan(_ mode: RebootConduct.Mode) -> DeploymentPlan {
        var plan = DeploymentPlan(
            targets: .everything,
            patches: .none,
            schedule: .onDemand,
            policy: .standard
        )
        plan.policy.reboot.mode = mode
        return plan
    }

    @Test("a plan gets the actions and the platform, and counts what is a mitigation")
    func carriesOut() throws {
        var plan = plan(.never)
        plan.carryOut(choice(of: [Self.cve], on: .windows))
        #expect(plan.actions.map(\.name) == ["a (CVE-2026-0001)"])
        #expect(plan.targets.platform == "Windows")
        #expect(plan.mitigationCount == 1)
        try plan.validate(for: .mitigate)
        #expect(choice(of: [Self.cve, "CVE-2026-0002"]).scriptBytes == 8)
    }

    @Test("what is uncovered, and a choice of nothing, has an action that fails and says so")
    func warns() throws {
        let all = choice(of: [Self.cve, "CVE-2026-0002", "number 7'; reboot"]).provisionalActions
        #expect(all.map(\.name) == ["a (CVE-2026-0001)", "no mitigation (CVE-2026-0002)"])
        let words = "there is no mitigation for Linux of CVE-2026-0002 number 7 reboot"
        #expect(all[1].script.text == "echo '\(words)'\nexit 1\n")
        #expect(all[1].script.interpreter == .sh)
        var plan = plan(.never)
        plan.carryOut(choice(of: [], on: .windows))
        #expect(plan.actions.map(\.name) == ["no mitigation"])
        #expect(plan.actions.first?.script.interpreter == .powershell)
        #expect(plan.mitigationCount == 0)
        try plan.validate(for: .mitigate)
    }

    @Test(
        "a restart is wanted where a mitigation needs one and machines may be restarted",
        arguments: [
            (RebootConduct.Mode.never, true, RebootConduct.Mode.never),
            (.ifNeeded, true, .always), (.ifNeeded, false, .ifNeeded),
            (.always, false, .ifNeeded), (.shutdown, true, .shutdown),
        ]
    )
    func restarts(
        _ mode: RebootConduct.Mode,
        _ needsReboot: Bool,
        _ expected: RebootConduct.Mode
    ) {
        var own = plan(mode)
        own.carryOut(choice(of: [Self.cve], needsReboot: needsReboot))
        #expect(own.policy.reboot.mode == expected)
        var shared = plan(mode)
        shared.template = DeploymentPolicy.standard.id
        shared.carryOut(choice(of: [Self.cve], needsReboot: needsReboot))
        #expect(shared.policy.reboot.mode == mode)
    }
}
