// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct RunDeletionTests {
        private let device = World.device(1)

        @Test(
            "runs go as they ended, oldest first, with all that belongs to them",
            arguments: Backend.all
        )
        func deletesOldestFirst(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let deployment = World.deployment(1)
                let ends: [Int64?] = [30, 10, 20, 40, nil]
                let runs = zip(1..., ends).map { number, seconds in
                    changed(World.run(number, of: deployment)) {
                        $0.endedAt = seconds.map { World.now + .seconds($0) }
                    }
                }
                try await insert([deployment], runs, into: store)
                let limit = World.now + .seconds(40)
                for left in [[1, 4, 5], [4, 5], [4, 5]] as [[Int64]] {
                    let before = try await numbers(of: deployment, store)
                    let count = try await store.write {
                        try $0.deleteRuns(endedBefore: limit, limit: 2)
                    }
                    #expect(count == before.count - left.count)
                    #expect(try await numbers(of: deployment, store) == left)
                }
                try await store.read { transaction throws in
                    #expect(try transaction.deploymentCount(in: World.root.path) == 1)
                    for run in runs {
                        let stays = run.number > 3
                        #expect(try transaction.executions(of: run.id).isEmpty == !stays)
                        #expect(try transaction.counts(of: run.id).sum() == (stays ? 1 : 0))
                    }
                }
            }
        }

        @Test("a deployment goes that ended before and has no run left", arguments: Backend.all)
        func deletesEndedDeployments(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                func deployment(
                    _ number: Int64,
                    _ status: Deployment.Status = .ended,
                    slot: Int64? = nil,
                    change: Int64? = nil
                ) -> Deployment {
                    changed(World.deployment(number)) {
                        $0.createdAt = World.now
                        $0.status = status
                        $0.lastSlot = slot.map { World.now + .seconds($0) }
                        $0.updatedAt = change.map { World.now + .seconds($0) }
                    }
                }
                let deployments = [
                    deployment(1, slot: 10, change: 5), deployment(2, slot: 60),
                    deployment(3, change: 60), deployment(4, .enabled, slot: 10),
                    deployment(5, .disabled, slot: 10), deployment(6, slot: 10), deployment(7),
                    deployment(8, slot: 10),
                ]
                let runs = [
                    changed(World.run(1, of: deployments[0])) { $0.endedAt = World.now },
                    changed(World.run(2, of: deployments[5])) {
                        $0.endedAt = World.now + .seconds(60)
                    },
                    World.run(3, of: deployments[7]),
                ]
                try await insert(deployments, runs, into: store)
                let count = try await store.write {
                    try $0.deleteRuns(endedBefore: World.now + .seconds(60), limit: 9)
                }
                #expect(count == 1)
                let left = try await store.read {
                    try $0.deployments(in: World.root.path, offset: 0, limit: 99)
                }
                #expect(left.map(\.number).sorted() == [2, 3, 4, 5, 6, 8])
            }
        }

        @Test("a deployment takes its runs and executions with it", arguments: Backend.all)
        func deletesDeployment(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let deployments = [World.deployment(1), World.deployment(2)]
                let runs = [
                    World.run(1, of: deployments[0]), World.run(2, of: deployments[0]),
                    World.run(3, of: deployments[1]),
                ]
                try await insert(deployments, runs, into: store)
                try await store.write { transaction throws in
                    try transaction.deleteDeployment(deployments[0].id)
                    try transaction.deleteDeployment(ID(derivedFrom: "nothing"))
                }
                try await store.read { transaction throws in
                    #expect(try transaction.deployment(deployments[0].id) == nil)
                    #expect(try transaction.openRuns() == [runs[2]])
                    #expect(try transaction.openExecutions().map(\.run) == [runs[2].id])
                    #expect(try transaction.executions(of: deployments[0].id) == [])
                    #expect(try transaction.counts(of: runs[0].id) == RunCounts())
                    #expect(try transaction.counts(of: runs[2].id).sum() == 1)
                }
            }
        }

        /// Adds them with an execution of each run on the one device.
        private func insert(
            _ deployments: [Deployment],
            _ runs: [Run],
            into store: SQLStore
        ) async throws {
            try await store.write { transaction throws in
                try transaction.insert(device)
                for deployment in deployments { try transaction.insert(deployment) }
                for run in runs {
                    try transaction.insert(run)
                    try transaction.update(run)
                    try transaction.insert(World.execution(of: run, on: device))
                }
            }
        }

        private func numbers(of deployment: Deployment, _ store: SQLStore) async throws -> [Int64] {
            try await store.read { try $0.runs(of: deployment.id, limit: 99).map(\.number) }
                .sorted()
        }
    }
}
