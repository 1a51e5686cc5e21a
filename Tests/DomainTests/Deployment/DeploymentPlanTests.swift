// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Testing

@Suite struct DeploymentPlanTests {
    private static let patch = Patch.Identity(derivedFrom: "patch")
    private static let source = Deployment.Identity(derivedFrom: "source")

    @Test(
        "every choice of patches is stored and read again",
        arguments: [
            .listed([patch]), .matching(query: "severity: Critical", limit: 20), .missing,
            .linked(source), .none,
        ] as [PatchChoice]
    )
    func storesChoices(choice: PatchChoice) throws {
        let stored = try JSONEncoder().encode(choice)
        #expect(try JSONDecoder().decode(PatchChoice.self, from: stored) == choice)
    }

    @Test("a link to another deployment is stored under its own word")
    func storesLinks() throws {
        let stored = #"{"linked":{"_0":"\#(Self.source.uuid.uuidString)"}}"#
        let choice = try JSONDecoder().decode(PatchChoice.self, from: Data(stored.utf8))
        #expect(choice == .linked(Self.source))
    }

    @Test("targets of before, which say nothing of what devices lack, are read")
    func readsOldTargets() throws {
        var targets = DeploymentTargets.everything
        let encoder = JSONEncoder()
        let old = String(decoding: try encoder.encode(targets), as: UTF8.self)
        #expect(!old.contains("lacking"))
        #expect(try decode(old) == targets)
        targets.lacking = "severity: Critical"
        let new = String(decoding: try encoder.encode(targets), as: UTF8.self)
        #expect(new.contains("lacking"))
        #expect(try decode(new) == targets)
    }

    private func decode(_ text: String) throws -> DeploymentTargets {
        try JSONDecoder().decode(DeploymentTargets.self, from: Data(text.utf8))
    }

    @Test(
        "the patches of another deployment are for installing alone",
        arguments: [
            (.install, nil),
            (.rollback, "patches: what is to be taken back must be listed"),
            (.scan, "patches: a deployment of this kind has none"),
            (.script, "patches: a deployment of this kind has none"),
            (.mitigate, "patches: a deployment of this kind has none"),
            (.updateAgent, "patches: a deployment of this kind has none"),
            (.removeAgent, "patches: a deployment of this kind has none"),
        ] as [(Deployment.Kind, String?)]
    )
    func validatesLinks(kind: Deployment.Kind, fault: String?) {
        let plan = Self.plan(.linked(Self.source), .onDemand)
        var found: String?
        do { try plan.validate(for: kind) } catch { found = "\(error)" }
        #expect(found == fault)
    }

    @Test("what devices lack names no device by itself")
    func validatesLacking() {
        var plan = Self.plan(.missing, .onDemand)
        plan.targets = DeploymentTargets()
        plan.targets.lacking = "severity: Critical"
        #expect(throws: SettingError("targets", "they name no device")) {
            try plan.validate(for: .install)
        }
    }

    @Test(
        "what happens once, and not again by itself, is single",
        arguments: [
            (.onDemand, true), (.once, true), (.daily(every: 1), false), (.onActivation, false),
            (.onActivationOrInactivity(days: 3), false), (.afterDeployment, false),
        ] as [(Recurrence, Bool)]
    )
    func singles(recurrence: Recurrence, isSingle: Bool) {
        var deployment = Self.deployment(recurrence)
        #expect(deployment.isSingle == isSingle)
        deployment.plan.link = DeploymentLink(predecessor: Self.source, minimumSuccessShare: 1)
        #expect(!deployment.isSingle)
    }

    @Test("what events of devices start cannot be changed while it is enabled; all else can")
    func changing() throws {
        for status in Deployment.Status.allCases {
            var daily = Self.deployment(.daily(every: 1))
            daily.status = status
            try daily.requireChangeable()
            for rule in [Recurrence.onActivation, .onInactivity(days: 3)] {
                var waiting = Self.deployment(rule)
                waiting.status = status
                if status == .enabled {
                    #expect(throws: DomainError(.deploymentEnabled)) {
                        try waiting.requireChangeable()
                    }
                } else {
                    try waiting.requireChangeable()
                }
            }
        }
    }

    private static func plan(_ choice: PatchChoice, _ recurrence: Recurrence) -> DeploymentPlan {
        DeploymentPlan(
            targets: .everything,
            patches: choice,
            schedule: Schedule(recurrence: recurrence),
            policy: DeploymentPolicy.standard
        )
    }

    private static func deployment(_ recurrence: Recurrence) -> Deployment {
        Deployment(
            id: Deployment.Identity(derivedFrom: "deployment"),
            number: 7,
            tenant: Tenant.Identity(derivedFrom: "tenant"),
            path: TenantPath(root: 1),
            kind: .install,
            name: "Tuesday",
            summary: "",
            plan: plan(.missing, recurrence),
            createdBy: "user:ada",
            createdAt: Timestamp(milliseconds: 0),
            request: "{}"
        )
    }
}
