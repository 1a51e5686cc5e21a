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
                    $0.patches = []
                }
                try await store.write { transaction throws in
                    for deployment in own { try transaction.insert(deployment, executions: []) }
                    try transaction.insert(scan, executions: [])
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

        @Test("a deployment and its executions are added together or not", arguments: Backend.all)
        func insertsTogether(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let deployment = World.deployment(1)
                let device = World.device(1)
                let execution = World.execution(of: deployment, on: device)
                let twin = changed(execution) { $0.id = ID(derivedFrom: "twin") }
                let stray = World.execution(of: deployment, on: World.device(2))
                try await store.write { try $0.insert(device) }
                await #expect(throws: DomainError(.storageConflict)) {
                    try await store.write {
                        try $0.insert(deployment, executions: [execution, twin])
                    }
                }
                await #expect(throws: DomainError(.internalFault)) {
                    try await store.write {
                        try $0.insert(deployment, executions: [execution, stray])
                    }
                }
                try await store.read { transaction throws in
                    #expect(try transaction.deploymentCount(in: World.root.path) == 0)
                    #expect(try transaction.executions(of: deployment.id) == [])
                }
            }
        }
    }
}
