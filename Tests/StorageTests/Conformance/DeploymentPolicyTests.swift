// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct DeploymentPolicyTests {
        @Test("a policy comes back as it was stored, whatever it holds", arguments: Backend.all)
        func keepsEverything(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                for (number, settings) in DeploymentPolicy.builtIn.enumerated() {
                    let policy = World.policy(Int64(number + 1), "n\(number)", like: settings)
                    try await store.write { try $0.insert(policy) }
                    #expect(try await store.read { try $0.deploymentPolicy(policy.id) } == policy)
                }
            }
        }

        @Test("policies are listed by number, those of a path alone", arguments: Backend.all)
        func lists(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let here = World.policy(3, "c")
                let above = World.policy(2, "b", of: World.root)
                let elsewhere = World.policy(1, "a", of: World.stranger)
                try await store.write { transaction in
                    for policy in [here, above, elsewhere] { try transaction.insert(policy) }
                }
                try await store.read { transaction throws in
                    let list = { try transaction.deploymentPolicies(in: $0).map(\.name) }
                    #expect(try list(World.root.path) == ["a", "b", "c"])
                    #expect(try list(World.customer.path) == ["c"])
                    #expect(try list(World.stranger.path) == ["a"])
                }
            }
        }

        @Test("a name is taken within its tenant only", arguments: Backend.all)
        func keepsNamesApart(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let first = World.policy(1, "nächtlich")
                let second = World.policy(2, "anders")
                try await store.write { transaction in
                    try transaction.insert(first)
                    try transaction.insert(second)
                    try transaction.insert(World.policy(3, "nächtlich", of: World.root))
                }
                await #expect(throws: DomainError(.policyNameTaken)) {
                    try await store.write { try $0.insert(World.policy(4, "nächtlich")) }
                }
                await #expect(throws: DomainError(.policyNameTaken)) {
                    try await store.write { transaction in
                        try transaction.update(changed(second) { $0.name = "nächtlich" })
                    }
                }
                try await store.write { try $0.update(changed(first) { $0.summary = "neu" }) }
                let stored = try await store.read { try $0.deploymentPolicy(first.id) }
                #expect(stored?.summary == "neu")
            }
        }

        @Test("a change touches neither number nor tenant", arguments: Backend.all)
        func keepsOwner(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let policy = World.policy(1, "a")
                try await store.write { try $0.insert(policy) }
                try await store.write { transaction in
                    try transaction.update(
                        changed(policy) {
                            $0.number = 9
                            $0.tenant = World.root.id
                            $0.path = World.root.path
                            $0.name = "b"
                        }
                    )
                }
                let stored = try await store.read { try $0.deploymentPolicy(policy.id) }
                #expect(stored == changed(policy) { $0.name = "b" })
            }
        }

        @Test("what is not there is said; what is built in is not stored", arguments: Backend.all)
        func refuses(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let policy = World.policy(1, "a")
                await #expect(throws: DomainError(.policyNotFound)) {
                    try await store.write { try $0.update(policy) }
                }
                await #expect(throws: DomainError(.internalFault)) {
                    try await store.write { try $0.insert(DeploymentPolicy.standard) }
                }
                try await store.write { transaction in
                    try transaction.insert(policy)
                    try transaction.deleteDeploymentPolicy(policy.id)
                    try transaction.deleteDeploymentPolicy(policy.id)
                }
                #expect(try await store.read { try $0.deploymentPolicy(policy.id) } == nil)
            }
        }
    }
}

extension World {
    static func policy(
        _ number: Int64,
        _ name: String,
        of tenant: Tenant = site,
        like settings: DeploymentPolicy = .standard
    ) -> DeploymentPolicy {
        changed(settings) {
            $0.id = DeploymentPolicy.Identity(derivedFrom: "policy \(number)")
            $0.number = number
            $0.tenant = tenant.id
            $0.path = tenant.path
            $0.name = name
        }
    }
}
