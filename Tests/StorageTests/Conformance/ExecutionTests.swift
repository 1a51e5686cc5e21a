// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct ExecutionTests {
        private let devices = [World.device(1), World.device(2)]
        private let deployments = [World.deployment(1), World.deployment(2)]

        @Test("an execution keeps everything that happens to it", arguments: Backend.all)
        func keepsHistory(backend: Backend) async throws {
            try await withExecutions(backend) { store, executions async throws in
                let offered = after(.asked, executions[0])
                try await expect(store, toKeep: offered)
                try await expect(
                    store,
                    toKeep: after(.reported(report(of: offered)), offered)
                )
                let refusal = OrderRefusal(
                    order: executions[1].id.uuid,
                    reason: .forged,
                    detail: "Unterschrift ≠"
                )
                try await expect(store, toKeep: after(.refused(refusal), executions[1]))
            }
        }

        @Test("open executions come oldest first, of one device and of all", arguments: Backend.all)
        func listsOpenOnes(backend: Backend) async throws {
            try await withExecutions(backend) { store, executions async throws in
                let offered = after(.asked, executions[0])
                let expired = after(.tick, executions[3], at: executions[3].expiresAt)
                try await store.write { transaction throws in
                    try transaction.update(offered)
                    try transaction.update(expired)
                }
                try await store.read { transaction throws in
                    let all = try transaction.openExecutions()
                    #expect(Set(all.map(\.id)) == Set(executions[..<3].map(\.id)))
                    #expect(all.map(\.createdAt) == all.map(\.createdAt).sorted())
                    let first = try transaction.openExecutions(of: devices[0].id)
                    #expect(first == [offered, executions[2]])
                    let second = try transaction.openExecutions(of: devices[1].id)
                    #expect(second == [executions[1]])
                    #expect(try transaction.openExecutions(of: World.device(9).id) == [])
                }
            }
        }

        @Test("executions of a deployment come by device", arguments: Backend.all)
        func listsByDeployment(backend: Backend) async throws {
            try await withExecutions(backend) { store, executions async throws in
                try await store.read { transaction throws in
                    let found = try transaction.executions(of: deployments[0].id)
                    #expect(found == executions[..<2].sorted { $0.device < $1.device })
                    let none = try transaction.executions(of: World.deployment(9).id)
                    #expect(none == [])
                    #expect(try transaction.execution(executions[2].id) == executions[2])
                    #expect(try transaction.execution(ID(derivedFrom: "nothing")) == nil)
                }
            }
        }

        @Test(
            "reports come oldest first, those of open executions not at all",
            arguments: Backend.all
        )
        func listsReports(backend: Backend) async throws {
            try await withExecutions(backend) { store, executions async throws in
                let times: [Int64] = [30, 10, 20]
                for (position, seconds) in times.enumerated() {
                    let execution = executions[position]
                    let reported = after(
                        .reported(report(of: execution)),
                        execution,
                        at: World.now + .seconds(seconds)
                    )
                    try await store.write { try $0.update(reported) }
                }
                let reported = try await store.read { transaction throws in
                    var reported: [Execution] = []
                    try transaction.reportedExecutions { reported.append($0) }
                    return reported
                }
                #expect(reported.map(\.id) == [1, 2, 0].map { executions[$0].id })
                #expect(reported.map(\.report) == [1, 2, 0].map { report(of: executions[$0]) })
            }
        }

        @Test("an unknown execution cannot be updated", arguments: Backend.all)
        func refusesUnknown(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let stray = World.execution(of: deployments[0], on: devices[0])
                await #expect(throws: DomainError(.orderNotFound)) {
                    try await store.write { try $0.update(stray) }
                }
            }
        }

        /// Two deployments on two devices: executions by deployment, then by device number.
        private func withExecutions(
            _ backend: Backend,
            _ body: (any Store, [Execution]) async throws -> Void
        ) async throws {
            try await backend.withTenants { store async throws in
                var executions: [Execution] = []
                for deployment in deployments {
                    for device in devices {
                        var execution = World.execution(of: deployment, on: device)
                        execution.patches = [
                            OrderPatch(
                                patch: World.record("redis").patch.uuid,
                                title: "rëdis",
                                packages: [
                                    TargetPackage(
                                        name: "redis",
                                        architecture: "amd64",
                                        version: "1.0"
                                    )
                                ]
                            )
                        ]
                        executions.append(execution)
                    }
                }
                try await store.write { [executions] transaction in
                    for device in devices { try transaction.insert(device) }
                    try transaction.insert(deployments[1], executions: Array(executions[2...]))
                    try transaction.insert(deployments[0], executions: Array(executions[..<2]))
                }
                try await body(store, executions)
            }
        }

        /// The execution after something that changes it.
        private func after(
            _ event: Execution.Event,
            _ execution: Execution,
            at time: Timestamp = World.now
        ) -> Execution {
            var execution = execution
            let isChanged = execution.on(event, at: time)
            #expect(isChanged)
            return execution
        }

        private func expect(_ store: any Store, toKeep execution: Execution) async throws {
            try await store.write { try $0.update(execution) }
            let found = try await store.read { try $0.execution(execution.id) }
            #expect(found == execution)
        }

        private func report(of execution: Execution) -> OrderReport {
            OrderReport(
                order: execution.id.uuid,
                startedAt: 1,
                finishedAt: 2,
                results: [
                    PatchResult(
                        patch: World.record("redis").patch.uuid,
                        outcome: .failed,
                        failure: Failure(exitCode: 100, text: "kein Plätz\u{0}chen"),
                        packages: []
                    )
                ],
                failure: nil,
                reboot: .notNeeded,
                wasResumed: true
            )
        }
    }
}
