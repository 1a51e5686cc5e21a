// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct DeploymentTests {
        @Test(
            "deployments come newest first, in pages, to those who see them",
            arguments: Backend.all
        )
        func pagesDeployments(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let own = (1...5).map { World.deployment($0) }
                let scan = changed(World.deployment(6, of: World.stranger)) {
                    $0.kind = .scan
                    $0.plan.patches = .none
                }
                try await store.write { transaction throws in
                    for deployment in own { try transaction.insert(deployment) }
                    try transaction.insert(scan)
                }
                try await store.read { transaction throws in
                    let newest = Array(own.reversed())
                    func page(_ tenant: Tenant, _ offset: Int, _ limit: Int) throws -> [Deployment]
                    {
                        try transaction.deployments(
                            in: tenant.path,
                            offset: offset,
                            limit: limit
                        )
                    }
                    #expect(try page(World.customer, 0, 9) == newest)
                    #expect(try page(World.customer, 1, 2) == Array(newest[1...2]))
                    #expect(try page(World.customer, 4, 2) == [newest[4]])
                    #expect(try page(World.customer, 5, 2) == [])
                    #expect(try page(World.customer, -1, -1) == [])
                    #expect(try page(World.stranger, 0, 9) == [scan])
                    #expect(try page(World.root, 0, 1) == [scan])
                    #expect(try transaction.deploymentCount(in: World.root.path) == 6)
                    #expect(try transaction.deploymentCount(in: World.customer.path) == 5)
                    #expect(try transaction.deployment(own[2].id) == own[2])
                    #expect(try transaction.deployment(ID(derivedFrom: "nothing")) == nil)
                }
            }
        }

        @Test("a deployment keeps what is changed about it", arguments: Backend.all)
        func keepsChanges(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let draft = World.deployment(1)
                let full = changed(draft) {
                    $0.kind = .rollback
                    $0.name = "Mittwoch"
                    $0.summary = "☂"
                    $0.plan.patches = .listed([World.patch])
                    $0.plan.link = DeploymentLink(
                        predecessor: World.deployment(2).id,
                        minimumSuccessShare: 0.95,
                        delaySeconds: 60
                    )
                    $0.status = .enabled
                    $0.lastSlot = World.now
                    $0.nextSlot = World.now + .seconds(60)
                    $0.createdBy = "rule:7"
                    $0.createdAt = World.now + .seconds(-1)
                    $0.updatedBy = "user:ä"
                    $0.updatedAt = World.now + .seconds(2)
                    $0.enabledAt = World.now + .seconds(3)
                    $0.request = ""
                }
                for member in Mirror(reflecting: full).children {
                    #expect("\(member.value)" != "nil", "\(member)")
                }
                try await store.write { try $0.insert(draft) }
                for state in [full, draft, full] {
                    try await store.write { try $0.update(state) }
                    #expect(try await store.read { try $0.deployment(draft.id) } == state)
                }
                await #expect(throws: DomainError(.deploymentNotFound)) {
                    try await store.write { try $0.update(World.deployment(9)) }
                }
            }
        }

        @Test(
            "a deployment is due once its slot has come, while it is enabled",
            arguments: Backend.all
        )
        func findsDue(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                func deployment(_ number: Int64, _ seconds: Int64?, _ status: Deployment.Status)
                    -> Deployment
                {
                    changed(World.deployment(number)) {
                        $0.nextSlot = seconds.map { World.now + .seconds($0) }
                        $0.status = status
                    }
                }
                let all = [
                    deployment(1, 20, .enabled), deployment(2, 10, .enabled),
                    deployment(3, 21, .enabled), deployment(4, 5, .disabled),
                    deployment(5, 5, .draft), deployment(6, 5, .ended),
                    deployment(7, nil, .enabled),
                    // What is linked may have to wait for a while after the run before it.
                    changed(deployment(8, 15, .enabled)) {
                        $0.plan.schedule.recurrence = .afterDeployment
                    },
                ]
                try await store.write { transaction throws in
                    for deployment in all { try transaction.insert(deployment) }
                }
                let due = try await store.read {
                    try $0.dueDeployments(at: World.now + .seconds(20))
                }
                #expect(due == [all[1], all[7], all[0]])
            }
        }

        @Test("what starts a deployment follows from its plan", arguments: Backend.all)
        func findsByTrigger(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let first = World.deployment(1)
                let link = DeploymentLink(predecessor: first.id, minimumSuccessShare: 1)
                func deployment(
                    _ number: Int64,
                    _ recurrence: Recurrence,
                    _ link: DeploymentLink? = nil,
                    _ status: Deployment.Status = .enabled
                ) -> Deployment {
                    changed(World.deployment(number)) {
                        $0.plan.schedule.recurrence = recurrence
                        $0.plan.link = link
                        $0.status = status
                    }
                }
                let all = [
                    deployment(2, .onActivation), deployment(3, .onInactivity(days: 3)),
                    deployment(4, .onActivation, nil, .disabled),
                    deployment(5, .onActivation, link), deployment(6, .afterDeployment, link),
                    deployment(7, .afterDeployment, link, .draft), deployment(8, .onDemand),
                    deployment(9, .onDemand, link), deployment(10, .daily(every: 1)),
                    deployment(11, .onActivationOrInactivity(days: 3)),
                ]
                try await store.write { transaction throws in
                    for deployment in all { try transaction.insert(deployment) }
                    try transaction.insert(first)
                }
                try await store.read { transaction throws in
                    let events = try transaction.eventDeployments().map(\.number)
                    #expect(events == [2, 3, 5, 11])
                    let linked = try transaction.deployments(linkedTo: first.id).map(\.number)
                    #expect(linked == [5, 6, 9])
                    #expect(try transaction.deployments(linkedTo: all[0].id) == [])
                }
                // A changed plan is found by what it says now.
                let moved = deployment(2, .afterDeployment, link)
                try await store.write { try $0.update(moved) }
                try await store.read { transaction throws in
                    let events = try transaction.eventDeployments().map(\.number)
                    #expect(events == [3, 5, 11])
                    let linked = try transaction.deployments(linkedTo: first.id).map(\.number)
                    #expect(linked == [2, 5, 6, 9])
                }
            }
        }

        @Test(
            "what people may start themselves is found, while it is enabled",
            arguments: Backend.all
        )
        func findsPublished(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let offerings: [(DeploymentPolicy.Offering, Deployment.Status)] = [
                    (.deploy, .enabled), (.publish, .enabled), (.both, .enabled), (.both, .draft),
                ]
                try await store.write { transaction throws in
                    for (number, (offering, status)) in zip(Int64(1)..., offerings) {
                        let deployment = changed(World.deployment(number)) {
                            $0.plan.policy.selfService = offering
                            $0.status = status
                        }
                        try transaction.insert(deployment)
                    }
                }
                let found = try await store.read { try $0.publishedDeployments() }
                #expect(found.map(\.number) == [2, 3])
            }
        }
    }
}
