// SPDX-License-Identifier: Apache-2.0

import Domain
import Services
import Testing

@Suite struct DeploymentPolicyServiceTests {
    private let server: TestServer
    private var policies: DeploymentPolicyService { server.services.policies }

    init() async throws { server = try await TestServer() }

    @Test("the built-in policies come first, then the stored ones under numbers of their own")
    func lists() async throws {
        let made = try await make("Nights")
        let all = try await policies.list(by: server.operatorPrincipal)
        #expect(all.prefix(8).map(\.number) == Array(1...8))
        #expect(all.dropFirst(8) == [made])
        #expect(made.number == 1_001)
        #expect(made.tenant != nil)
        #expect(made.id != DeploymentPolicy.standard.id)
    }

    @Test("a policy is found by name, number and identity")
    func finds() async throws {
        let made = try await make("Nights")
        for text in ["Nights", "1001", made.id.description.uppercased()] {
            #expect(try await policies.policy(named: text, by: server.operatorPrincipal) == made)
        }
        #expect(
            try await policies.policy(named: "1", by: server.operatorPrincipal)
                == DeploymentPolicy.standard
        )
        await #expect(throws: DomainError(.policyNotFound)) {
            try await policies.policy(named: "Days", by: server.operatorPrincipal)
        }
    }

    @Test("a tenant sees its own policies and those above, and changes its own alone")
    func keepsTenantsApart() async throws {
        let site = TestServer.principal(TenantPath(stored: "/1/2/3/"))
        let customer = TestServer.principal(TenantPath(stored: "/1/2/"))
        let above = try await make("Above")
        let own = try await policies.create(settings("Own"), by: site)
        #expect(try await policies.list(by: site).dropFirst(8).map(\.name) == ["Above", "Own"])
        #expect(try await policies.list(by: customer).dropFirst(8).map(\.name) == ["Above"])
        let below = try await policies.list(includingBelow: true, by: customer)
        #expect(below.dropFirst(8).map(\.name) == ["Above", "Own"])
        await #expect(throws: DomainError(.permissionMissing)) {
            try await policies.delete(above.id, by: site)
        }
        await #expect(throws: DomainError(.permissionMissing)) {
            try await policies.update(DeploymentPolicy.standard.id, by: site) { $0.name = "x" }
        }
        try await policies.delete(own.id, by: customer)
        await #expect(throws: DomainError(.policyNotFound)) {
            try await policies.delete(own.id, by: site)
        }
    }

    @Test("what cannot be is refused with its place")
    func validates() async throws {
        var settings = settings("Nights")
        settings.retries.count = 11
        await #expect {
            try await policies.create(settings, by: server.operatorPrincipal)
        } throws: { error in
            (error as? DomainError)?.subject == "retries.count: 11 is not in 0...10"
        }
        _ = try await make("Nights")
        for name in ["Nights", DeploymentPolicy.standard.name] {
            await #expect(throws: DomainError(.policyNameTaken)) { try await make(name) }
        }
        let reader = TestServer.principal(TenantPath(root: 1), permissions: [.readDeployments])
        await #expect(throws: DomainError(.permissionMissing)) {
            try await policies.create(self.settings("Other"), by: reader)
        }
    }

    @Test("a copy has the settings of its original and a name of its own")
    func copies() async throws {
        let original = DeploymentPolicy.builtIn[4]
        let copy = try await policies.copy(
            original.id,
            name: "Mine",
            by: server.operatorPrincipal
        )
        #expect(copy.window == original.window)
        #expect(copy.reboot == original.reboot)
        #expect(copy.name == "Mine")
        let changed = try await policies.update(copy.id, by: server.operatorPrincipal) {
            $0.silentAfterMinutes = 7
            $0.number = 4
        }
        #expect(changed.silentAfterMinutes == 7)
        #expect(changed.number == copy.number)
        let lines = try await server.auditLines()
        #expect(lines.contains("local:ada policy.copy Mine: of \(original.name)"))
        #expect(lines.contains("local:ada policy.update Mine"))
    }

    @Test("a policy in use stays; a run takes its present form, or else the deployment's copy")
    func livesOn() async throws {
        _ = try await server.enroll("web-1")
        let policy = try await make("Nights")
        let deployment = try await deploy(policy, isEnabled: true)
        await #expect {
            try await policies.delete(policy.id, by: server.operatorPrincipal)
        } throws: { error in
            let error = error as? DomainError
            return error?.code == .policyInUse
                && error?.hint?.hasPrefix("deployment 1 (Tuesday) uses it") == true
        }
        _ = try await policies.update(policy.id, by: server.operatorPrincipal) {
            $0.silentAfterMinutes = 7
        }
        #expect(try await silence(deployment) == 7)
        _ = try await server.services.deployments.setEnabled(
            false,
            deployment.id,
            by: server.operatorPrincipal
        )
        try await policies.delete(policy.id, by: server.operatorPrincipal)
        server.clock.advance(by: .seconds(1))
        #expect(try await silence(deployment) == 7)
    }

    @Test("a policy changed behind the plan's back counts at the next run")
    func refreshesAtStart() async throws {
        _ = try await server.enroll("web-1")
        let policy = try await make("Nights")
        let deployment = try await deploy(policy, isEnabled: false)
        var changed = policy
        changed.silentAfterMinutes = 9
        let stored = changed
        try await server.store.write { try $0.update(stored) }
        #expect(try await silence(deployment) == 9)
    }

    @Test("a policy of a stranger counts for nothing")
    func ignoresStrangers() async throws {
        _ = try await server.enroll("web-1")
        let site = TestServer.principal(TenantPath(stored: "/1/2/3/"))
        var policy = try await policies.create(settings("Theirs"), by: site)
        policy.silentAfterMinutes = 9
        let stored = policy
        try await server.store.write { try $0.update(stored) }
        policy.silentAfterMinutes = 60
        // The deployment belongs to the organisation, the policy to a site below.
        #expect(try await silence(deploy(policy, isEnabled: false)) == 60)
    }

    @Test("a new window moves the slot of what waits for it, and must not vanish from under it")
    func movesSlots() async throws {
        var nights = settings("Nights")
        nights.window = DeploymentPolicy.builtIn[3].window
        let policy = try await policies.create(nights, by: server.operatorPrincipal)
        let made = try await deploy(policy, isEnabled: true, Schedule(recurrence: .windows))
        #expect(made.nextSlot != nil)
        _ = try await policies.update(policy.id, by: server.operatorPrincipal) {
            $0.window = DeploymentPolicy.builtIn[6].window
        }
        let moved = try await server.store.read { try $0.deployment(made.id) }
        #expect(moved?.nextSlot != made.nextSlot)
        #expect(moved?.plan.policy.window == DeploymentPolicy.builtIn[6].window)
        await #expect {
            try await policies.update(policy.id, by: server.operatorPrincipal) { $0.window = nil }
        } throws: { error in
            (error as? DomainError)?.subject?.hasPrefix("deployment 1.schedule.recurrence") == true
        }
    }

    private func settings(_ name: String) -> DeploymentPolicy {
        var policy = DeploymentPolicy.standard
        policy.name = name
        return policy
    }

    @discardableResult
    private func make(_ name: String) async throws -> DeploymentPolicy {
        try await policies.create(settings(name), by: server.operatorPrincipal)
    }

    private func deploy(
        _ policy: DeploymentPolicy,
        isEnabled: Bool,
        _ schedule: Schedule = Schedule(
            recurrence: .daily(every: 1),
            start: LocalDateTime("2099-01-01T00:00")
        )
    ) async throws -> Deployment {
        var plan = DeploymentPlan(
            targets: .everything,
            patches: .none,
            schedule: schedule,
            policy: policy
        )
        plan.template = policy.id
        return try await server.services.deployments.create(
            DeploymentDraft(kind: .scan, name: "Tuesday", plan: plan, isEnabled: isEnabled),
            by: server.operatorPrincipal
        )
    }

    /// Starts a run and says what its policy takes for silence, in minutes.
    private func silence(_ deployment: Deployment) async throws -> Int {
        try await server.services.deployments.run(
            deployment.id,
            reason: "a test",
            by: server.operatorPrincipal
        ).course.plan.policy.silentAfterMinutes
    }
}
