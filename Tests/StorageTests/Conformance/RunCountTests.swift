// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct RunCountTests {
        private let run = World.run(1, of: World.deployment(1))
        private let other = World.run(2, of: World.deployment(1))

        @Test(
            "the counts of a run follow its executions through every state",
            arguments: Backend.all
        )
        func followsStates(backend: Backend) async throws {
            try await withExecutions(backend) { store, executions async throws in
                var executions = executions
                try await expectCounts(of: executions, store)
                for state in Execution.State.allCases + [.pending] {
                    for position in [0, 2] {
                        let former = executions[position].state
                        executions[position].state = state
                        try await store.write { [execution = executions[position]] in
                            try $0.update(execution, from: former)
                        }
                        try await expectCounts(of: executions, store)
                    }
                }
            }
        }

        @Test(
            "an execution that another call has changed is refused and not counted",
            arguments: Backend.all
        )
        func refusesStale(backend: Backend) async throws {
            try await withExecutions(backend) { store, executions async throws in
                let stale = executions[0].inState(.offered)
                for wrong in [Execution.State.offered, .failed] {
                    let error = await #expect(throws: DomainError(.storageConflict)) {
                        try await store.write { try $0.update(stale, from: wrong) }
                    }
                    #expect(error?.subject == "order \(stale.id) is pending, not \(wrong)")
                }
                #expect(try await store.read { try $0.execution(stale.id) } == executions[0])
                try await expectCounts(of: executions, store)
            }
        }

        @Test(
            "a device is in a run once, and a second execution counts nothing",
            arguments: Backend.all
        )
        func refusesSecond(backend: Backend) async throws {
            try await withExecutions(backend) { store, executions async throws in
                let twin = changed(executions[0]) { $0.id = ID(derivedFrom: "twin") }
                let stray = World.execution(of: run, on: World.device(9))
                for (execution, code) in [
                    (twin, DomainError.Code.storageConflict), (stray, .internalFault),
                ] {
                    await #expect(throws: DomainError(code)) {
                        try await store.write { try $0.insert(execution) }
                    }
                }
                try await expectCounts(of: executions, store)
            }
        }

        /// Three executions in two rings, and one of another run.
        private func withExecutions(
            _ backend: Backend,
            _ body: (SQLStore, [Execution]) async throws -> Void
        ) async throws {
            try await backend.withTenants { store async throws in
                let devices = (1...3).map { World.device($0) }
                let executions = [(0, 0), (1, 0), (2, 1)].map { device, ring in
                    World.execution(of: run, on: devices[device], ring: ring)
                }
                try await store.write { transaction throws in
                    for device in devices { try transaction.insert(device) }
                    try transaction.insert(World.deployment(1))
                    for run in [run, other] { try transaction.insert(run) }
                    for execution in executions { try transaction.insert(execution) }
                    try transaction.insert(World.execution(of: other, on: devices[0], ring: 7))
                }
                try await body(store, executions)
            }
        }

        private func expectCounts(of executions: [Execution], _ store: SQLStore) async throws {
            var expected = RunCounts()
            for execution in executions { expected.add(1, execution.state, ring: execution.ring) }
            var untouched = RunCounts()
            untouched.add(1, .pending, ring: 7)
            let (own, others) = try await store.read {
                (try $0.counts(of: run.id), try $0.counts(of: other.id))
            }
            #expect(own == expected)
            #expect(others == untouched)
        }
    }
}
